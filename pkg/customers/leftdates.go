package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// doubtfulStatus asks where a status tells who left, and a column of dates whose header says nothing has one just in the rows of
// those, beside another that all rows have: then the file may tell when, and a share of all who ever came hides it.
func (f *finder) doubtfulStatus(found ledger.Shape) error {
	if found != ledger.Status {
		return nil
	}
	status := f.one(ledger.StatusOf, ledger.Status)
	if status == none || f.Status != "" || !f.fits(ledger.Subscription) {
		return nil
	}
	t, end, senses := f.table, f.datesOfLost(status), f.byDates(status)
	if len(senses) == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s says who left, and column %s has a date just in the rows of those, which may tell when they left; say whether it does with --shape",
		t.Name, t.Header(status), t.Header(end))
	e.Senses = senses
	if f.fits(ledger.Status) && !f.Metric.Periods {
		e.Senses = append(e.Senses, problem.Sense{Says: shareOfAll, Flags: []string{"--shape", string(ledger.Status)}, Drop: timeless()})
	}
	return e
}

// byDates offers to take for the end the dates that just the rows of customers who left have.
func (f *finder) byDates(status int) (senses []problem.Sense) {
	end := f.datesOfLost(status)
	if end == none || !f.fits(ledger.Subscription) {
		return nil
	}
	starts := f.datesBefore(end)
	for _, start := range starts[:min(len(starts), 2)] {
		senses = append(senses, problem.Sense{Says: "if it tells when they left",
			Flags: []string{"--shape", string(ledger.Subscription), "--start", f.table.Reference(start), "--end", f.table.Reference(end)}})
	}
	return senses
}

// datesOfLost returns the column whose dates stand just in the rows of customers who left, nearly all of them; none where there is
// no such column, or several.
func (f *finder) datesOfLost(status int) int {
	fits := f.table.Those(func(i int) bool {
		if i == status || f.named.Taken(i) || isAhead(f.table.Headers[i]) {
			return false
		}
		lost, dated, kept := 0, 0, 0
		for _, row := range f.table.Rows {
			there := !f.isSilent(cellOf(row, i))
			switch gone := f.saysGone(cellOf(row, status)); {
			case gone:
				lost++
				if there {
					dated++
				}
			case there:
				return false
			default:
				kept++
			}
		}
		return kept > 0 && dated > 0 && 10*dated >= 9*lost && f.holdsDates(i)
	})
	if len(fits) != 1 {
		return none
	}
	return fits[0]
}

// saysGone tells whether a status says that a customer left.
func (f *finder) saysGone(text string) bool {
	if len(f.Lost) > 0 {
		return slices.ContainsFunc(f.Lost, func(lost string) bool { return ledger.PlainType(lost) == ledger.PlainType(text) })
	}
	return isLost(text)
}

func (f *finder) isSilent(text string) bool {
	return text == "" || slices.Contains(f.Missing, text) || layout.Silence().Words[answer.Normalise(text)]
}

// holdsDates tells whether all sampled texts of a column are dates, or none at all.
func (f *finder) holdsDates(column int) bool {
	reader, err := f.readerOf(f.table, column)
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(f.table.Sample(column), func(text string) bool {
		text = answer.Trim(text)
		_, _, ok := reader.Parse([]byte(text))
		return !f.isSilent(text) && (!ok || answer.IsNumber(text))
	})
}

// datesBefore lists the columns with a date in nearly every row that is hardly ever later than that of the end, those first whose
// headers speak of a start.
func (f *finder) datesBefore(end int) []int {
	fits := f.table.Those(func(i int) bool {
		return i != end && !f.named.Taken(i) && !isAhead(f.table.Headers[i]) && f.holdsDates(i) && f.goesBefore(f.table, i, end)
	})
	slices.SortStableFunc(fits, func(a, b int) int { return f.startRank(a) - f.startRank(b) })
	return fits
}

// goesBefore tells whether a column has a date in nearly every row that is hardly ever later than that of the end, and is not the same, as
// that of a term is which was cut short.
func (s *audit) goesBefore(t *dataset.Table, column, end int) bool {
	reader, err := s.readerOf(t, end)
	if err != nil {
		return false
	}
	blank, later, same, both := 0, 0, 0, 0
	for _, row := range t.Rows {
		from, _, ok := reader.Parse([]byte(cellOf(row, column)))
		to, _, too := reader.Parse([]byte(cellOf(row, end)))
		switch {
		case !ok:
			blank++
		case !too:
		case from > to:
			both, later = both+1, later+1
		case from == to:
			both, same = both+1, same+1
		default:
			both++
		}
	}
	return 20*blank <= len(t.Rows) && 20*later <= both && (both == 0 || same < both)
}

func (f *finder) startRank(column int) int {
	if f.isStartWord(f.table.Headers[column]) {
		return 0
	}
	return 1
}

package customers

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

const (
	maxTermTexts = 8    // a column of more texts tells of something else than the intervals of a price list
	sameRatio    = 0.01 // within which amounts are taken for so many times another
)

// growingAmounts asks of which time amounts are, where they grow by the texts of a column as those of billing intervals do, and
// not all of its texts are understood: a year taken for a month would count twelve times.
func (s *audit) growingAmounts(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Subscription || !cs.has(ledger.Amount) || s.spanTold(cs) {
		return nil
	}
	for i, header := range t.Headers {
		if cs.Taken(i) || isHeader(layout.Plan, header) {
			continue
		}
		by := s.amountsBy(t, cs, i)
		if !by.known() && !by.proportional() && !by.payments() {
			continue
		}
		if s.leavesSpans(t, cs, i) {
			return nil
		}
		e := problem.Usage("%s: column %s may hold amounts of the time that column %s tells, since they grow with it as those of billing intervals do, or of a month, and %s is not known as an interval: write it in the file as a number of months, such as 6 months",
			t.Name, cs.header(ledger.Amount), answer.Quote(header, 60), answer.Quote(by.unknown(), 40))
		e.Senses = []problem.Sense{{Says: "if the amounts of all rows are of a month", Flags: []string{"--interval-col", noColumn}}}
		return e
	}
	return nil
}

// textAmounts are the usual amounts of rows by the text of a column.
type textAmounts struct {
	usual map[string]float64
	twice bool // a text stands in several rows
}

// amountsBy reads the amounts by the texts of a column; there are none where it has too many texts.
func (s *audit) amountsBy(t *dataset.Table, cs columns, column int) (by textAmounts) {
	all := make(map[string][]float64)
	for _, row := range t.Rows {
		text := cellOf(row, column)
		a, _, err := money.Parse([]byte(answer.Trim(cellOf(row, cs.at(ledger.Amount)))), s.decimal(), 2)
		if s.isMissing(text) || err != nil || a <= 0 {
			continue
		}
		if all[text] = append(all[text], float64(a)); len(all) > maxTermTexts {
			return by
		}
		by.twice = by.twice || len(all[text]) > 1
	}
	by.usual = make(map[string]float64, len(all))
	for text, amounts := range all {
		slices.Sort(amounts)
		by.usual[text] = amounts[len(amounts)/2]
	}
	return by
}

func (s *audit) isMissing(text string) bool { return text == "" || slices.Contains(s.Missing, text) }

// unknown is the first text that is not understood as a billing interval.
func (by textAmounts) unknown() string {
	for _, text := range slices.Sorted(maps.Keys(by.usual)) {
		if _, ok := ledger.MonthsOf(text); !ok {
			return text
		}
	}
	return ""
}

// known tells whether some texts are billing intervals, and the amounts grow with them, and others are none.
func (by textAmounts) known() bool {
	return by.unknown() != "" && by.understood().grow()
}

// understood are the amounts of the texts that are billing intervals.
func (by textAmounts) understood() *termed {
	understood := &termed{amounts: make(map[float64][]float64)}
	for text, amount := range by.usual {
		if months, ok := ledger.MonthsOf(text); ok {
			understood.amounts[months] = append(understood.amounts[months], amount)
		}
	}
	return understood
}

// proportional tells whether texts of which nobody knows what they are have amounts as those of a month and of more months, all
// to the cent: 30, 90 and 360.
func (by textAmounts) proportional() bool {
	months := make(map[float64]bool)
	least := least(by.usual)
	for text, amount := range by.usual {
		is := nearest(amount/least, []float64{1, 2, 3, 6, 12, 24})
		if is == 0 || answer.IsNumber(text) {
			return false
		}
		months[is] = true
	}
	return by.twice && len(months) == len(by.usual) && months[12] && len(months) >= 3 && by.unknown() != ""
}

// payments tells whether texts are how often a year something is paid: the more often, the less.
func (by textAmounts) payments() bool {
	year := 0.0
	for text, amount := range by.usual {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || !slices.Contains([]float64{1, 2, 3, 4, 6, 12, 26, 52}, n) {
			return false
		}
		if year == 0 {
			year = n * amount
		}
		if nearest(n*amount/year, []float64{1}) == 0 {
			return false
		}
	}
	return len(by.usual) >= 3 || len(by.usual) == 2 && by.twice && by.usual["12"] > 0
}

func least(amounts map[string]float64) float64 {
	least := math.Inf(1)
	for _, amount := range amounts {
		least = min(least, amount)
	}
	return least
}

// nearest returns the one of some numbers that a ratio is, 0 for none.
func nearest(ratio float64, numbers []float64) float64 {
	for _, n := range numbers {
		if math.Abs(ratio/n-1) <= sameRatio {
			return n
		}
	}
	return 0
}

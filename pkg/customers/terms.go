package customers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// usualTerms are lengths of billing intervals and of contracts, in months: other numbers are ages and the like.
var usualTerms = []float64{1, 2, 3, 4, 6, 12, 18, 24, 36, 48, 60}

// countedInterval takes a column of numbers for that of billing intervals, where its header has the words of one and the unit
// of time: billing_period_months.
func (s *audit) countedInterval(t *dataset.Table, cs columns) {
	if s.shape != ledger.Subscription || cs.has(ledger.Intervals) || s.IntervalCol == noColumn || s.namesTime(t) {
		return
	}
	if at := cs.at(ledger.Interval); at != none {
		if unit := s.unitOfNumbers(t, at); unit != "" {
			s.count(cs, at, unit)
		}
		return
	}
	fits := t.Those(func(i int) bool {
		bare, unit := withoutTime(t.Headers[i])
		return !cs.Taken(i) && unit != "" && len(layout.Candidates(layout.Interval, string(s.shape), []string{bare})) > 0 && wholeNumbers(t.Sample(i))
	})
	if len(fits) == 1 {
		s.count(cs, fits[0], s.unitOfNumbers(t, fits[0]))
	}
}

func (s *audit) count(cs columns, at int, unit string) {
	cs.set(ledger.Interval, none)
	cs.Take(roleOf(ledger.Intervals), dataset.Found{Columns: []int{at}, Why: "whose numbers are of a " + unit})
	s.termUnit, s.termed = unit, ledger.Intervals
}

// unitOfNumbers returns the unit of time that the numbers of a column are of: that of its header, or months, of which a year
// has twelve. It is "" where they are no numbers, or may be anything.
func (s *audit) unitOfNumbers(t *dataset.Table, at int) string {
	texts := t.Sample(at)
	if !wholeNumbers(texts) {
		return ""
	}
	if _, unit := withoutTime(t.Headers[at]); unit != "" {
		return unit
	}
	number := func(text string) float64 { n, _ := strconv.ParseFloat(answer.Trim(text), 64); return n }
	some := slices.ContainsFunc(texts, func(text string) bool { return slices.Contains([]float64{6, 12, 24}, number(text)) })
	usual := !slices.ContainsFunc(texts, func(text string) bool { return answer.Trim(text) != "" && !slices.Contains(usualTerms, number(text)) })
	if some || usual && s.IntervalCol != "" { // who names it says that it tells of which time amounts are
		return "month"
	}
	return ""
}

// plainNumbers asks what numbers of a billing interval are whose header has no unit, and with which the amounts do not grow as the
// prices of so many months do: 12 may be months that are paid at once, a term of which every month is paid, or how often a year.
func (s *audit) plainNumbers(t *dataset.Table, cs columns) error {
	at := cs.at(ledger.Intervals)
	if s.termed != ledger.Intervals || s.IntervalCol != "" || at == none || !cs.has(ledger.Amount) {
		return nil
	}
	if _, unit := withoutTime(t.Headers[at]); unit != "" {
		return nil
	}
	if terms := s.termsOf(t, cs, at); terms == nil || terms.grow() || s.leavesSpans(t, cs, at) {
		return nil
	}
	return s.askTerm(t, cs, at)
}

// withoutTime takes the unit of time off a header.
func withoutTime(header string) (bare, unit string) {
	var rest []string
	for word := range strings.FieldsSeq(answer.Normalise(header)) {
		if u, ok := ledger.UnitOf(word); ok && unit == "" {
			unit = u
			continue
		}
		rest = append(rest, word)
	}
	return strings.Join(rest, " "), unit
}

// wholeNumbers tells whether all texts are numbers of intervals or blank, and some are.
func wholeNumbers(texts []string) bool {
	return first(texts) != "" && !slices.ContainsFunc(texts, func(text string) bool {
		text = strings.TrimSuffix(answer.Trim(text), ".0")
		n, err := strconv.Atoi(text)
		return text != "" && (err != nil || n < 1)
	})
}

// besideUnit is the column that says how many intervals lie between two bills, beside one that only says the unit: its header
// begins like that of the unit. product_interval is 3 where product_interval_unit is month.
func (s *audit) besideUnit(t *dataset.Table, cs columns) (f dataset.Found) {
	at := cs.at(ledger.Interval)
	if at == none || slices.ContainsFunc(t.Sample(at), func(text string) bool { return strings.ContainsAny(text, "0123456789") }) {
		return f
	}
	words := strings.Fields(answer.Normalise(t.Headers[at]))
	if len(words) < 2 {
		return f
	}
	stem := strings.Join(words[:len(words)-1], " ")
	for i, header := range t.Headers {
		name := answer.Normalise(header)
		if i != at && !cs.Taken(i) && (name == stem || strings.HasPrefix(name, stem+" ")) && wholeNumbers(t.Sample(i)) {
			f.Columns = append(f.Columns, i)
		}
	}
	if len(f.Columns) == 0 {
		f.Columns = t.Those(func(i int) bool {
			return i != at && !cs.Taken(i) && (isHeader(layout.Interval, t.Headers[i]) || isHeader(layout.IntervalCount, t.Headers[i])) && wholeNumbers(t.Sample(i))
		})
	}
	f.Sure, f.Why = len(f.Columns) == 1, "whose numbers stand beside the unit of the billing interval"
	return f
}

// doubtfulTerms asks of which time amounts are, where a column tells how long a plan or a contract is, and the amounts grow as
// that does: a year costs about twelve times a month only if it is paid at once.
func (s *audit) doubtfulTerms(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Subscription || !cs.has(ledger.Amount) || s.spanTold(cs) {
		return nil
	}
	for i, header := range t.Headers {
		if cs.Taken(i) {
			continue
		}
		terms := s.termsOf(t, cs, i)
		if terms != nil && terms.alone(header) && !s.leavesMoney(t, cs) {
			return s.askTerm(t, cs, i)
		}
		if terms == nil || !terms.grow() || terms.plain > 0 && (terms.numbers || terms.span() < 6) {
			continue
		}
		if (terms.words || terms.plain > 0) && terms.span() >= 6 {
			cs.Take(roleOf(ledger.Interval), dataset.Found{Columns: []int{i}, Why: "since every text of it speaks of a billing interval, and the amounts grow with it"})
			s.termed, s.elseMonth = ledger.Interval, terms.plain > 0
			return nil
		}
		if s.leavesSpans(t, cs, i) {
			return nil
		}
		e := problem.Usage("%s: column %s may hold amounts of the whole time that column %s tells, since they grow with it, or of a month; say which with --interval-col",
			t.Name, cs.header(ledger.Amount), answer.Quote(header, 60))
		e.Flags, e.Hint = []string{"--interval-col", t.Reference(i)}, "--interval-col none if all are of a month"
		return e
	}
	return nil
}

// askTerm asks of which time amounts are where all are beside the same term.
func (s *audit) askTerm(t *dataset.Table, cs columns, column int) error {
	e := problem.Usage("%s: column %s may hold amounts of the whole time that column %s tells, or of a month; say which with --interval-col",
		t.Name, cs.header(ledger.Amount), t.Header(column))
	e.Flags, e.Hint = []string{"--interval-col", t.Reference(column)}, "--interval-col none if all are of a month"
	return e
}

// spanTold tells whether a column, the unit of the amounts or a flag says of which time they are.
func (s *audit) spanTold(cs columns) bool {
	return cs.has(ledger.Interval) || cs.has(ledger.Intervals) || s.units.Per != "" || s.IntervalCol != ""
}

// leavesSpans leaves amounts out that may be of the time that a column tells, where the figure stands without money.
func (s *audit) leavesSpans(t *dataset.Table, cs columns, column int) bool {
	if !s.leavesMoney(t, cs) {
		return false
	}
	s.unspanned = result.Say("column %s may hold amounts of the whole time that column %s tells, or of a month, so money is left out; --interval-col %s or %s says which",
		cs.header(ledger.Amount), t.Header(column), layout.ShellQuote(t.Reference(column)), noColumn)
	s.withoutMoney(cs)
	return true
}

// termed are the amounts of rows by how many months a column tells.
type termed struct {
	amounts map[float64][]float64
	plain   int  // texts that speak of no interval, as the names of plans of a month do
	numbers bool // some texts are numbers
	words   bool // texts speak of intervals among other words, as names of plans do
}

// termsOf reads a column as one of terms; nil where it is none.
func (s *audit) termsOf(t *dataset.Table, cs columns, column int) *termed {
	at, out := cs.at(ledger.Amount), &termed{amounts: make(map[float64][]float64), words: true}
	unit, plan := 1.0, isHeader(layout.Plan, t.Headers[column])
	if _, name := withoutTime(t.Headers[column]); name != "" {
		unit, _ = ledger.MonthsOf(name)
	}
	for _, row := range t.Rows {
		if max(at, column) >= len(row) || answer.Trim(row[column]) == "" {
			continue
		}
		months, ok := ledger.MonthsWithin(row[column])
		if n, err := strconv.ParseFloat(answer.Trim(row[column]), 64); err == nil {
			months, ok, out.words, out.numbers = n*unit, true, false, true
		}
		if _, whole := ledger.MonthsOf(row[column]); whole {
			out.words = false
		}
		if !ok && plan {
			months, ok = 1, true
			out.plain++
		}
		if !ok || months >= 1 && !slices.Contains(usualTerms, months) {
			return nil
		}
		if a, _, err := money.Parse([]byte(answer.Trim(row[at])), s.decimal(), 2); err == nil && a > 0 {
			out.amounts[months] = append(out.amounts[months], float64(a))
		}
	}
	return out
}

// alone tells whether all rows are of one term of several months: a number only where the header has its unit, or speaks of terms.
func (ts *termed) alone(header string) bool {
	short, long := ts.ends()
	_, unit := withoutTime(header)
	return len(ts.amounts) == 1 && short == long && long > 1 && ts.plain == 0 && (unit != "" || !ts.numbers || layout.TellsOf(layout.TermWord, header))
}

// span is how many times as long the longest term is as the shortest.
func (ts *termed) span() float64 {
	short, long := ts.ends()
	return long / short
}

func (ts *termed) ends() (short, long float64) {
	for months := range ts.amounts {
		if short == 0 || months < short {
			short = months
		}
		long = max(long, months)
	}
	return short, long
}

// grow tells whether the usual amount of the longest term is more than half as many times that of the shortest as it is long.
func (ts *termed) grow() bool {
	short, long := ts.ends()
	if len(ts.amounts) < 2 {
		return false
	}
	usual := func(months float64) float64 {
		all := slices.Sorted(slices.Values(ts.amounts[months]))
		return all[len(all)/2]
	}
	return usual(long)/usual(short) > max(long/short/2, 1.5)
}

package facts

import (
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Sums looks at columns of figures whose rows sum up others. It refuses percentages, which count nothing, and asks where
// some of the first rows are totals, which would count twice: a condition on the labels that keeps all rows says that they
// are none.
func (q *Query) Sums(t *dataset.Table, cs dataset.Columns, roles ...dataset.Role) error {
	for _, role := range roles {
		i := cs.At(role)
		if i == dataset.None {
			continue
		}
		if Percentages(t, i) {
			return problem.Usage("%s: column %s holds percentages, which count nothing: their mean is not that of all", t.Name, t.Header(i)).
				Advise("--" + string(role) + " COL names a column that counts")
		}
		if e := t.Abridged(q.KeptRows(t, cs), i); e != nil {
			return e
		}
	}
	return q.totals(t, cs, roles)
}

// totals asks where some of the first rows are sums of others.
func (q *Query) totals(t *dataset.Table, cs dataset.Columns, roles []dataset.Role) error {
	s := &summing{table: t}
	for _, role := range roles {
		if i := cs.At(role); i != dataset.None && !slices.Contains(s.columns, i) {
			s.columns = append(s.columns, i)
		}
	}
	for _, row := range t.Rows {
		if len(row) == len(t.Headers) && q.keeps(row, cs) {
			s.add(row)
		}
	}
	s.label = s.labels()
	s.find()
	cs.Set(labelled, s.label)
	if len(s.columns) == 0 || s.label == dataset.None || len(s.totals) == 0 || len(s.totals) == len(s.rows) || q.KeepsAll(t, cs, s.label) {
		return nil
	}
	return s.question()
}

// KeptRows are the first rows that have all cells and meet all conditions.
func (q *Query) KeptRows(t *dataset.Table, cs dataset.Columns) (out [][]string) {
	for _, row := range t.Rows {
		if len(row) == len(t.Headers) && q.keeps(row, cs) {
			out = append(out, row)
		}
	}
	return out
}

// keeps tells whether a row meets all conditions.
func (q *Query) keeps(row []string, cs dataset.Columns) bool {
	for n, cond := range q.Conditions {
		if i := cs.Where[n]; i >= 0 && i < len(row) && !cond.Match([]byte(row[i])) {
			return false
		}
	}
	return true
}

// summing finds the rows that sum up others.
type summing struct {
	table   *dataset.Table
	columns []int // of figures
	label   int   // the column that names what a row is about
	rows    [][]string
	figures [][]float64
	totals  map[int]bool
	told    bool // by what their labels say, and not by a word of totals or by their figures
}

// add adds a row that has all figures.
func (s *summing) add(row []string) {
	var figures []float64
	for _, i := range s.columns {
		x, err := answer.ParseNumber(row[i], s.table.Decimal)
		if err != nil {
			return
		}
		figures = append(figures, x)
	}
	s.rows, s.figures = append(s.rows, row), append(s.figures, figures)
}

// labels is the column in which totals are named; the first of names where none is.
func (s *summing) labels() int {
	best, most := dataset.None, -1
	for i := range s.table.Headers {
		if slices.Contains(s.columns, i) {
			continue
		}
		named, names := 0, 0
		for _, row := range s.rows {
			if _, err := answer.ParseNumber(row[i], s.table.Decimal); err == nil || strings.TrimSpace(row[i]) == "" {
				continue
			}
			names++
			if _, may := dataset.HeadsSum(row[i]); may {
				named++
			}
		}
		if 2*names > len(s.rows) && named > most {
			best, most = i, named
		}
	}
	if best == dataset.None {
		best = s.periods()
	}
	return best
}

// find marks the totals: by their word, by a word that only may be one and what they add up to, or as the first or last
// of all that is what all others add up to.
func (s *summing) find() {
	s.totals = make(map[int]bool)
	if s.label == dataset.None {
		return
	}
	for i, row := range s.rows {
		if is, _ := dataset.HeadsSum(row[s.label]); is {
			s.totals[i] = true
		}
	}
	for _, step := range []int{-1, 1} {
		for n := range s.rows {
			i := n
			if step > 0 {
				i = len(s.rows) - 1 - n
			}
			if !s.totals[i] && s.addsUp(i, step) {
				s.totals[i] = true
			}
		}
	}
	for _, i := range s.nested() {
		s.totals[i] = true
	}
	found := len(s.totals)
	s.byLabel()
	s.told = len(s.totals) > found
}

// addsUp tells whether a row that may be a total is the sum of rows beside it on one side.
func (s *summing) addsUp(at, step int) bool {
	_, may := dataset.HeadsSum(s.rows[at][s.label])
	blank := strings.TrimSpace(s.rows[at][s.label]) == ""
	edge := at == 0 && step > 0 || at == len(s.rows)-1 && step < 0
	if !may && !blank && !edge {
		return false
	}
	const few = 2 // rows may be the sum of so few others by chance
	sum, n := make([]float64, len(s.columns)), 0
	for i := at + step; i >= 0 && i < len(s.rows); i += step {
		if s.totals[i] {
			continue
		}
		n++
		for c, x := range s.figures[i] {
			sum[c] += x
		}
		if (may || blank && n >= few) && s.sumsUp(at, sum) {
			return true
		}
	}
	return edge && (n > few || n == few && len(s.columns) > 1) && s.sumsUp(at, sum)
}

// sumsUp tells whether figures are those of a row.
func (s *summing) sumsUp(at int, sum []float64) bool {
	some := false
	for c, x := range s.figures[at] {
		if !same(x, sum[c]) {
			return false
		}
		some = some || x != 0
	}
	return some
}

// same tells whether two sums are one, as far as they are exact.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(a)) }

// question asks whether the rows that look like totals are some.
func (s *summing) question() error {
	var labels []string
	for i, row := range s.rows {
		if text := strings.TrimSpace(row[s.label]); s.totals[i] && !slices.Contains(labels, text) {
			labels = append(labels, text)
		}
	}
	first := labels[0]
	if i := slices.IndexFunc(labels, func(text string) bool { return text != "" }); i >= 0 {
		first = labels[i]
	}
	ask := s.table.AskOfTotals
	if s.told {
		ask = s.table.TellOfTotals
	}
	return ask(s.label, labels, problem.Usage("%s: %d of the first rows may be totals of others, which would count twice: the first is %s in column %s",
		s.table.Name, len(s.totals), answer.Quote(first, 40), s.table.Header(s.label)))
}

package dataset

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// fewestNames is how many names a column has to have, each of them once, for a word among them to stand out.
const fewestNames = 5

// figureKinds are the kinds of words of rows that hold a figure of others, by the word.
var figureKinds = sync.OnceValue(func() map[string]string {
	kinds := make(map[string]string)
	for _, kind := range []string{"figurename", "figure"} {
		for _, word := range frameWords()[kind] {
			kinds[word] = kind
		}
	}
	return kinds
})

// isFigureWord tells whether a text is that of a row that holds a figure of others, such as their median.
func isFigureWord(text string) bool { return figureKinds()[wordOf(text)] == "figure" }

// isFigureName tells the same of texts that may be the name of somebody, too.
func isFigureName(text string) bool { return figureKinds()[wordOf(text)] == "figurename" }

// NamesFigure tells whether a text is no more than a word of a row that holds the total of others, how many they are, or another figure.
func NamesFigure(text string) bool {
	is, _ := HeadsSum(text)
	return is || isCountWord(text) || isFigureWord(text)
}

// isFigure tells whether the label of a row is such a text, or near the ends of the table the name of a metric.
func (s *Totaling) isFigure(at int, text string) bool {
	ends := at < mostFooter || at >= len(s.Rows)-mostFooter
	return figureKinds()[wordOf(text)] != "" || ends && NamesPlan(text) || ends && !answer.IsNumber(text) && layout.NamesMetric(text)
}

// mayBelong tells whether a row stands below the table if others do that are right beside it.
func (f *footing) mayBelong(row []string) bool {
	first := firstFilled(row)
	return first >= 0 && isFigureName(row[first]) && f.leaves(row, first) && f.adds(row, first) && !f.stands(wordOf(row[first]))
}

// leaves tells whether a row leaves blank what every row has, or has its word where they have none: other words may be the
// names of groups, whose figures may be the mean of others by chance.
func (f *footing) leaves(row []string, first int) bool {
	f.learned()
	if first < f.width && (f.kinds[first] == numberCell || f.kinds[first] == dateCell) {
		return true
	}
	for i := range f.width {
		if f.always[i] && (i >= len(row) || answer.Trim(row[i]) == "") {
			return true
		}
	}
	return false
}

// onceOnly leaves out rows with words of figures that come again: they are what the column tells of each row.
func onceOnly(all []headed) []headed {
	times := make(map[string]int)
	for _, h := range all {
		times[h.text]++
	}
	return slices.DeleteFunc(all, func(h headed) bool { return h.figure && !h.is && !h.counts && times[h.text] > 1 })
}

// edges tells whether rows with words of totals are those at one end of the table: several with no more than such a word, of
// which there is no other; or one whose word is none of the names that all others have, or which has nothing but it and figures.
func (s *Totaling) edges(all []headed, label int) bool {
	n := len(all)
	begins := all[0].row == 0 && all[n-1].row == n-1
	ends := s.Table.Whole && all[0].row == len(s.Rows)-n && all[n-1].row == len(s.Rows)-1
	if !begins && !ends || len(s.Rows)-n < 2 {
		return false
	}
	once := make(map[string]bool)
	for _, h := range all {
		once[wordOf(s.Rows[h.row][label])] = true
		if n > 1 && !h.exact() {
			return false
		}
	}
	if n > 1 {
		return len(once) == n
	}
	h := all[0]
	return s.bare(h.row, label) && len(s.lacking(all)) > 0 || h.exact() && (h.is || h.counts || h.strong || layout.NamesMetric(s.Rows[h.row][label]) || s.figures(h.row)) && s.distinct(label, h.row)
}

// exact tells whether a row has no more than a word of totals, of how many there are, or of another figure.
func (h headed) exact() bool { return h.is || h.counts || h.figure }

// bare tells whether a row has nothing but its label and numbers.
func (s *Totaling) bare(at, label int) bool {
	for i, cell := range s.Rows[at] {
		if i == label || answer.Trim(cell) == "" {
			continue
		}
		if _, err := answer.ParseNumber(cell, s.Table.Decimal); err != nil {
			return false
		}
	}
	return true
}

// distinct tells whether a column has another name in every row, as those of ids and of people.
func (s *Totaling) distinct(column, but int) bool {
	seen := make(map[string]bool)
	for n, row := range s.Rows {
		name := wordOf(row[column])
		if n == but {
			continue
		}
		if name == "" || seen[name] {
			return false
		}
		seen[name] = true
	}
	return len(seen) >= fewestNames
}

// lacking lists the columns that some rows leave blank and all others fill.
func (s *Totaling) lacking(all []headed) (columns []int) {
	of := make(map[int]bool)
	for _, h := range all {
		of[h.row] = true
	}
	return s.Table.Those(func(i int) bool {
		n := 0
		for n < len(s.Rows) && (answer.Trim(s.Rows[n][i]) == "") == of[n] {
			n++
		}
		return n == len(s.Rows)
	})
}

// beside adds to rows that are totals those right beside them that are like them: they leave blank what all others fill, hold
// nothing but a label and numbers, and their label is written as none of the others is.
func (s *Totaling) beside(all []headed, label int) []headed {
	out := slices.Clone(all)
	for _, h := range all {
		for _, step := range []int{-1, 1} {
			for at := h.row + step; at >= 0 && at < len(s.Rows) && s.alike(at, h.row, label); at += step {
				if !slices.ContainsFunc(out, func(o headed) bool { return o.row == at }) {
					out = append(out, headed{row: at})
				}
			}
		}
	}
	word := slices.ContainsFunc(all, headed.exact)
	if !word || len(out) == len(all) || 2*len(out) > len(s.Rows) || len(s.lacking(out)) == 0 || !s.odd(out, label) {
		return all
	}
	slices.SortFunc(out, func(a, b headed) int { return a.row - b.row })
	return out
}

// alike tells whether two rows leave the same cells blank, and the first has nothing but a label and numbers.
func (s *Totaling) alike(at, as, label int) bool {
	for i := range s.Rows[at] {
		if i != label && (answer.Trim(s.Rows[at][i]) == "") != (answer.Trim(s.Rows[as][i]) == "") {
			return false
		}
	}
	return s.bare(at, label)
}

// odd tells whether no other row has a label that is written as one of some rows, as ids are.
func (s *Totaling) odd(rows []headed, label int) bool {
	of, forms := make(map[int]bool), make(map[string]bool)
	for _, h := range rows {
		of[h.row] = true
		forms[FormOf(s.Rows[h.row][label])] = true
	}
	for n, row := range s.Rows {
		if !of[n] && forms[FormOf(row[label])] {
			return false
		}
	}
	return true
}

// FormOf is a text with one sign for all numbers.
func FormOf(text string) string {
	digits := false
	return strings.Map(func(r rune) rune {
		was := digits
		switch digits = unicode.IsDigit(r); {
		case digits && was:
			return -1
		case digits:
			return '0'
		}
		return r
	}, answer.Fold(answer.Trim(text)))
}

// nameless finds a first or last row with nothing but a figure, where all others have more: it may be a figure of them. Where they
// have no more than one cell beside it, it has to be theirs.
func (s *Totaling) nameless() (label int, found bool) {
	edges := []int{0}
	if s.Table.Whole {
		edges = append(edges, len(s.Rows)-1)
	}
	for _, at := range edges {
		if len(s.Rows) <= fewestNames || filled(s.Rows[at]) != 1 {
			continue
		}
		lacks := s.lacking([]headed{{row: at}})
		label := slices.IndexFunc(lacks, s.Names)
		if label >= 0 && (len(lacks) > 1 || s.figures(at)) {
			return lacks[label], true
		}
	}
	return None, false
}

// figures tells whether the figure of a row is the sum, the mean, the median or the number of all others.
func (s *Totaling) figures(at int) bool {
	x, rounded, ok := s.Figure(s.Rows[at])
	var others []float64
	sum := 0.0
	for n, row := range s.Rows {
		if y, _, has := s.Figure(row); has && n != at {
			others = append(others, y)
			sum += y
		}
	}
	if !ok || len(others) < 2 || math.IsNaN(x) {
		return false
	}
	slices.Sort(others)
	count := len(others)
	median := (others[(count-1)/2] + others[count/2]) / 2
	near := func(y, by float64) bool { return math.Abs(x-y) <= by+1e-9*math.Max(1, math.Abs(y)) }
	return near(sum, 0) || near(sum/float64(count), rounded) || near(median, 0) || near(float64(count), 0)
}

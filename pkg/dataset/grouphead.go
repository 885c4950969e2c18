package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// groupHeads finds rows without an id, where all others have one of their own, that are of a group: each with a label beside which the
// others have none, with one that no row with an id has, or one for each of several groups.
func (s *Totaling) groupHeads() (label int, texts []string) {
	for id := range s.Table.Headers {
		if !s.Names(id) {
			continue
		}
		for label := range s.Table.Headers {
			odd := s.withoutID(id, label)
			if len(odd) == 0 {
				continue
			}
			bare := func(n int) bool { return answer.Trim(s.Rows[n][label]) != "" && s.bare(n, label) }
			if label == id || !s.Names(label) || slices.ContainsFunc(odd, func(n int) bool { return !bare(n) }) || !s.areOfGroups(odd, label) {
				continue
			}
			for _, n := range odd {
				text := answer.Trim(s.Rows[n][label])
				if slices.ContainsFunc(s.Rows, func(row []string) bool {
					return answer.Trim(row[id]) != "" && (answer.Trim(row[label]) == "" || wordOf(row[label]) == wordOf(text))
				}) {
					return id, []string{""} // the label is that of other rows, too, or stands for those below
				}
				texts = append(texts, text)
			}
			return label, texts
		}
	}
	return None, nil
}

// withoutID lists the rows that leave a column blank in which all others have another text each, at least of those with one label; none
// where they are many.
func (s *Totaling) withoutID(column, label int) (odd []int) {
	var others []int
	for n, row := range s.Rows {
		if answer.Trim(row[column]) == "" {
			odd = append(odd, n)
		} else {
			others = append(others, n)
		}
	}
	if len(odd) == 0 || 3*len(odd) > len(s.Rows) || len(others) < fewestNames || !s.differ(others, column, label) {
		return nil
	}
	return odd
}

// areOfGroups tells whether the labels of some rows are those of groups of all others.
func (s *Totaling) areOfGroups(odd []int, label int) bool {
	own, times := make(map[string]int), make(map[string]int)
	for n, row := range s.Rows {
		if text := wordOf(row[label]); slices.Contains(odd, n) {
			own[text]++
		} else {
			times[text]++
		}
	}
	if len(own) < len(odd) || len(times) == 0 {
		return false
	}
	if times[""] > 0 {
		return len(times) == 1
	}
	for _, n := range times {
		if n < 2 {
			return false
		}
	}
	shared := 0
	for text := range own {
		if times[text] > 0 {
			shared++
		}
	}
	return shared == 0 || shared == len(own) && len(own) == len(times) && len(own) > 1
}

// bareFigures finds rows with nothing but a figure, where all others fill several columns more.
func (s *Totaling) bareFigures() (label int, found bool) {
	var odd []headed
	for n, row := range s.Rows {
		if _, _, ok := s.Figure(row); ok && filled(row) == 1 {
			odd = append(odd, headed{row: n})
		}
	}
	if len(odd) == 0 || 4*len(odd) > len(s.Rows) {
		return None, false
	}
	lacks := s.lacking(odd)
	label = slices.IndexFunc(lacks, s.Names)
	if label < 0 || len(lacks) < 2 {
		return None, false
	}
	return lacks[label], true
}

// isCounted tells whether a text is no more than how many there are, such as n=20.
func isCounted(text string) bool {
	whole := wordOf(text)
	word := strings.TrimRight(whole, "0123456789.,")
	if len(word) == len(whole) {
		return false
	}
	cut := strings.TrimRight(word, "=: ")
	return len(cut) < len(word) && (cut == "n" && strings.Contains(word, "=") || isCountWord(cut))
}

// indentation is what stands before labels that are indented.
const indentation = " \t\u00a0"

// Indented returns the rows that stand at the head of others, each with those: their labels are indented, and those of the heads are less
// so. Labels that are written with or without a blank by chance have no rows of their own.
func Indented(labels []string) map[int][]int {
	under := make(map[int][]int)
	if blanksByChance(labels) {
		return under
	}
	depth := func(n int) int { return len(labels[n]) - len(strings.TrimLeft(labels[n], indentation)) }
	var open []int // heads of the row, the outermost first
	for n := range labels {
		for len(open) > 0 && depth(open[len(open)-1]) >= depth(n) {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			head := open[len(open)-1]
			under[head] = append(under[head], n)
		}
		open = append(open, n)
	}
	return under
}

// blanksByChance tells whether a label stands there with blanks before it and without them.
func blanksByChance(labels []string) bool {
	indented := make(map[string]bool)
	for _, text := range labels {
		if text != strings.TrimLeft(text, indentation) {
			indented[wordOf(text)] = true
		}
	}
	return len(indented) > 0 && slices.ContainsFunc(labels, func(text string) bool {
		return text == strings.TrimLeft(text, indentation) && indented[wordOf(text)]
	})
}

// indents finds rows at the head of others that stand indented below each of them, and the totals beside them: with their figures, or
// where every row has its place so.
func (s *Totaling) indents(label int) (texts []string) {
	labels := make([]string, len(s.Rows))
	for n, row := range s.Rows {
		labels[n] = row[label]
	}
	under := Indented(labels)
	sums, placed := true, len(under) > 1 && 2*len(under) <= len(s.Rows)
	for n, text := range labels {
		rows, head := under[n]
		is, _ := HeadsSum(text)
		sums = sums && (!head || s.sumsUp(n, rows))
		placed = placed && (head || is || text != strings.TrimLeft(text, indentation))
		if text = answer.Trim(text); (head || is) && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	if len(under) == 0 || !sums && !placed {
		return nil
	}
	return texts
}

// sumsUp tells whether the figure of a row is the sum or the mean of those of others.
func (s *Totaling) sumsUp(at int, of []int) bool {
	x, rounded, ok := s.Figure(s.Rows[at])
	sum, n := 0.0, 0
	for _, i := range of {
		if y, _, has := s.Figure(s.Rows[i]); has {
			sum += y
			n++
		}
	}
	near := func(y, by float64) bool { return x-y <= by+1e-9 && y-x <= by+1e-9 }
	return ok && n > 0 && (near(sum, 0) || !s.Adds && near(sum/float64(n), max(rounded, 0.5)))
}

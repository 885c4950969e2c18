package dataset

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A Totaling looks for rows among others that sum them up, as reports have them: subtotals, means of a team, a line for all.
type Totaling struct {
	Table *Table
	Rows  [][]string
	// Figure is the value of a row, and by how much it may be rounded; ok is false where it has none.
	Figure func(row []string) (x, rounded float64, ok bool)
	// Names tells whether a column may name what a row is about.
	Names func(column int) bool
	// Adds says that figures are only what others add up to, and never their mean.
	Adds bool

	cells map[string]bool // as Normalise has them
}

// A headed row begins with a word of totals, or ends with one.
type headed struct {
	row    int
	text   string
	is     bool // it is nothing else
	counts bool // it says how many rows there are
	figure bool // or it is a word of another figure of them
	strong bool // nor has the word another meaning
	named  bool // what follows names rows that stand there
	adds   bool // it is what others add up to, or their mean
}

// Find returns the column that names totals, and their texts as they stand there; none where no row looks like a total.
func (s *Totaling) Find() (label int, texts []string) {
	for i := range s.Table.Headers {
		if !s.Names(i) || s.tells(i) {
			continue
		}
		if texts = s.indents(i); len(texts) > 0 && !s.grades(i) {
			return i, texts
		}
		all := s.headed(i)
		if len(all) == 0 || s.grades(i) { // last, since the labels of all lists take long to gather
			continue
		}
		block := s.beside(all, i)
		if len(block) == len(all) && !s.edges(all, i) && !s.telling(all, i) && !s.doubles(all) {
			continue
		}
		for _, h := range block {
			if text := answer.Trim(s.Rows[h.row][i]); !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
		return i, texts
	}
	if i, found := s.nameless(); found {
		return i, []string{""}
	}
	if i, texts := s.strangers(); i != None {
		return i, texts
	}
	if i, found := s.bareFigures(); found {
		return i, []string{""}
	}
	return s.groupHeads()
}

// tells tells whether the texts of a column are sentences, as what people write, and no names.
func (s *Totaling) tells(column int) bool {
	const sentence = 4
	words, cells := 0, 0
	for _, row := range s.Rows {
		if n := len(strings.Fields(row[column])); n > 0 {
			words, cells = words+n, cells+1
		}
	}
	return words > sentence*cells
}

// grades tells whether a column holds nothing but several labels of scales, such as Positive, Neutral and Negative: none of them is the
// figure of a line below the table.
func (s *Totaling) grades(column int) bool {
	seen := make(map[string]bool)
	for _, row := range s.Rows {
		text := answer.Normalise(row[column])
		if text != "" && !layout.Labels()[text] {
			return false
		}
		seen[text] = true
	}
	delete(seen, "")
	return len(seen) > 1
}

// headed lists the rows with a word of totals in a column.
func (s *Totaling) headed(column int) (out []headed) {
	heads := make(map[string]headed)
	for n, row := range s.Rows {
		text := row[column]
		h, known := heads[text]
		if !known {
			is, may := HeadsSum(text)
			h = headed{row: -1, text: answer.Normalise(text), is: is, counts: isCountWord(text), figure: s.isFigure(n, text),
				strong: is && !isMeanWord(text) || isFigureWord(text) || isCounted(text)}
			h.is, h.counts = h.is || isCounted(text), h.counts || isCounted(text)
			if is || may || h.counts || h.figure {
				h.row = 0
			}
			heads[text] = h
		}
		if h.row >= 0 {
			h.row = n
			out = append(out, h)
		}
	}
	if 2*len(out) > len(s.Rows) {
		return nil
	}
	out = onceOnly(out)
	for i := range out {
		out[i].named = !out[i].is && s.names(column, out[i].row)
		out[i].adds = s.adds(out, i)
	}
	return out
}

// names tells whether the words of a label beside that of totals are the text of a cell.
func (s *Totaling) names(column, at int) bool {
	if s.cells == nil {
		s.cells = make(map[string]bool)
		for _, row := range s.Rows {
			for _, cell := range row {
				s.cells[answer.Normalise(cell)] = true
			}
		}
	}
	words := strings.Fields(answer.Normalise(s.Rows[at][column]))
	for cut := 1; cut < len(words); cut++ {
		if s.cells[strings.Join(words[cut:], " ")] || s.cells[strings.Join(words[:cut], " ")] {
			return true
		}
	}
	return false
}

// telling tells whether rows with words of totals are some. One may be known by where it stands; several have to be borne
// out by their figures: most of them where the words say so plainly, and else all, each with a label of its own.
func (s *Totaling) telling(all []headed, column int) bool {
	if s.sparse(all) || !slices.ContainsFunc(all, func(h headed) bool { return !isCounted(s.Rows[h.row][column]) }) {
		return true
	}
	if h := all[0]; len(all) == 1 {
		edge := h.row == 0 || h.row == len(s.Rows)-1 && s.Table.Whole
		return h.strong && (edge || h.adds && s.Adds || s.lacks(h.row)) || h.adds && (edge || h.named)
	}
	adds, plain := 0, true
	once := make(map[string]bool)
	for _, h := range all {
		once[h.text] = true
		plain = plain && (h.strong || h.named)
		if h.adds || h.strong && s.lacks(h.row) {
			adds++
		}
	}
	return plain && 2*adds > len(all) || adds == len(all) && len(once) == len(all)
}

// doubles tells whether the figures of rows with words of totals add up to those of all others.
func (s *Totaling) doubles(all []headed) bool {
	of, rest := 0.0, 0.0
	for n, row := range s.Rows {
		x, _, _ := s.Figure(row)
		if slices.ContainsFunc(all, func(h headed) bool { return h.row == n }) {
			of += x
		} else {
			rest += x
		}
	}
	return s.Adds && of > 0 && math.Abs(of-rest) <= 1e-9*of
}

// sparse tells whether there is a column that rows with words of totals leave blank, and all others fill: whoever these are
// of, those are of nobody. Words that are no more than the beginning of a name have to differ from row to row.
func (s *Totaling) sparse(all []headed) bool {
	once, plain := make(map[string]bool), true
	for _, h := range all {
		once[h.text] = true
		plain = plain && (h.exact() || h.named)
	}
	if !plain && len(once) < len(all) || !plain && len(all) == 1 {
		return false
	}
	return len(s.lacking(all)) > 0
}

// lacks tells whether a row is blank where all others without a word of totals are not.
func (s *Totaling) lacks(at int) bool {
	for i, cell := range s.Rows[at] {
		filled := func(row []string) bool { return answer.Trim(row[i]) != "" }
		blank := 0
		for _, row := range s.Rows {
			if !filled(row) {
				blank++
			}
		}
		if answer.Trim(cell) == "" && blank <= 2 && 2*blank < len(s.Rows) {
			return true
		}
	}
	return false
}

// adds tells whether the figure of a row is the sum or the mean of others: of those before it or behind it up to the next
// one, of all of them, or of those that its label names.
func (s *Totaling) adds(all []headed, which int) bool {
	at := all[which].row
	from, to := 0, len(s.Rows)
	if which > 0 {
		from = all[which-1].row + 1
	}
	if which+1 < len(all) {
		to = all[which+1].row
	}
	total := func(n int) bool { return slices.ContainsFunc(all, func(h headed) bool { return h.row == n }) }
	every := func(int) bool { return true }
	return s.is(at, from, at, every) || s.is(at, at+1, to, every) ||
		s.is(at, 0, at, func(n int) bool { return !total(n) }) || s.is(at, 0, len(s.Rows), func(n int) bool { return !total(n) })
}

// is tells whether the figure of a row is what some rows add up to, or their mean.
func (s *Totaling) is(at, from, to int, counts func(n int) bool) bool {
	x, rounded, ok := s.Figure(s.Rows[at])
	sum, n := 0.0, 0
	for i := from; i < to; i++ {
		if y, _, ok := s.Figure(s.Rows[i]); ok && i != at && counts(i) {
			sum += y
			n++
		}
	}
	if !ok || n < 2 || x == 0 && sum != 0 {
		return false
	}
	return math.Abs(sum-x) <= 1e-9*math.Max(1, math.Abs(x)) || !s.Adds && math.Abs(sum/float64(n)-x) <= rounded+1e-9
}

// Rounded is by how much a number may be rounded, as it is written.
func Rounded(text string) float64 { return 0.5 * math.Pow10(-decimals(text)) }

// isMeanWord tells whether a word of totals says no more than that something is middling, as words of answers do.
func isMeanWord(text string) bool {
	return slices.Contains(frameWords()["mean"], answer.Fold(answer.Trim(text)))
}

// isCountWord tells whether a text says no more than how many rows there are.
func isCountWord(text string) bool {
	return slices.Contains(frameWords()["count"], wordOf(text))
}

// AskOfTotals has a question show both conditions on the labels of rows that may be totals: one leaves them out, and one keeps all.
func (t *Table) AskOfTotals(label int, texts []string, e *problem.Error) *problem.Error {
	column := InWhere(t.Reference(label))
	e.Senses = []problem.Sense{{Says: "if they are totals", Flags: []string{"--where", column + "!~" + OneOf(texts)}},
		{Says: "if they are rows as the others are", Flags: []string{"--where", column + "~.*"}}}
	return e
}

// TellOfTotals does so where hardly anybody means them to count: a hint says how to keep all.
func (t *Table) TellOfTotals(label int, texts []string, e *problem.Error) *problem.Error {
	e = t.AskOfTotals(label, texts, e)
	e.Hint = "--where '" + e.Senses[1].Flags[1] + "' says that they are rows as the others are"
	e.Senses = e.Senses[:1]
	return e
}

// Ask asks about the rows that sum up others and would count as what a word says; nil where there are none.
func (s *Totaling) Ask(word string) error {
	if label, found := s.Find(); label != None {
		return s.AskOfRows(label, found, word)
	}
	return nil
}

// AskOfRows asks about rows that sum up others and would count as what a word says.
func (s *Totaling) AskOfRows(label int, texts []string, word string) *problem.Error {
	n := 0
	for _, row := range s.Rows {
		if slices.Contains(texts, answer.Trim(row[label])) {
			n++
		}
	}
	return s.Table.TellOfTotals(label, texts, problem.Usage("%s: %s may sum up others, and would count as %s: the first is %s in column %s", s.Table.Name,
		plural(n, "row"), word, answer.Quote(texts[0], 40), s.Table.Header(label)))
}

// InWhere is the name of a column as conditions have it.
func InWhere(column string) string {
	if strings.ContainsAny(column, "=<>!~\" ") {
		return `"` + strings.ReplaceAll(column, `"`, `""`) + `"`
	}
	return column
}

// OneOf is the pattern of a condition that a cell meets which is one of some texts.
func OneOf(texts []string) string {
	var quoted []string
	for _, text := range texts {
		quoted = append(quoted, regexp.QuoteMeta(text))
	}
	return `^\s*(` + strings.Join(quoted, "|") + `)\s*$`
}

package dataset

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// mostHeaderRows is how many rows of a header are found.
const mostHeaderRows = 4

// headers finds the rows above the data.
func (f *framing) headers(told int) {
	rows := f.rows(0)
	switch {
	case told != 0:
		f.HeaderRows = max(told, 0)
		f.swallowed(rows)
		return
	case f.table.Layout != nil:
		f.HeaderRows = max(f.table.Layout.HeaderRows, 1)
		f.swallowed(rows)
		return
	case len(rows) > 2 && f.cells.isData(rows[0], rows[1:]):
		f.note("no_header", "the first row looks like the rows below it, so it names no columns: they are #1, #2 …; --header-rows 1 takes it for the header")
		return
	}
	if headsSentences(rows) {
		f.note("header_sentence", "the one header %s may be a text like those below it; --header-rows 0 takes it for data", answer.Quote(rows[0][0], 40))
	}
	if f.HeaderRows = f.cells.headerRows(rows); f.HeaderRows > 1 {
		f.note("header_rows", "the first %d rows stand above the data, which are numbers or dates where these have words; --header-rows 1 takes the others for data", f.HeaderRows)
	}
}

// swallowed notes a row of a header of several that looks like the rows below it.
func (f *framing) swallowed(rows [][]string) {
	for i := 1; i < f.HeaderRows && f.HeaderRows+2 <= len(rows); i++ {
		if f.cells.isData(rows[i], rows[f.HeaderRows:]) {
			f.note("header_data", "row %d of the header looks like the rows below it, and is not counted; --header-rows %d takes it for data", i+1, i)
			return
		}
	}
}

// headsSentences tells whether the only column holds texts of several words, each another, and its header is as long and names nothing
// that is known: nothing tells then whether somebody wrote it as they did the others.
func headsSentences(rows [][]string) bool {
	const fewest = 3 // words of a sentence, and rows
	if len(rows) <= fewest || slices.ContainsFunc(rows, func(row []string) bool { return len(row) != 1 }) {
		return false
	}
	seen, least, most := make(map[string]bool), len(rows[0][0]), 0
	for _, row := range rows[1:] {
		n := len(strings.Fields(row[0]))
		seen[row[0]], least, most = true, min(least, n), max(most, n)
	}
	header := rows[0][0]
	n := len(strings.Fields(header))
	named := slices.ContainsFunc([]layout.Role{layout.Score, layout.Comment, layout.Reason}, func(role layout.Role) bool {
		_, is := layout.RatingOf(role, "", header)
		return is
	})
	return len(seen) == len(rows)-1 && !seen[header] && least >= fewest && n >= max(fewest, least-1) && n <= most+1 && !named && !strings.ContainsAny(header, "?:¿")
}

// isData tells whether the first row of a table is one like those below it, and no header. A header has other cells
// than its columns somewhere: words above numbers, or above words of which there are few.
func (c looks) isData(first []string, rows [][]string) bool {
	if len(rows) == 0 || c.clearly(first, rows) {
		return false
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return slices.Equal(row, first) })
	if len(rows) < 2 || counted(first) {
		return false
	}
	evidence := 0
	for i, cell := range first {
		switch c.likeBelow(answer.Trim(cell), below(rows, i), len(first) == 1) {
		case unlike:
			return false
		case alike:
			evidence += 2
		case known:
			evidence++
		}
	}
	return evidence > 1
}

// clearly tells whether some cell of the first row is a word above numbers or dates, as in most headers. It looks at few
// columns, since it is asked of every table.
func (c looks) clearly(first []string, rows [][]string) bool {
	for i, cell := range first {
		if i >= len(rows[0]) || c.kind(cell) != wordCell {
			continue
		}
		if kind := c.kind(rows[0][i]); kind == numberCell || kind == dateCell {
			if column := c.columnKind(below(rows, i)); column == numberCell || column == dateCell {
				return true
			}
		}
	}
	return false
}

// A likeness is how a cell stands to those below it.
type likeness byte

const (
	either likeness = iota
	known           // one of the words below
	alike
	unlike
)

func (c looks) likeBelow(cell string, texts []string, alone bool) likeness {
	kind, column := c.kind(cell), c.columnKind(texts)
	switch {
	case kind == blankCell || len(texts) < 2:
		return either
	case column == dateCell && kind == dateCell:
		return alike
	case column == numberCell && kind == numberCell:
		if !isPeriod(cell) && (alone || within(cell, texts)) {
			return alike
		}
		return either
	case column != wordCell:
		return unlike
	case strings.Contains(cell, "@") && strings.Contains(texts[0], "@"):
		return alike
	}
	if few := fewWords(texts); few != nil {
		if _, found := slices.BinarySearch(few, cell); found {
			return known
		}
		return unlike
	}
	return either
}

// within tells whether a number lies between the least and the greatest of others.
func within(cell string, texts []string) bool {
	x, ok := figure(cell)
	low, high := false, false
	for _, text := range texts {
		if y, is := figure(text); is {
			low, high = low || y <= x, high || y >= x
		}
	}
	return ok && low && high
}

func figure(text string) (float64, bool) {
	x, err := answer.ParseNumber(text, '.')
	return x, err == nil
}

// isPeriod tells whether a number may be a year, or a year and a month, as headers have them.
func isPeriod(cell string) bool {
	n, err := strconv.Atoi(cell)
	if err != nil {
		return false
	}
	year, month := n, 1
	if len(cell) == 6 {
		year, month = n/100, n%100
	}
	return year >= 1900 && year < 2100 && month >= 1 && month <= 12
}

// counted tells whether the numbers of a row count up or down, as headers of questions and periods do.
func counted(row []string) bool {
	var numbers []int
	for _, cell := range row {
		if n, err := strconv.Atoi(answer.Trim(cell)); err == nil {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) < 2 {
		return false
	}
	step := numbers[1] - numbers[0]
	for i := range numbers[1:] {
		if numbers[i+1]-numbers[i] != step {
			return false
		}
	}
	return step == 1 || step == -1
}

// headerRows is the number of rows above the data of a table that has a header.
func (c looks) headerRows(rows [][]string) int {
	n := min(mostHeaderRows, len(rows))
	for ; n > 1; n-- {
		data := rows[n:]
		if !slices.ContainsFunc(rows[1:n], func(row []string) bool { return !c.isHeader(row, data) }) {
			break
		}
	}
	return max(n, 1)
}

// isHeader tells whether a row below the names is a part of the header: units, questions, other names. It has words
// where all rows below have numbers or dates, and none of what these have.
func (c looks) isHeader(row []string, rows [][]string) bool {
	if len(rows) < 2 || len(row) != len(rows[0]) {
		return false
	}
	if slices.ContainsFunc(row, func(cell string) bool { k := c.kind(cell); return k == numberCell || k == dateCell }) {
		return false
	}
	var words []string
	for i, cell := range row {
		cell = answer.Trim(cell)
		if cell == "" {
			continue
		}
		texts := below(rows, i)
		column := c.columnKind(texts)
		if column == wordCell && slices.Contains(fewWords(texts), cell) {
			return false
		}
		if column == numberCell || column == dateCell {
			words = append(words, cell)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	return len(words) > 1 || len(words) == 1 && isCaption(words[0])
}

// isCaption tells whether a text can only be meant for people: a question, a unit in brackets, a name in braces.
func isCaption(text string) bool {
	const sentence = 4
	for _, pair := range []string{"()", "[]", "{}"} {
		if text[0] == pair[0] && text[len(text)-1] == pair[1] {
			return true
		}
	}
	return strings.HasSuffix(text, "?") || len(strings.Fields(text)) >= sentence
}

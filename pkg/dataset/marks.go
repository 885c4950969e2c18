package dataset

import (
	"bytes"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// weigh finds the decimal mark of rows that are no text of their own, by their cells.
func (t *Table) weigh() {
	for _, row := range t.Rows {
		for _, cell := range row {
			t.marks.Add([]byte(cell))
		}
	}
	if t.Decimal = t.options.Decimal; t.Decimal == 0 {
		t.Decimal = t.marks.Decimal(0)
	}
}

// settleMark gives sources whose numbers do not show the decimal mark that of the others: which source comes first tells nothing.
func (s *Set) settleMark() {
	var all source.MarkEvidence
	doubtful := byte('.') // what is taken where nothing is sure
	for _, t := range s.Tables {
		if t.options.Decimal != 0 || t.held != nil {
			return
		}
		all = all.Plus(t.marks)
		if t.Decimal == ',' {
			doubtful = ','
		}
	}
	mark := all.Decimal(0)
	if !all.Sure() {
		mark = doubtful
	}
	for _, t := range s.Tables {
		if t.marks.Sure() || t.open != nil && t.open.Text != nil {
			continue
		}
		if t.Decimal = mark; t.closed != nil {
			t.closed.Dialect.Decimal = mark
		}
	}
}

// Between is what stands between the cells of a column and those beside it, as far as it tells how numbers are written. Nothing
// does in a table of a database, whose texts may have come from anywhere: they are like those that stand between tabs. None
// stands for any column.
func (t *Table) Between(column int) string {
	if t.pool != nil && (column == None || !t.pool.Numeric(column)) {
		return "\t"
	}
	return t.Info.Delimiter
}

// A MarkedCell is a cell whose number shows its decimal mark beyond doubt.
type MarkedCell struct {
	Source, Column int
	Text           string
	Mark           byte
}

// Marked are the first such cells of some columns of each source, one for each mark, with the point first; Mark is 0 where
// there is none.
func (s *Set) Marked(columns func(source int) []int) (first [2]MarkedCell) {
	for i, t := range s.Tables {
		for _, column := range columns(i) {
			for _, text := range t.Sample(column) {
				var shows source.MarkEvidence
				shows.Add([]byte(text))
				at := &first[0]
				if shows.Commas > 0 {
					at = &first[1]
				}
				if shows.Sure() && at.Mark == 0 {
					*at = MarkedCell{i, column, answer.Trim(text), shows.Decimal(0)}
				}
			}
		}
	}
	return first
}

// quoted counts the cells of JSON with a mark that are strings there: numbers have points whatever strings have.
func (t *Table) quoted(sample []byte) map[string]int {
	spelled, seen := make(map[string]int), make(map[string]bool)
	for _, row := range t.Rows {
		for _, cell := range row {
			if seen[cell] {
				continue
			}
			seen[cell] = true
			if mark, _ := money.MarkOf([]byte(cell)); mark != 0 && bytes.Contains(sample, []byte(`"`+cell+`"`)) {
				spelled[strings.TrimSpace(cell)]++
			}
		}
	}
	return spelled
}

// Spells tells whether a number with a mark is written as people write it: all are in a text, and texts are in a workbook and
// in JSON, where numbers have points.
func (t *Table) Spells(text string) bool {
	return t.spelled == nil || t.spelled[strings.TrimSpace(text)] > 0
}

// Undecided returns the first number of some columns that has a point which may as well stand between thousands, "" where the sampled
// rows tell, by the columns or by others.
func (t *Table) Undecided(columns []int) string {
	if t.Decimal != '.' || t.pool != nil || t.held != nil {
		return ""
	}
	doubtful := ""
	for _, column := range columns {
		for _, text := range t.Sample(column) {
			mark, sure := money.MarkOf([]byte(text))
			if mark == 0 || !t.Spells(text) {
				continue
			}
			if sure {
				return ""
			}
			if mark == '.' && doubtful == "" {
				doubtful = answer.Trim(text)
			}
		}
	}
	if doubtful != "" && t.pointsBeside(columns) {
		return ""
	}
	return doubtful
}

// pointsBeside tells whether a column of numbers beside some others has decimal points beyond doubt.
func (t *Table) pointsBeside(columns []int) bool {
	for i := range t.Headers {
		if slices.Contains(columns, i) {
			continue
		}
		points := false
		numbers := !slices.ContainsFunc(t.Sample(i), func(text string) bool {
			text = strings.TrimSpace(text)
			mark, sure := money.MarkOf([]byte(text))
			behind := len(text) - strings.LastIndexByte(text, '.') - 1
			points = points || sure && mark == '.' && behind <= 2 && t.Spells(text) // 05.2026 is a month
			_, err := money.Read([]byte(text), '.')
			return text != "" && err != nil
		})
		if numbers && points {
			return true
		}
	}
	return false
}

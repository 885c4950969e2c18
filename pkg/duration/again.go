package duration

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// fewestAgain is how many rows have to begin and end with others before they are told of: two may do so by chance.
const fewestAgain = 2

// again warns where rows begin and end at the very time at which others do: they are rows of one case, each of which counts.
// Where a column names each row, or one that the rows' ids are known by repeats, there is nothing to add.
func (p *watch) again(t *dataset.Table, cs dataset.Columns) {
	from, to := cs.At("from"), cs.At("to")
	rows := p.KeptRows(t, cs)
	if from == to || p.DaysOnly(t, cs, "from") || p.DaysOnly(t, cs, "to") {
		return
	}
	moments := func(row []string) string {
		begin, end := answer.Trim(row[from]), answer.Trim(row[to])
		if begin == "" || end == "" || begin == end {
			return ""
		}
		return begin + "\x00" + end
	}
	again, seen := 0, make(map[string]bool)
	for _, row := range rows {
		if at := moments(row); at != "" && seen[at] {
			again++
		} else {
			seen[at] = true
		}
	}
	if again < fewestAgain || 10*again < len(rows) {
		return
	}
	naming := dataset.None
	for i, header := range t.Headers {
		switch {
		case i == from || i == to:
		case layout.IsAsideHeader(layout.RowIDHeader, header) || layout.IsAsideHeader(layout.AnswerIDHeader, header), p.namesRows(header) && distinct(t, i):
			return
		case naming == dataset.None && names(rows, i, moments):
			naming = i
		}
	}
	if naming == dataset.None {
		p.said = append(p.said, result.Warn("repeated_case", "%d of the first %d rows begin and end at the very times of an earlier row, and all of them count", again, len(rows)).At(t.Name, 0))
		return
	}
	p.said = append(p.said, result.Warn("repeated_id", "column %s: %d of the first %d rows have the id of an earlier row, and all of them count", t.Header(naming), again, len(rows)).At(t.Name, 0))
}

// ended asks where rows without an end have the id of one that began at the same time and has its end: the history of a case, which would
// count again as one that is still open.
func (p *watch) ended(t *dataset.Table, cs dataset.Columns) *problem.Error {
	from, to, rows := cs.At("from"), cs.At("to"), p.KeptRows(t, cs)
	naming, again := t.Repeated(rows, func(i int) bool { return !cs.Taken(i) })
	if from == to || again == 0 || p.KeepsAll(t, cs, to) {
		return nil
	}
	over, open, of := make(map[string]bool), make(map[string]int), func(row []string) string { return answer.Trim(row[naming]) + "\x00" + answer.Trim(row[from]) }
	for _, row := range rows {
		if answer.Trim(row[to]) != "" {
			over[of(row)] = true
		} else {
			open[of(row)]++
		}
	}
	twice, alone := 0, false
	for id, n := range open {
		if over[id] {
			twice += n
		}
		alone = alone || !over[id]
	}
	if twice == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s: %d of the first %d rows have no end, and another row of the same id has: such a case would count again, as if it were still open",
		t.Name, t.Header(naming), twice, len(rows))
	if e.Hint = "keep one row of each, the one with its end; --where '" + dataset.InWhere(t.Reference(to)) + "~.*' says that every row is a case"; !alone {
		e.Senses = []problem.Sense{{Says: "of the rows with an end", Flags: []string{"--where", dataset.InWhere(t.Reference(to)) + "!="}}}
	}
	return e
}

// names tells whether a column has one text for each pair of moments, and another one for each other pair.
func names(rows [][]string, column int, moments func(row []string) string) bool {
	by, of := make(map[string]string), make(map[string]string)
	for _, row := range rows {
		text, at := answer.Trim(row[column]), moments(row)
		if at == "" {
			continue
		}
		if had, ok := by[text]; text == "" || ok && had != at {
			return false
		}
		if had, ok := of[at]; ok && had != text {
			return false
		}
		by[text], of[at] = at, text
	}
	return len(by) > 1
}

package share

import (
	"math"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// listed asks where the rows list what can be said, each once, and a column beside it tells how many said so.
func (p *quest) listed(t *dataset.Table, cs dataset.Columns) error {
	score, rows := cs.At("score"), p.KeptRows(t, cs)
	if score != dataset.None && len(rows) >= fewestParts && len(p.words) == 0 && !keepsEvery(p, cs, rows) && areParts(t, rows, score) {
		return problem.Failure("%s: column %s holds shares, as %s: a share is of many, and says neither yes nor no", t.Name, t.Header(score), answer.Quote(answer.Trim(rows[0][score]), 20)).
			Advise("export what each of them said, or how many said yes of how many, which --count and --of name")
	}
	if p.Own.Text("count") != "" || score == dataset.None || len(rows) < 2 || keepsEvery(p, cs, rows) {
		return nil
	}
	if !p.lists(t, rows, score) {
		return p.summed(t, cs)
	}
	for i, header := range t.Headers {
		if _, ok := layout.RatingOf(layout.Count, "csat", header); !ok && !p.mayCount(t, i, score) || i == score || cs.Taken(i) || !whole(rows, i) {
			continue
		}
		e := problem.Usage("%s: column %s has every answer once, and column %s beside it may tell how many gave it", t.Name, t.Header(score), t.Header(i))
		return p.asCount(e, t, i, score)
	}
	return nil
}

// asCount has a question show how a column counts the answers, and how every row is one.
func (p *quest) asCount(e *problem.Error, t *dataset.Table, count, score int) error {
	e.Hint = "--where '" + dataset.InWhere(t.Reference(score)) + "~.*" + "' says that every row is an answer"
	e.Senses = []problem.Sense{{Says: "if it does", Flags: []string{"--count", t.Reference(count)}}}
	if p.alone { // beside a count, the column is named
		e.Senses[0].Flags = append(e.Senses[0].Flags, "--score", t.Reference(score))
	}
	return e
}

// summed asks where a column may count what every row sums up.
func (p *quest) summed(t *dataset.Table, cs dataset.Columns) error {
	for i, header := range t.Headers {
		word, counts := layout.RatingOf(layout.Count, "", header)
		if cs.Taken(i) || !(counts && word.Sure && word.Rank <= 1 && t.Counts(i)) && !p.mayCount(t, i, cs.At("score")) {
			continue
		}
		e := problem.Usage("%s: column %s may say how many a row stands for, and every row would count as one", t.Name, t.Header(i))
		return p.asCount(e, t, i, cs.At("score"))
	}
	return nil
}

// keepsEvery tells whether a condition on the answers says that all of them are meant.
func keepsEvery(p *quest, cs dataset.Columns, rows [][]string) bool {
	for n := range p.Conditions {
		if cs.Where[n] == cs.At("score") && len(rows) > 0 {
			return true
		}
	}
	return false
}

// lists tells whether no two rows say the same, or none of those that have the same in another column, which names nobody.
func (p *quest) lists(t *dataset.Table, rows [][]string, score int) bool {
	if once(rows, score, dataset.None) {
		return true
	}
	for i, header := range t.Headers {
		_, who := layout.RatingOf(layout.Respondent, "csat", header)
		if id := layout.IsAsideHeader(layout.RowIDHeader, header); i != score && !who && !id && once(rows, score, i) {
			return true
		}
	}
	return false
}

// once tells whether no two rows say the same that have the same in another column, and most of them are several.
func once(rows [][]string, score, group int) bool {
	said, groups := make(map[string]bool), make(map[string]bool)
	for _, row := range rows {
		if max(score, group) >= len(row) {
			continue
		}
		of := ""
		if group != dataset.None {
			of = answer.Trim(row[group])
		}
		text := answer.Normalise(row[score])
		if text == "" || said[of+"\x00"+text] {
			return false
		}
		said[of+"\x00"+text], groups[of] = true, true
	}
	return len(rows) >= 2*len(groups)
}

// whole tells whether a column holds whole numbers, some of them above one.
func whole(rows [][]string, column int) bool {
	above := false
	for _, row := range rows {
		if column >= len(row) {
			continue
		}
		text := strings.NewReplacer(" ", "", ",", "", "'", "", "\u00a0", "").Replace(answer.Trim(row[column]))
		if text == "" || strings.Trim(text, "0123456789") != "" {
			return false
		}
		above = above || text != "0" && text != "1"
	}
	return above
}

// fewestParts is how many rows may hold shares.
const fewestParts = 3

// areParts tells whether all cells of a column are shares: with signs of percent, or below 1 and not 0 or 1 alone.
func areParts(t *dataset.Table, rows [][]string, column int) bool {
	broken := 0
	for _, row := range rows {
		text, percent := strings.CutSuffix(answer.Trim(row[column]), "%")
		x, err := answer.ParseNumber(answer.Trim(text), t.Decimal)
		switch {
		case text == "" && !percent:
			continue
		case err != nil || x < 0 || !percent && x > 1:
			return false
		case percent && x != 0 && x != 100 || !percent && x != math.Trunc(x):
			broken++
		}
	}
	return broken >= fewestParts
}

// asked asks where rows answer different questions of a survey: the column that says yes is headed as one of answers.
func (p *quest) asked(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("score")
	if at == dataset.None {
		at = cs.At(facts.Part("yes", 0))
	}
	if at == dataset.None || !layout.IsAsideHeader(layout.AnswerHeader, t.Headers[at]) {
		return nil
	}
	return p.Asked(t, cs, at)
}

package dataset

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// mostQuestions is how many questions may stand in rows.
const mostQuestions = 40

// Asked counts the texts of a column that are not blank, in rows with an answer, as long as they may be questions: where there
// are too many it stops, since it is asked of every column of every survey.
func Asked(rows [][]string, column, score int) map[string]int {
	out := make(map[string]int)
	for _, row := range rows {
		if text := answer.Trim(row[column]); text != "" && answer.Trim(row[score]) != "" {
			if out[text]++; len(out) > mostQuestions {
				break
			}
		}
	}
	return out
}

// Crosses tells whether another column names what stands beside all values of a column, beside each once: whoever answers, answers
// every question.
func Crosses(rows [][]string, column, score, values int) bool {
	for i := 0; len(rows) > 0 && i < len(rows[0]); i++ {
		if i == column || i == score {
			continue
		}
		of, again := make(map[string]map[string]bool), false
		for _, row := range rows {
			who, what := answer.Trim(row[i]), answer.Trim(row[column])
			if who == "" || what == "" || answer.Trim(row[score]) == "" {
				continue
			}
			if of[who] == nil {
				of[who] = make(map[string]bool)
			}
			again = again || of[who][what]
			of[who][what] = true
		}
		full := 0
		for _, whats := range of {
			if len(whats) == values {
				full++
			}
		}
		if !again && len(of) > 1 && 5*full >= 4*len(of) {
			return true
		}
	}
	return false
}

// Questions finds a free column that says which question of a survey a row answers, where questions come again, or
// everybody answers each.
func (t *Table) Questions(rows [][]string, score int, free func(column int) bool) (column int, values map[string]int) {
	for i, header := range t.Headers {
		if i == score || !free(i) || !layout.TellsOf(layout.AskedWord, header) {
			continue
		}
		values, all := Asked(rows, i, score), 0
		for _, n := range values {
			all += n
		}
		if len(values) < 2 || len(values) > mostQuestions {
			continue
		}
		if all >= 2*len(values) || Crosses(rows, i, score, len(values)) {
			return i, values
		}
	}
	return None, nil
}

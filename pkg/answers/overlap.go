package answers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// overlap asks where an answer of one source stands in another one, too, with its id and all else: exports of periods that
// overlap. Ids alone tell nothing, since every survey may number its answers. Sources whose rows have no places show the same
// first rows, of which twice asks.
func (s *item) overlap(views []view) *problem.Error {
	if len(views) < 2 || s.set.Unplaced() || s.Dedup != texts.DedupNone || s.weights != nil || len(s.Respondent) > 0 || views[0].columns.Has(texts.Count) {
		return nil
	}
	for n := range views {
		for _, earlier := range views[:n] {
			if e := views[n].repeats(&earlier); e != nil {
				return e
			}
		}
	}
	return nil
}

// Discerns implements kind.Discerning: whoever names respondents, keeps one answer of each, or weighs them, knows what they are.
func (s *polling) Discerns() bool {
	return s.Dedup != texts.DedupNone || s.weights != nil || len(s.Respondent) > 0
}

// repeats asks where rows are those of an earlier source.
func (v *view) repeats(earlier *view) *problem.Error {
	id, was := v.answerID(), earlier.answerID()
	if id == dataset.None || was == dataset.None {
		return nil
	}
	shared, whose := v.shared(earlier)
	known := make(map[string]string)
	for _, row := range earlier.rows {
		known[answer.Trim(row[was])] = content(row, whose)
	}
	again, first := 0, ""
	for _, row := range v.rows {
		text := answer.Trim(row[id])
		before, met := known[text]
		if text == "" || !met || before != content(row, shared) || answer.Trim(row[v.score]) == "" || isCounter(text) && !v.personal(shared) {
			continue
		}
		if again++; again == 1 {
			first = text
		}
	}
	if again == 0 {
		return nil
	}
	return askTwice(v.table.Reference(id), problem.Usage("%s: column %s names an answer, and %d of the first %d rows stand in %s, too, such as %s: the answer would count again",
		v.table.Name, v.table.Header(id), again, len(v.rows), earlier.table.Name, answer.Quote(first, 40)))
}

// answerID is the column that names answers.
func (v *view) answerID() int {
	return slices.IndexFunc(v.table.Headers, func(h string) bool { return layout.IsAsideHeader(layout.AnswerIDHeader, h) })
}

// shared are the columns that two tables have in common, where they stand here and there.
func (v *view) shared(o *view) (here, there []int) {
	for i, header := range v.table.Headers {
		if at := slices.Index(o.table.Headers, header); at >= 0 {
			here, there = append(here, i), append(there, at)
		}
	}
	return here, there
}

// personal tells whether some of the columns hold what hardly two answers have in common: a time, a person or a comment.
func (v *view) personal(columns []int) bool {
	return slices.ContainsFunc(columns, func(i int) bool {
		return !v.table.Blank(i) && slices.ContainsFunc([]layout.Role{layout.Time, layout.Respondent, layout.Comment}, func(r layout.Role) bool {
			_, is := layout.RatingOf(r, v.Metric.Name, v.table.Headers[i])
			return is && !layout.IsAsideHeader(layout.AnswerIDHeader, v.table.Headers[i])
		})
	})
}

// mostCounters is how many digits an id may have that counts the answers of one survey.
const mostCounters = 6

func isCounter(id string) bool {
	return len(id) <= mostCounters && strings.Trim(id, "0123456789") == ""
}

func content(row []string, columns []int) string {
	var b strings.Builder
	for _, i := range columns {
		b.WriteString(answer.Trim(row[i]))
		b.WriteByte(0)
	}
	return b.String()
}

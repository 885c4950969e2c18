package reasons

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// praised asks which rows count where a column tells what people speak of and another one how they like it: many praise their topic, and
// give no reason to be unhappy.
func (p *inquest) praised(t *dataset.Table, cs dataset.Columns) *problem.Error {
	at := cs.At(roleTags)
	if p.Own.List("tags") != nil || p.scored() || at == dataset.None || !layout.IsAsideHeader(layout.TopicWord, t.Headers[at]) {
		return nil
	}
	for i := range t.Headers {
		if cs.Taken(i) || cs.Settled(i) || slices.Contains(cs.By, i) {
			continue
		}
		where, happy, unhappy := felt(t, i)
		if scored(t.Headers[i]) && where == "" {
			var to int
			to, happy, unhappy = liked(t, i)
			where = dataset.InWhere(t.Reference(i)) + fmt.Sprintf("<=%d", to)
		}
		if all := happy + unhappy; unhappy == 0 || 5*happy < all {
			continue
		}
		e := problem.Usage("%s: column %s tells what people speak of, and %d of the first %d praise it, as column %s tells; say which rows count",
			t.Name, t.Header(at), happy, happy+unhappy, t.Header(i))
		e.Senses = []problem.Sense{{Says: "those who are unhappy", Flags: []string{"--where", where}},
			{Says: dataset.Typed("--tags", t.Reference(at)) + " takes all of them"}}
		return e
	}
	return nil
}

// scored tells whether a header is one of scores.
func scored(header string) bool {
	return slices.ContainsFunc([]string{"", "nps", "csat"}, func(metric string) bool {
		return len(layout.Candidates(layout.Score, metric, []string{header})) > 0
	})
}

// felt counts the sampled rows by the words of a column for how somebody feels, and says which are unhappy; "" where a text is no such word.
func felt(t *dataset.Table, column int) (where string, happy, unhappy int) {
	var bad []string
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		if answer.IsNumber(text) {
			return "", 0, 0
		}
		switch layout.Meaning("emotion", text) {
		case "1", "2":
			if unhappy++; !slices.Contains(bad, text) {
				bad = append(bad, text)
			}
		case "3":
		case "4", "5":
			happy++
		default:
			return "", 0, 0
		}
	}
	if len(bad) == 0 {
		return "", 0, 0
	}
	return dataset.Among(t.Reference(column), bad), happy, unhappy
}

// liked counts the sampled rows by the whole numbers of a column: who is happy, and who is unhappy, up to which mark of a scale of 5 or 10.
func liked(t *dataset.Table, column int) (to, happy, unhappy int) {
	const five, ten = 5, 10
	marks, ok := t.Numbers(column)
	if !ok || len(marks) == 0 || slices.ContainsFunc(marks, func(x float64) bool { return x < 0 || x > ten || x != float64(int(x)) }) {
		return 0, 0, 0
	}
	if to = 6; slices.Max(marks) <= five {
		to = 3
	}
	for _, x := range marks {
		if x > float64(to) {
			happy++
		} else {
			unhappy++
		}
	}
	return to, happy, unhappy
}

package reasons

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// praised asks which rows count where a column tells what people speak of, or why they gave a score, and another one how they like it:
// many praise their topic, and give no reason to be unhappy.
func (p *inquest) praised(t *dataset.Table, cs dataset.Columns) *problem.Error {
	at := cs.At(roleTags)
	if p.Own.List("tags") != nil || p.scored() || at == dataset.None || !ofAll(t.Headers[at]) {
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
		e := problem.Usage("%s: column %s tells %s, and %d of the first %d are happy, as column %s tells; say which rows count",
			t.Name, t.Header(at), spokenOf(t.Headers[at]), happy, happy+unhappy, t.Header(i))
		e.Senses = []problem.Sense{{Says: "those who are unhappy", Flags: []string{"--where", where}},
			{Says: dataset.Typed("--tags", t.Reference(at)) + " takes all of them"}}
		return e
	}
	return nil
}

// ofAll tells whether a header may be that of all who gave a score, the happy ones as well: of topics, or of why they gave it. "Reasons" and
// no more is what a list of complaints calls those of each.
func ofAll(header string) bool {
	return layout.IsAsideHeader(layout.TopicWord, header) || layout.TellsOnly(layout.ScoreReason, header) && !layout.IsAsideHeader(layout.ReasonsHeader, header)
}

// spokenOf says what a column tells that is one of all.
func spokenOf(header string) string {
	if layout.IsAsideHeader(layout.TopicWord, header) {
		return "what people speak of"
	}
	return "why people answer as they do"
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

package reasons

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// besides asks whether the columns behind the only one with reasons are of the same question: where each of them holds one
// answer of its own, the first bears the name of the question and the others those of answers.
func (p *inquest) besides(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At(roleTags)
	first := oneValue(given(t, at, p.Missing))
	if cs.Has(facts.Part(roleTags, 1)) || first == "" || p.Own.Text("separator") != "" || p.Own.Text("ticked") != "" {
		return nil
	}
	found, values := []int{at}, []string{first}
	for i := at + 1; i < len(t.Headers) && !cs.Taken(i); i++ {
		cells := given(t, i, p.Missing)
		value := oneValue(cells)
		if value == "" || len(cells) == len(t.Sample(i)) || // somebody leaves a box alone
			slices.Contains(values, value) {
			break
		}
		found, values = append(found, i), append(values, value)
	}
	if len(found) == 1 {
		return nil
	}
	e := problem.Usage("%s: column %s holds one reason, and the columns behind it hold one each, as answers of one question do\n%s",
		t.Name, t.Header(at), t.List(found))
	var flags []string
	for _, i := range found {
		flags = append(flags, "--tags", t.Reference(i))
	}
	e.Senses = []problem.Sense{{Says: "if they are of one question", Flags: flags},
		{Says: "if only the first names reasons", Flags: []string{"--separator", tags.None}}}
	return e
}

// oneValue is the only value of cells, "" where there are several, or one that ticks or counts.
func oneValue(cells []string) (value string) {
	for _, text := range cells {
		switch {
		case tags.Silent(text):
		case value == "" && tick(text) == "" && !answer.IsNumber(text):
			value = text
		case tags.Fold(text) != tags.Fold(value):
			return ""
		}
	}
	return value
}

package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// sameRespondent is the column that surely tells who answered, and has one name on all sides; "" where there is none.
func (c *comparison) sameRespondent(ctx context.Context) (name string) {
	for i, sources := range c.sides() {
		questions, err := c.ask(sources, nil)
		if err != nil {
			return ""
		}
		r, err := report.Rehearse(ctx, questions)
		if err != nil {
			return ""
		}
		t := r.Set().Tables[0]
		f := t.Find(dataset.Search{Role: layout.Respondent, Kind: c.metrics[0].Name})
		r.Close()
		if !f.Sure || len(f.Columns) != 1 || i > 0 && t.Reference(f.Columns[0]) != name {
			return ""
		}
		name = t.Reference(f.Columns[0])
	}
	return name
}

// twoColumns are the flags that compare the only two columns of answers of a file, where there are so many; nil elsewhere.
func (c *comparison) twoColumns(ctx context.Context) []string {
	questions, err := c.ask(c.before, nil)
	if err != nil || len(c.metrics) != 1 || c.metrics[0].AnswerTraits == nil || slices.Contains(c.before, "-") {
		return nil
	}
	r, err := report.Rehearse(ctx, questions)
	if err != nil {
		return nil
	}
	defer r.Close()
	t := r.Set().Tables[0]
	two := t.Those(func(i int) bool {
		rating, ok := layout.RatingOf(layout.Score, c.metrics[0].Name, t.Headers[i])
		return ok && rating.Sure && !t.Blank(i) && !t.HoldsTimes(i, dates.Writing{}) && !slices.ContainsFunc(t.Sample(i), func(text string) bool { return answer.Trim(text) != "" && !answer.IsNumber(text) })
	})
	if len(two) != 2 {
		return nil
	}
	if slices.ContainsFunc(strings.Fields(answer.Normalise(t.Headers[two[0]])), func(word string) bool { return word == "after" || word == "post" }) {
		slices.Reverse(two)
	}
	return []string{"--paired", "--score", t.Reference(two[0]), "--score", t.Reference(two[1])}
}

// byRespondent asks for a group of each respondent.
func byRespondent(name string) manner {
	return func(_ metric.Metric, v flags.Values) {
		v["by"], v["min-n"], v["max-groups"] = []string{name}, int64(0), manyRespondents
	}
}

// overlapping doubts two sides that mostly the same people have answered, as if they were different ones.
func (c *comparison) overlapping(was, is *report.Answer, name string) {
	if was.Err != nil || is.Err != nil {
		return // nobody asked for it
	}
	named := func(a *report.Answer) map[string]bool {
		out := make(map[string]bool)
		for _, g := range a.Document.Groups.All() {
			if text := fmt.Sprint(g.By[0].Value); text != "" {
				out[text] = true
			}
		}
		return out
	}
	before, after := named(was), named(is)
	both := 0
	for text := range before {
		if after[text] {
			both++
		}
	}
	if fewer := min(len(before), len(after)); fewer > 0 && 2*both > fewer {
		c.doubt([]result.Warning{result.Warn("shared_respondents", "%d of %d respondents of the smaller side are on the other one, too, and all count as if they were different people: --paired --respondent %s compares the same ones",
			both, fewer, name)})
	}
}

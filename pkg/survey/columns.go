package survey

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// columns are the places of the roles in one table.
type columns struct {
	score, weight, count, respondent, time int
	by, where                              []int
}

// choose finds the columns of a table. Those of later tables bear the names that were found in the first.
func (c *checked) choose(t *dataset.Table) (columns, error) {
	var cs columns
	var err error
	named := func(flag, name string) int {
		if name == "" || err != nil {
			return pass.None
		}
		var i int
		i, err = t.Resolve(flag, name)
		return i
	}
	cs.score = named("--score", c.Score)
	cs.weight, cs.count = named("--weight", c.Weight), named("--count", c.Count)
	cs.respondent, cs.time = named("--respondent", c.Respondent), named("--time", c.Time)
	for _, name := range c.By {
		cs.by = append(cs.by, named("", name))
	}
	for _, cond := range c.conditions {
		fine := err == nil
		cs.where = append(cs.where, named("", cond.Column()))
		if e, ok := err.(*Error); ok && fine && e.Replace[0] != "" {
			e.Replace = [2]string{cond.String(), strings.Replace(cond.String(), e.Replace[0], e.Replace[1], 1)}
		}
	}
	if err != nil {
		return cs, err
	}
	return cs, c.find(t, &cs)
}

// find looks for the columns that were not named.
func (c *checked) find(t *dataset.Table, cs *columns) error {
	var err error
	if cs.score == pass.None {
		if cs.score, err = c.findScore(t, cs); err != nil {
			return err
		}
	}
	if cs.time == pass.None && (c.needsTime() || c.Dedup != answers.DedupNone) {
		if cs.time, err = c.findTime(t); err != nil {
			return err
		}
	}
	if cs.respondent == pass.None {
		if cs.respondent, err = c.findRespondent(t); err != nil {
			return err
		}
	}
	return nil
}

// findScore finds the column of answers, by the words of its header and by its values.
func (c *checked) findScore(t *dataset.Table, cs *columns) (int, error) {
	if len(t.Headers) == 1 {
		return 0, nil
	}
	taken := append(slices.Clone(cs.by), cs.weight, cs.count, cs.respondent, cs.time)
	fits := func(i int) bool { return !slices.Contains(taken, i) && c.holdsAnswers(t, i) }
	// Only the headers that fit best are looked at: where their values do not fit, a column with a
	// weaker header would be a guess.
	fitting := layout.Candidates(layout.Score, c.Metric.Name, t.Headers)
	fitting = slices.DeleteFunc(fitting, func(i int) bool { return !fits(i) })
	if len(fitting) == 1 {
		return fitting[0], nil
	}
	if len(fitting) > 0 {
		fitting = c.byFit(t, fitting)
		return 0, t.Ask("--score", fmt.Sprintf("%d columns could hold the answers", len(fitting)), fitting)
	}
	fitting = t.Those(func(i int) bool { return fits(i) && !t.Blank(i) })
	fitting = c.byFit(t, fitting)
	return 0, t.Ask("--score", fmt.Sprintf("no header tells which column holds the answers, and the values of %d fit", len(fitting)), fitting)
}

// holdsAnswers tells whether a sampled value of the column is an answer on the scale, or may be a
// word for one. A column without any value may be one too.
func (c *checked) holdsAnswers(t *dataset.Table, column int) bool {
	rules := c.rules(t.Decimal)
	classifier, err := answer.New(rules)
	if err != nil {
		return true
	}
	any := false
	words := make(map[string]int64)
	for _, text := range t.Sample(column) {
		switch kind, _, _ := classifier.Classify(text); kind {
		case answer.Counted:
			return true
		case answer.Invalid:
			words[text]++
			any = true
		case answer.OutOfRange:
			any = true
		}
	}
	if len(words) == 0 {
		return !any
	}
	_, ok, conflict := layout.Choose(layout.Words(rules.Min, rules.Max), words)
	return ok || len(conflict) > 0 || !any
}

// findTime finds the column of times, which the request cannot do without, unless it only serves
// to tell the latest answer of a respondent: then the order of reading can stand in.
func (c *checked) findTime(t *dataset.Table) (int, error) {
	column, found, err := t.FindTime(c.Metric.Name, c.dateOptions(dates.Unknown), c.needsTime())
	if err != nil || !found {
		return pass.None, err
	}
	return column, nil
}

// findRespondent finds the column that tells who answered. Without --dedup it only serves to see
// repeats, so nothing is asked when it is not clear.
func (c *checked) findRespondent(t *dataset.Table) (int, error) {
	found := layout.Candidates(layout.Respondent, c.Metric.Name, t.Headers)
	switch {
	case len(found) == 1:
		return found[0], nil
	case c.Dedup == answers.DedupNone:
		return pass.None, nil
	case len(found) == 0:
		return 0, t.Ask("--respondent", "no header tells which column holds the respondent", nil)
	}
	return 0, t.Ask("--respondent", fmt.Sprintf("%d columns could hold the respondent", len(found)), found)
}

// placed says which columns a count reads. That of the respondents, where it serves for nothing but the look for repeats,
// is wanted only as long as they are looked for.
func (cs columns) placed(rule *answers.Rule) pass.Columns {
	out := pass.Columns{Roles: make(map[string]int), Where: cs.where}
	for role, column := range map[string]int{answers.Score: cs.score, answers.Weight: cs.weight, answers.Count: cs.count, answers.Respondent: cs.respondent} {
		if column != pass.None {
			out.Roles[role] = column
		}
	}
	if cs.time != pass.None && rule.NeedsTime() {
		out.Roles[answers.Time], out.Times = cs.time, []string{answers.Time}
	}
	if rule.Dedup == answers.DedupNone {
		out.While = map[string]func() bool{answers.Respondent: rule.Repeats.Looking}
	}
	for _, column := range cs.by {
		out.By = append(out.By, pass.Part{Column: column})
	}
	return out
}

// object shows the columns in the document.
func (cs columns) object(t *dataset.Table) result.Object {
	var o result.Object
	add := func(role string, i int) {
		if i != pass.None {
			o = append(o, result.Member{Key: role, Value: t.Headers[i]})
		}
	}
	add(answers.Score, cs.score)
	add(answers.Time, cs.time)
	add(answers.Respondent, cs.respondent)
	add(answers.Weight, cs.weight)
	add(answers.Count, cs.count)
	return o
}

// name returns the header of the column that plays a role.
func (cs columns) name(t *dataset.Table, r pass.Reject) string {
	at := map[string]int{answers.Score: cs.score, answers.Time: cs.time, answers.Respondent: cs.respondent,
		answers.Weight: cs.weight, answers.Count: cs.count}
	i, ok := at[r.Role]
	if r.Role == pass.Where {
		i, ok = cs.where[r.Condition], true
	}
	if !ok || i == pass.None {
		return ""
	}
	return t.Headers[i]
}

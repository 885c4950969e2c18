package survey

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
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
			return engine.None
		}
		var i int
		i, err = c.resolve(t, flag, name)
		return i
	}
	cs.score = named("--score", c.Score)
	cs.weight, cs.count = named("--weight", c.Weight), named("--count", c.Count)
	cs.respondent, cs.time = named("--respondent", c.Respondent), named("--time", c.Time)
	for _, name := range c.By {
		cs.by = append(cs.by, named("", name))
	}
	for _, cond := range c.conditions {
		cs.where = append(cs.where, named("", cond.Column()))
	}
	if err != nil {
		return cs, err
	}
	return cs, c.find(t, &cs)
}

// find looks for the columns that were not named.
func (c *checked) find(t *dataset.Table, cs *columns) error {
	var err error
	if cs.score == engine.None {
		if cs.score, err = c.findScore(t, cs); err != nil {
			return err
		}
	}
	if cs.time == engine.None && (c.needsTime() || c.Dedup != engine.DedupNone) {
		if cs.time, err = c.findTime(t); err != nil {
			return err
		}
	}
	if cs.respondent == engine.None {
		if cs.respondent, err = c.findRespondent(t); err != nil {
			return err
		}
	}
	return nil
}

// resolve finds a column by what the user calls it. flag is the flag that names it, or "" where it
// may name several.
func (c *checked) resolve(t *dataset.Table, flag, name string) (int, error) {
	i, err := layout.Resolve(name, t.Headers)
	if err == nil {
		return i, nil
	}
	if hidden, ok := t.Hidden(name); ok {
		return hidden, nil
	}
	e := &Error{Usage: true, Text: t.Name + ": " + err.Error(), Err: err}
	var column *layout.ColumnError
	if !errors.As(err, &column) {
		return 0, e
	}
	candidates := column.Matches
	if len(candidates) == 0 && len(column.Suggestions) > 0 {
		candidates = []int{slices.Index(t.Headers, column.Suggestions[0])}
	}
	if len(candidates) == 0 {
		e.Text += "\n" + list(t, everyColumn(t), 20)
	} else if flag != "" {
		e.Flags = []string{flag, reference(t, candidates[0])}
	}
	return 0, e
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
	candidates := fitting
	text := fmt.Sprintf("%s: %d columns could hold the answers; choose one with --score", t.Name, len(fitting))
	if len(fitting) == 0 {
		candidates = slices.DeleteFunc(everyColumn(t), func(i int) bool { return !fits(i) || firstValues(t.Sample(i), 1) == "" })
		text = fmt.Sprintf("%s: no header tells which column holds the answers, and the values of %d fit; choose one with --score", t.Name, len(candidates))
		if len(candidates) == 0 {
			candidates = everyColumn(t)
		}
	}
	e := usage("%s\n%s", text, list(t, candidates, 20))
	e.Flags = []string{"--score", reference(t, candidates[0])}
	return 0, e
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
	_, ok, conflict := layout.Choose(layout.Words(rules.Min, rules.Max), words)
	return ok || len(conflict) > 0 || !any
}

// findTime finds the column of times, which the request cannot do without, unless it only serves
// to tell the latest answer of a respondent: then the order of reading can stand in.
func (c *checked) findTime(t *dataset.Table) (int, error) {
	found := layout.Candidates(layout.Time, c.Metric.Name, t.Headers)
	switch {
	case len(found) == 1:
		return found[0], nil
	case !c.needsTime() && len(found) == 0:
		return engine.None, nil
	}
	text := fmt.Sprintf("%d columns could hold the time", len(found))
	if len(found) == 0 {
		found = slices.DeleteFunc(everyColumn(t), func(i int) bool { return !c.holdsTimes(t, i) })
		text = fmt.Sprintf("no header tells which column holds the time, and the values of %d fit", len(found))
	}
	if len(found) == 0 {
		found = everyColumn(t)
	}
	e := usage("%s: %s; choose one with --time\n%s", t.Name, text, list(t, found, 20))
	e.Flags = []string{"--time", reference(t, found[0])}
	return 0, e
}

// holdsTimes tells whether most sampled values of a column are times. Whole numbers do not count:
// a number is a time only where the user says so.
func (c *checked) holdsTimes(t *dataset.Table, column int) bool {
	reader, err := dates.NewReader(c.dateOptions(dates.Unknown))
	if err != nil {
		return false
	}
	all, times := 0, 0
	for _, text := range t.Sample(column) {
		if answer.Trim(text) == "" || answer.IsNumber(text) {
			continue
		}
		all++
		if _, reading, ok := reader.Parse([]byte(text)); ok || reading != dates.Plain {
			times++
		}
	}
	return all > 0 && 2*times > all
}

// findRespondent finds the column that tells who answered. Without --dedup it only serves to see
// repeats, so nothing is asked when it is not clear.
func (c *checked) findRespondent(t *dataset.Table) (int, error) {
	found := layout.Candidates(layout.Respondent, c.Metric.Name, t.Headers)
	switch {
	case len(found) == 1:
		return found[0], nil
	case c.Dedup == engine.DedupNone:
		return engine.None, nil
	case len(found) == 0:
		return 0, usage("%s: no header tells which column holds the respondent; choose one with --respondent\n%s",
			t.Name, list(t, everyColumn(t), 20))
	}
	e := usage("%s: %d columns could hold the respondent; choose one with --respondent\n%s", t.Name, len(found), list(t, found, 20))
	e.Flags = []string{"--respondent", reference(t, found[0])}
	return 0, e
}

func everyColumn(t *dataset.Table) []int {
	all := make([]int, len(t.Headers))
	for i := range all {
		all[i] = i
	}
	return all
}

// reference names a column so that it is found again: by its header, or by its place where the
// header is empty or stands twice.
func reference(t *dataset.Table, i int) string {
	if got, err := layout.Resolve(t.Headers[i], t.Headers); err == nil && got == i && t.Headers[i] != "" {
		return t.Headers[i]
	}
	return fmt.Sprintf("#%d", i+1)
}

// list shows columns with their place, name and first values, a line each.
func list(t *dataset.Table, columns []int, most int) string {
	var lines []string
	for _, i := range columns[:min(most, len(columns))] {
		line := fmt.Sprintf("  #%-3d %s", i+1, answer.Quote(t.Headers[i], 60))
		if values := firstValues(t.Sample(i), 4); values != "" {
			line += "  " + values
		}
		lines = append(lines, line)
	}
	if more := len(columns) - most; more > 0 {
		lines = append(lines, fmt.Sprintf("  … and %d more", more))
	}
	return strings.Join(lines, "\n")
}

// firstValues shows the first different values of a column.
func firstValues(values []string, most int) string {
	var shown []string
	for _, v := range values {
		v = answer.Trim(v)
		if v == "" {
			continue
		}
		q := answer.Quote(v, 24)
		if !slices.Contains(shown, q) {
			shown = append(shown, q)
		}
		if len(shown) == most {
			return strings.Join(shown, ", ") + " …"
		}
	}
	return strings.Join(shown, ", ")
}

// wanted lists the columns of all roles once, and says where each role finds its own.
func (cs columns) wanted(t *dataset.Table) ([]scan.Column, engine.Roles) {
	var want []scan.Column
	at := map[int]int{}
	place := func(column int) int {
		if column == engine.None {
			return engine.None
		}
		if _, ok := at[column]; !ok {
			at[column] = len(want)
			want = append(want, t.Column(column))
		}
		return at[column]
	}
	roles := engine.Roles{
		Score: place(cs.score), Weight: place(cs.weight), Count: place(cs.count),
		Respondent: place(cs.respondent), Time: place(cs.time),
	}
	for _, i := range cs.by {
		roles.By = append(roles.By, place(i))
	}
	for _, i := range cs.where {
		roles.Where = append(roles.Where, place(i))
	}
	return want, roles
}

// object shows the columns in the document.
func (cs columns) object(t *dataset.Table) result.Object {
	var o result.Object
	add := func(role engine.Role, i int) {
		if i != engine.None {
			o = append(o, result.Member{Key: string(role), Value: t.Headers[i]})
		}
	}
	add(engine.Score, cs.score)
	add(engine.Time, cs.time)
	add(engine.Respondent, cs.respondent)
	add(engine.Weight, cs.weight)
	add(engine.Count, cs.count)
	return o
}

// name returns the header of the column that plays a role.
func (cs columns) name(t *dataset.Table, r engine.Reject) string {
	at := map[engine.Role]int{engine.Score: cs.score, engine.Time: cs.time, engine.Respondent: cs.respondent,
		engine.Weight: cs.weight, engine.Count: cs.count}
	i, ok := at[r.Role]
	if r.Role == engine.Where {
		i, ok = cs.where[r.Condition], true
	}
	if !ok || i == engine.None {
		return ""
	}
	return t.Headers[i]
}

// Package gate compares the fields of a document with thresholds.
package gate

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Gate is one threshold: a field of the total or of a group, and the value it has to keep.
type Gate struct {
	Expression string
	Group      string // label of a group or of a row of the findings, "" for the total and for every row
	Field      string
	op         string
	limit      float64 // behind baseline it is added to that
	baseline   bool
}

// form is compiled when there is a threshold: a program without one starts faster.
var form = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)^(?:(\S.*)\.)?([a-z][a-z0-9_]*)\s*(>=|<=|==|!=|=|>|<)\s*(?:(baseline)|(baseline)?\s*([-+]?\s*[0-9]+(?:\.[0-9]+)?)\s*%?)$`)
})

// Parse reads a threshold such as "value>=30", "low>=20" or "EU.value>=10". White space around it is no
// part of it, of the same kinds as around the names of groups in the data.
func Parse(expression string) (Gate, error) {
	m := form().FindStringSubmatch(strings.TrimSpace(expression))
	if m == nil {
		return Gate{}, fmt.Errorf("threshold %q is not a field, one of >= > <= < = !=, and a number, such as value>=30", expression)
	}
	g := Gate{Expression: expression, Group: m[1], Field: m[2], op: m[3], baseline: m[4]+m[5] != ""}
	if m[4] != "" {
		return g, nil
	}
	number := strings.Join(strings.Fields(m[6]), "")
	signed := strings.HasPrefix(number, "-") || strings.HasPrefix(number, "+")
	limit, err := strconv.ParseFloat(number, 64)
	if err != nil || g.baseline && !signed || !g.baseline && number != m[6] {
		return Gate{}, fmt.Errorf("threshold %q: %q is not a number", expression, m[6])
	}
	if g.baseline && strings.HasSuffix(strings.TrimSpace(expression), "%") {
		return Gate{}, fmt.Errorf("threshold %q: %% may mean a part of the baseline: leave it out, and the number is in the unit of the figure", expression)
	}
	g.limit = limit
	return g, nil
}

// Limit is the number that the field is held against. ok is false where a baseline is.
func (g Gate) Limit() (limit float64, ok bool) { return g.limit, !g.baseline }

// Check tells whether a metric has the field, as a number.
func (g Gate) Check(fields []result.Field) error {
	if g.baseline {
		if !slices.ContainsFunc(fields, func(f result.Field) bool { return f.Name == "baseline" }) {
			return fmt.Errorf("threshold %q: baseline is the value in the file of --baseline, and none is given", g.Expression)
		}
		if g.Field != "value" && g.Field != "low" && g.Field != "high" {
			return fmt.Errorf("threshold %q: baseline is a value, so value, low and high can be held against it, and %s cannot", g.Expression, g.Field)
		}
	}
	var names []string
	for _, f := range fields {
		if f.Kind.Many() || f.Kind == result.Text || f.Kind == result.Flag {
			continue
		}
		if f.Name == g.Field {
			return nil
		}
		names = append(names, f.Name)
	}
	return fmt.Errorf("threshold %q: there is no field %q; the fields are %s", g.Expression, g.Field, strings.Join(names, ", "))
}

// Label returns the name by which a threshold means a group: its --by values and its period,
// joined by "/".
func Label(g result.Group) string {
	var parts []string
	for _, m := range g.By {
		parts = append(parts, fmt.Sprint(m.Value))
	}
	if g.Period != "" {
		parts = append(parts, g.Period)
	}
	return strings.Join(parts, "/")
}

// Apply compares the threshold with a document. A value that does not exist misses it. A group
// that is not there is an error, and so is a label that two groups have: "a/b" and "c", "a" and "b/c".
func (g Gate) Apply(d *result.Document) (result.Threshold, error) {
	if f, ok := d.Main(); ok && !g.ofWhole(d) {
		return g.findings(f)
	}
	t := g.unheld()
	t.Whose = g.Group
	group := d.Total
	if g.Group != "" {
		times := 0
		for _, have := range d.Groups.All() {
			if Label(have) == g.Group {
				group = have
				times++
			}
		}
		if times == 0 {
			return t, fmt.Errorf("threshold %q: there is no group %q%s", g.Expression, g.Group, some(d.Groups))
		}
		if times > 1 {
			return t, fmt.Errorf("threshold %q: two groups are called %q", g.Expression, g.Group)
		}
	}
	values := group.Values
	if g.Group == "" {
		values = slices.Concat(values, d.Own)
	}
	t.Of = values
	before, compared := group.Values.Number("baseline")
	if actual, ok := values.Number(g.Field); ok {
		t.Actual = &actual
		if g.baseline && compared {
			g.limit += before
			t.Wanted = wantedWords(g.op, g.limit)
		}
		t.Passed = (compared || !g.baseline) && g.holds(actual)
	} else {
		t.Reason = group.Reason
	}
	return t, nil
}

// unheld is the threshold while nothing was held against it. What it wants of a baseline is known by then as little.
func (g Gate) unheld() result.Threshold {
	wanted := wantedWords(g.op, g.limit)
	if g.baseline {
		wanted = strings.TrimSuffix(fmt.Sprintf("%s baseline%+g", g.op, g.limit), "+0")
	}
	return result.Threshold{Expression: g.Expression, Field: g.Field, Wanted: wanted}
}

// wantedWords says what a field has to be: ">= 20".
func wantedWords(op string, limit float64) string {
	return op + " " + strconv.FormatFloat(limit, 'f', -1, 64)
}

func (g Gate) holds(actual float64) bool {
	switch g.op {
	case ">=":
		return actual >= g.limit
	case ">":
		return actual > g.limit
	case "<=":
		return actual <= g.limit
	case "<":
		return actual < g.limit
	case "!=":
		return actual != g.limit
	}
	return actual == g.limit
}

// some names the first groups, for the message.
func some(groups result.Groups) string {
	if groups.Len() == 0 {
		return "; groups need --by or --period"
	}
	var labels []string
	for _, g := range groups.First(10) {
		labels = append(labels, strconv.Quote(Label(g)))
	}
	return "; there are " + strings.Join(labels, ", ")
}

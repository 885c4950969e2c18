package facts

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// gathered is what was read.
type gathered struct {
	*session
	told    Told
	counter *counter
	read    *pass.Read
	rows    result.Rows
	order   []int32 // the groups as the document shows them
	open    string  // the last period, where it looks as if it were not over
}

// Close adds up what was read.
func (s *session) Close(ctx context.Context, reads []pass.Read, way int) (kind.Closed, error) {
	r := &reads[0]
	c := &gathered{session: s, counter: r.Ways[way].Counter.(*counter), read: r}
	c.rows = c.counter.outside
	for _, rows := range c.counter.accounts {
		c.rows = c.rows.Plus(rows)
	}
	c.rows.Read, c.rows.Malformed = r.Rows, c.rows.Malformed+r.Faults.N
	c.rows.Filtered += r.Filtered
	c.rows.Excluded += r.Excluded
	err := cmp.Or(c.doubtfulMark(), c.doubtfulTotals())
	if err != nil {
		return c, err
	}
	c.told, err = s.plan.Tell(ctx, c.counter.gathered,
		Heard{Set: s.set, Columns: s.columns, Groups: len(c.counter.keys), Workers: s.Workers, Rows: c.rows, Period: c.period})
	if again, ok := c.told.(Repeating); ok && err == nil {
		c.repeated(again.Repeated())
	}
	return c, err
}

// period is the number of the period of a group.
func (c *gathered) period(group int) int64 {
	if c.Cut == "" {
		return 0
	}
	return c.counter.keys[group].Period()
}

// repeated moves rows of groups that turned out to repeat others.
func (c *gathered) repeated(groups []int64) {
	for i, n := range groups {
		for _, rows := range []*result.Rows{&c.counter.accounts[i], &c.rows} {
			rows.Counted, rows.Duplicate = rows.Counted-n, rows.Duplicate+n
		}
	}
}

// Rows accounts for every row.
func (c *gathered) Rows() result.Rows { return c.rows }

// Fill tells the figures.
func (c *gathered) Fill(d *result.Document) error {
	d.Definition, d.Columns, d.Settings = c.plan.Define(), c.columns[0].Object(), c.settings()
	d.Period, d.By, d.Gist = string(c.Cut), c.names(), c.Metric.Gist
	if p, ok := c.plan.(interface{ Shown(*result.Document) }); ok {
		p.Shown(d)
	}
	d.Total = c.figures(All, c.Confidence, false)
	if len(d.By) == 0 && c.Cut == "" {
		return nil
	}
	c.sort()
	groups := c.order
	d.Groups = result.Make(len(groups), func(i int) result.Group {
		g := c.figures(int(groups[i]), c.Confidence, false)
		g.By = make(result.Object, len(d.By))
		for j, name := range d.By {
			g.By[j] = result.Member{Key: name, Value: c.shown(c.counter.keys[groups[i]], j)}
		}
		if c.Cut != "" {
			g.Period = c.Cut.Label(c.counter.keys[groups[i]].Period())
		}
		return g
	})
	kind.MostlyUnusableGroups(d, func(i int) result.Rows { return c.counter.accounts[groups[i]] })
	order := c.Groups.Arrange(d, c.Confidence, func(i int, confidence float64) *result.Verdict {
		return c.figures(int(groups[i]), confidence, true).Verdict
	})
	if order != nil {
		c.order = nil
		for _, place := range order {
			c.order = append(c.order, groups[place])
		}
	}
	return nil
}

// figures are those of a group, and what its target says of them.
func (c *gathered) figures(group int, confidence float64, exact bool) result.Group {
	g := result.Group{Values: c.told.Figures(group, confidence, exact)}
	target := c.Target
	if target == nil {
		target = c.Metric.Target
	}
	if target != nil {
		g.Verdict = c.Metric.Against(g.Values, *target)
	}
	return g
}

// sort puts the groups in the order of their values, then of their periods.
func (c *gathered) sort() {
	c.order = nil
	for i := range c.counter.keys {
		if !c.heads(i) {
			c.order = append(c.order, int32(i))
		}
	}
	slices.SortFunc(c.order, func(a, b int32) int {
		x, y := c.counter.keys[a], c.counter.keys[b]
		for j := range c.By {
			if order := kind.CompareValues(c.value(x, j), c.value(y, j)); order != 0 {
				return order
			}
		}
		if c.Cut == "" {
			return 0
		}
		return cmp.Compare(x.Period(), y.Period())
	})
}

// heads tells whether a group has no name, and nothing in it but rows that are no facts, such as one of maxima.
func (c *gathered) heads(group int) bool {
	rows := c.counter.accounts[group]
	if rows.Excluded == 0 || rows.Counted+rows.Blank+rows.Invalid+rows.OutOfRange+rows.Duplicate > 0 || len(c.By) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.values(c.counter.keys[group]), func(name string) bool { return name != "" })
}

// settings show what decided the numbers.
func (c *gathered) settings() result.Object {
	o := result.Object{{Key: "confidence", Value: c.Confidence}}
	own := c.plan.Settings()
	_, given := own.Get("interval")
	o.Add(c.Metric.Interval != "" && !given, "interval", c.Metric.Interval)
	o = append(o, own...)
	return slices.Concat(o, c.Parted(c.names(), c.ZoneName), c.Kept(c.read.Order))
}

// Doubt adds doubts about the rows and what they tell.
func (c *gathered) Doubt(d *result.Document) {
	d.Warnings = append(d.Warnings, c.doubts()...)
	d.Warnings = append(d.Warnings, c.told.Doubts()...)
	for _, noted := range c.noted { // the rows may have told the same
		if !slices.ContainsFunc(d.Warnings, func(w result.Warning) bool { return w.Text == noted.Text && w.Source == noted.Source }) {
			d.Warnings = append(d.Warnings, noted)
		}
	}
	d.Warnings = append(d.Warnings, c.unfinished()...)
	d.Warnings = append(d.Warnings, empty(d)...)
}

// empty says how many groups have no figure because nothing in them is part of it.
func empty(d *result.Document) []result.Warning {
	some := 0
	for _, g := range d.Groups.All() {
		n, _ := g.Values.Number("n")
		if _, ok := g.Values.Number("value"); !ok && n == 0 && g.Reason == "" {
			some++
		}
	}
	if _, ok := d.Total.Values.Number("value"); some == 0 || !ok {
		return nil
	}
	return []result.Warning{result.Warn("no_figure", "%s nothing that counts, and so no figure", result.GroupsHave(some, d.Groups.Len()))}
}

// Later has no doubts that hang on what all kinds doubt.
func (c *gathered) Later(*result.Document) {}

// Nothing says why there is no figure.
func (c *gathered) Nothing(*result.Document) *problem.Error {
	if p, ok := c.told.(Partial); ok && p.Partly() {
		return nil
	}
	if c.rows.Counted > 0 {
		return problem.Failure("%s: no %s can be told of %s", c.set.Names(), c.Metric.Title, kind.HowMany(c.rows.Counted, "row"))
	}
	return kind.Nothing(c.set.Names(), c.rows)
}

// unfinished doubts a last period that looks as if it were not over.
func (c *gathered) unfinished() (doubts []result.Warning) {
	if c.Cut == "" { // then keys have no period
		return nil
	}
	counts := make(map[int64]float64)
	for i, key := range c.counter.keys {
		counts[key.Period()] += float64(c.counter.accounts[i].Counted)
	}
	c.open, doubts = c.Unfinished(counts)
	return doubts
}

// groupsAt are the groups at places of the document; nil for the total.
func (c *gathered) groupsAt(places []int) []int {
	if places == nil {
		return nil
	}
	out := make([]int, 0, len(places))
	for _, place := range places {
		out = append(out, int(c.order[place]))
	}
	return out
}

// Evidence is what a field stands on.
func (c *gathered) Evidence(places []int, field string) (metric.Evidence, error) {
	if field == "" {
		field = "value"
	}
	if p, ok := c.plan.(Directed); ok && !c.Undirected {
		if _, err := p.LowerIsBetter(field); err != nil {
			return metric.Evidence{}, err
		}
	}
	groups := c.groupsAt(places)
	e, ok := c.told.Evidence(groups, field)
	if !ok {
		return e, c.unsure(groups, field)
	}
	var rows result.Rows
	for _, g := range groups {
		rows = rows.Plus(c.counter.accounts[g])
	}
	e.Unusable = kind.Unusable(rows)
	if len(groups) == 1 && c.open != "" && c.Cut.Label(c.counter.keys[groups[0]].Period()) == c.open {
		e.Open = c.open
	}
	return e, nil
}

// unsure says that a field has no interval: which ones have, or where none has, how to see what the groups say.
func (c *gathered) unsure(groups []int, field string) error {
	if _, ok := c.told.Evidence(groups, "value"); ok {
		return problem.Wrong("", c.Metric.NoError(field))
	}
	return problem.Usage("no figure of %s has an interval, so nothing can be said about a change of one", c.Metric.Name).
		Advise(fmt.Sprintf("cxcalc %s with --by or --period, or once for each file, shows its figures beside each other without a verdict", c.Metric.Name))
}

// Weight is what groups weigh in a field of all.
func (c *gathered) Weight(places []int, field string) (weight float64, ok bool) {
	if field == "" {
		field = "value"
	}
	return c.told.Weight(c.groupsAt(places), field)
}

// Factions divide the people of the total by what they share, for a figure of theirs.
func (c *gathered) Factions(field string) (of metric.Factions, ok bool) {
	if told, is := c.told.(Factional); is {
		return told.Factions(field)
	}
	return of, false
}

// Recall never tells a figure from scores.
func (c *gathered) Recall(map[string]float64) (metric.Evidence, bool) {
	return metric.Evidence{}, false
}

// Reasons say why the columns were chosen.
func (c *gathered) Reasons() []string {
	var out []string
	for _, table := range c.set.Tables {
		out = append(out, table.Reason())
	}
	out = append(out, c.columns[0].Reasons("the only column whose header and values fit")...)
	if c.read.Order != dates.Unknown {
		out = append(out, "dates: "+c.read.Order.String()+", as the column shows")
	}
	if p, ok := c.plan.(interface{ Reasons() []string }); ok {
		out = append(out, p.Reasons()...)
	}
	return out
}

// header names the column of a role in a source, for messages.
func (c *gathered) header(source int, role dataset.Role) string {
	return c.columns[source].Header(role)
}

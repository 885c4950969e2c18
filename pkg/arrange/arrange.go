// Package arrange brings the groups of any document into the form in which people and programs may see
// them: those of few are marked or held back, their verdicts hold together, and they come in order.
package arrange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Few is the number below which a group is said to be of few.
const Few = 30

// An Arrangement says what becomes of the groups.
type Arrangement struct {
	// MinN is the n below which a group is held back; 0 for none.
	MinN int64
	// Sort is the field that groups are ordered by, the highest first behind a "-"; "" for by name.
	Sort string
	// Head is how many groups tables show; 0 for all.
	Head int
}

// Check tells whether the options make sense for a metric of these fields. Cohorts are in their own order.
func (o Arrangement) Check(fields []result.Field, cohorts bool) error {
	switch {
	case o.MinN < 0:
		return problem.Usage("--min-n %d is below 0", o.MinN)
	case o.Head < 0:
		return problem.Usage("--head %d is below 0", o.Head)
	case o.Sort == "":
		return nil
	case cohorts:
		return problem.Usage("--sort does not order cohorts: they stand by their period and age")
	}
	var names []string
	for _, f := range fields {
		if !f.Kind.Many() {
			names = append(names, f.Name)
		}
	}
	name := strings.TrimPrefix(o.Sort, "-")
	if slices.Contains(names, name) {
		return nil
	}
	e := problem.Usage("--sort %q: there is no field %q; the fields are %s", o.Sort, name, strings.Join(names, ", "))
	near := layout.Suggest(name, names)
	if len(near) == 0 || strings.ContainsAny(name, "./") { // the name of a file is near to none
		near = []string{"value"}
	}
	e.Replace = [2]string{o.Sort, strings.TrimSuffix(o.Sort, name) + near[0]}
	return e
}

// Arrange marks the groups of few, holds back those of fewer than MinN, makes the verdicts of the others hold
// together, and orders them. again judges a group at another confidence; nil where groups have no verdict. order tells
// where each of them stood before; nil for where it stands.
func (o Arrangement) Arrange(d *result.Document, confidence float64, again func(i int, confidence float64) *result.Verdict) (order []int) {
	if o.MinN > 0 {
		d.Settings = append(d.Settings, result.Member{Key: "min_n", Value: o.MinN})
	}
	kept := keptFields(d)
	d.Groups = d.Groups.Map(func(_ int, g result.Group) result.Group { return o.marked(g, kept) })
	if o.MinN > 0 {
		d.Warnings = append(d.Warnings, o.heldBack(d)...)
	}
	if again != nil {
		d.Groups = metric.Jointly(d.Groups, confidence, again)
	}
	if o.Sort != "" {
		d.Settings = append(d.Settings, result.Member{Key: "sort", Value: o.Sort})
		order = o.order(d.Groups)
		d.Groups = d.Groups.Pick(order)
	}
	d.Warnings = append(d.Warnings, alike(d)...)
	d.Head = o.Head
	return order
}

// marked marks a group of few, and takes the figures from one that is held back.
func (o Arrangement) marked(g result.Group, kept map[string]bool) result.Group {
	n, ok := g.Values.Number("n")
	g.Few = ok && n < Few
	if g.Size > 0 {
		n = min(n, float64(g.Size))
	}
	if !ok || n >= float64(o.MinN) {
		return g
	}
	var values result.Object
	for _, m := range g.Values {
		names, stays := kept[m.Key]
		if !names {
			m.Value = nil
		}
		values.Add(stays, m.Key, m.Value)
	}
	g.Values, g.Verdict, g.Reason = values, nil, result.ReasonFew
	return g
}

// keptFields tells what stays of a group that is held back: true for n and what says what the group is, false for
// figures, which become blank. The others are there only where they apply, and are left out.
func keptFields(d *result.Document) map[string]bool {
	out := make(map[string]bool)
	for _, f := range d.Fields {
		names := f.Name == "n" || f.Names || d.Triangle != nil && (f.Name == d.Triangle.Age || f.Name == d.Triangle.Size)
		if names || !f.Extra {
			out[f.Name] = names
		}
	}
	return out
}

// heldBack says how many groups are held back, and whether the figures of the others tell theirs: what the others
// leave of the total is of one group, or of too few.
func (o Arrangement) heldBack(d *result.Document) []result.Warning {
	held, of, all, theirs := 0, "answers", 0.0, 0.0
	for _, g := range d.Groups.All() {
		n, _ := g.Values.Number("n")
		all += n
		if g.Reason != "" {
			held++
			theirs += n
		}
	}
	if held == 0 {
		return nil
	}
	if i := slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == "n" }); i >= 0 {
		of = d.Fields[i].Title
	}
	list := []result.Warning{result.Warn("held_back", "%s fewer than %d %s: the figures are held back",
		result.GroupsHave(held, d.Groups.Len()), o.MinN, result.Word(of))}
	if n, ok := d.Total.Values.Number("n"); ok && n == all && (held == 1 || theirs < float64(o.MinN)) {
		list = append(list, result.Warn("told_by_total", "the total less the groups that are shown tells the figures of the %s held back: raise --min-n, or keep the total to yourself",
			map[bool]result.Word{true: "group that is", false: "groups that are"}[held == 1]))
	}
	return list
}

// order returns the places of the groups in the order of a field. What has no value comes last either way.
func (o Arrangement) order(groups result.Groups) []int {
	name, down := strings.CutPrefix(o.Sort, "-")
	values := make([]any, groups.Len())
	places := make([]int, groups.Len())
	for i, g := range groups.All() {
		places[i] = i
		if x, ok := g.Values.Number(name); ok {
			values[i] = x
		} else if text, _ := g.Values.Get(name); text != nil {
			values[i] = fmt.Sprint(text)
		}
	}
	slices.SortStableFunc(places, func(a, b int) int {
		x, y := values[a], values[b]
		switch {
		case x == nil && y == nil:
			return 0
		case x == nil:
			return 1
		case y == nil:
			return -1
		case down:
			x, y = y, x
		}
		return compare(x, y)
	})
	return places
}

func compare(x, y any) int {
	if a, ok := x.(float64); ok {
		if b, ok := y.(float64); ok {
			return cmp.Compare(a, b)
		}
	}
	return cmp.Compare(fmt.Sprint(x), fmt.Sprint(y))
}

package render

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// stepOther is the column of the steps of a bridge that have no column of their own for lack of room. With it the columns
// that stand add up.
const stepOther = "other"

// bounds tells whether a column is where a bridge begins or ends.
func (c groupColumn) bounds() bool { return c.step == stepOpening || c.step == stepClosing }

// stepped tells the columns that are steps of a bridge: the moves give way by their rank, the ends last, and all that is
// left goes with them.
func (t *groupTable) stepped(f result.Field, list []result.Group) {
	c := &t.cols[len(t.cols)-1]
	c.step, c.field, t.list = f.Step, f, list
	if c.bounds() {
		c.spare = -1
	}
}

// drop takes a column away, and returns the headings of those that are no longer there.
func (t *groupTable) drop(i int) (left []string) {
	c := t.cols[i]
	switch {
	case c.role == "bar":
		t.bar = -1
		t.cols = slices.Delete(t.cols, i, i+1)
	case c.bounds():
		t.cols = slices.DeleteFunc(t.cols, func(c groupColumn) bool {
			if c.step != "" && c.step != stepOther {
				left = append(left, c.heading)
			}
			return c.step != ""
		})
	case c.step != "":
		left = []string{c.heading}
		t.fold(i)
	default:
		left = []string{c.heading}
		t.cols = slices.Delete(t.cols, i, i+1)
	}
	return left
}

// fold adds a step to the other moves, which stand before the closing.
func (t *groupTable) fold(i int) {
	t.folded = append(t.folded, t.cols[i].field)
	t.cols = slices.DeleteFunc(slices.Delete(t.cols, i, i+1), func(c groupColumn) bool { return c.step == stepOther })
	t.add("other", column{heading: t.t(stepOther), right: true}, cellsOf(t.list, func(g result.Group) string { return t.movedBy(g, t.folded) }))
	last := len(t.cols) - 1
	other := t.cols[last]
	other.step, other.spare = stepOther, -2
	t.cols = t.cols[:last]
	at := slices.IndexFunc(t.cols, func(c groupColumn) bool { return c.step == stepClosing })
	t.cols = slices.Insert(t.cols, max(at, 0), other)
}

// movedBy is what steps did together to a group, signed. One that only some groups have did nothing to the others.
func (say voice) movedBy(g result.Group, steps []result.Field) string {
	sum, exact := 0.0, result.Price{}
	isExact := true
	for _, f := range steps {
		v, _ := g.Values.Get(f.Name)
		amount, ok := g.Values.Number(f.Name)
		price, whole := v.(result.Price)
		switch {
		case !ok && f.Extra:
			continue
		case !ok:
			return say.t(missing)
		case f.Step == stepOut:
			amount, price = -amount, price.Negative()
		}
		sum += amount
		exact.Minor, exact.Decimals = exact.Minor+price.Minor, max(f.Decimals, price.Decimals)
		isExact = isExact && whole
	}
	s := step{voice: say, Field: result.Field{Decimals: exact.Decimals}, amount: sum}
	if isExact {
		s.exact = exact
	}
	return s.money()
}

// isTold tells whether any group has a field.
func isTold(d *result.Document, f result.Field) bool {
	told := func(g result.Group) bool {
		v, _ := g.Values.Get(f.Name)
		return v != nil && v != ""
	}
	for _, g := range d.Groups.All() {
		if told(g) {
			return true
		}
	}
	return f.IfTold && told(d.Total)
}

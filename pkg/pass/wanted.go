package pass

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// place finds the columns that all counts want of a source, each once, and where each count finds its own.
func (p *pass) place(source int) {
	var want, brief []int
	for _, c := range p.counts {
		cs := c.Columns[source]
		for role, column := range cs.Roles {
			if cs.While[role] != nil {
				brief = append(brief, column)
			} else {
				want = append(want, column)
			}
		}
		for _, part := range cs.By {
			want = append(want, part.Column)
		}
		want = append(want, cs.Where...)
	}
	slices.Sort(want)
	slices.Sort(brief)
	want = slices.DeleteFunc(slices.Compact(want), func(column int) bool { return column == dataset.None })
	for _, column := range slices.Compact(brief) {
		if column != dataset.None && !slices.Contains(want, column) {
			want = append(want, column) // the last, since it may soon not be wanted any more
		}
	}
	p.want = append(p.want, want)
	at := func(column int) int { return slices.Index(want, column) }
	var placed []Seats
	for _, c := range p.counts {
		placed = append(placed, c.Columns[source].moved(at))
	}
	p.placed = append(p.placed, placed)
}

// columns returns the wanted columns of a source for its scanner. The last one may be wanted for a while only, if that is so for
// all that it serves.
func (p *pass) columns(source int) []scan.Column {
	var out []scan.Column
	for at, column := range p.want[source] {
		c := p.set.Column(source, column)
		c.Cut = p.cut(source, at)
		out = append(out, c)
	}
	last := len(out) - 1
	var uses []func() bool
	for _, c := range p.placed[source] {
		for role, at := range c.Roles {
			if at == last {
				uses = append(uses, c.While[role])
			}
		}
		if slices.Contains(c.Where, last) || slices.ContainsFunc(c.By, func(part KeyPart) bool { return part.Column == last }) {
			return out
		}
	}
	if len(uses) > 0 && !slices.ContainsFunc(uses, func(while func() bool) bool { return while == nil }) {
		out[last].While = func() bool { return slices.ContainsFunc(uses, func(while func() bool) bool { return while() }) }
	}
	return out
}

// cut says how much of the times in a wanted column matters to all counts together; nil where all does.
func (p *pass) cut(source, at int) (cut *scan.Rounding) {
	for i, cs := range p.placed[source] {
		if slices.Contains(cs.Where, at) || slices.ContainsFunc(cs.By, func(part KeyPart) bool { return part.Column == at }) {
			return nil
		}
		coarse, _ := p.counts[i].Rule.(Coarse)
		for role, seat := range cs.Roles {
			if seat != at {
				continue
			}
			if coarse == nil {
				return nil
			}
			mine := coarse.TimeCut(role)
			if mine == nil || cut != nil && (cut.Period != mine.Period || cut.Zone != mine.Zone) {
				return nil
			}
			if cut == nil {
				cut = &scan.Rounding{Period: mine.Period, Zone: mine.Zone}
			}
			cut.Bounds = append(cut.Bounds, mine.Bounds...)
		}
	}
	return cut
}

// moved returns the columns by their place in batches.
func (c Seats) moved(at func(column int) int) Seats {
	out := c
	out.Roles = make(map[dataset.Role]int, len(c.Roles))
	for role, column := range c.Roles {
		out.Roles[role] = at(column)
	}
	out.By = slices.Clone(c.By)
	for i := range out.By {
		out.By[i].Column = at(out.By[i].Column)
	}
	out.Where = nil
	for _, column := range c.Where {
		out.Where = append(out.Where, at(column))
	}
	return out
}

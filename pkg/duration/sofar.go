package duration

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// sofar refuses lengths of which the header says that they are how long ago something was: that grows from day to day, and is how long
// nothing took.
func (p *watch) sofar(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("duration")
	if !layout.Speaks(layout.SoFarWord, t.Headers[at]) || p.KeepsAll(t, cs, at) {
		return nil
	}
	e := problem.Usage("%s: the header of column %s says how long ago something was, which is an age and how long nothing took", t.Name, t.Header(at))
	e.Hint = "name the column of when it ended with --to; --where '" + dataset.InWhere(t.Reference(at)) + "~.*' says that these are lengths of what has ended"
	return e
}

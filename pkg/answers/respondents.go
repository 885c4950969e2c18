package answers

import (
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// repeatsBorne is one in how many answers of a total may be of somebody who has answered before: so few narrow
// its interval by next to nothing.
const repeatsBorne = 20

// sameRespondents takes interval and verdict from a total over periods in which the same people answer again:
// twelve answers of one person are not those of twelve.
func (s *polling) sameRespondents(d *result.Document, r texts.Looked) {
	again, of := r.Rows, int64(r.Looked)
	if s.Dedup != texts.DedupNone {
		again, of = r.Between, d.Rows.Counted
	}
	if s.Cut == "" || again == 0 || repeatsBorne*again <= of {
		return
	}
	unsure(&d.Total)
	d.Warnings = append(d.Warnings, result.Warn("same_respondents", "%d of %d answers are of somebody who has answered before, so the total over all %ss has no interval and no verdict; --dedup latest without --period counts everybody once",
		again, of, result.Word(s.Cut)))
}

// unsure takes interval and verdict from a figure whose answers depend on each other.
func unsure(g *result.Group) {
	g.Verdict = nil
	for i, m := range g.Values {
		if m.Key == "low" || m.Key == "high" {
			g.Values[i].Value = nil
		}
	}
}

package cli

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/link"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/roll"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

// askLabelled asks for a metric by what another question of the report says of the same customers, as link does.
func (d *desk) askLabelled(r *report.Report, x *report.Piece, s *settler) error {
	other, err := r.Labels(x)
	if err != nil {
		return x.Told(err)
	}
	for _, g := range x.Given {
		if f := linkFrame(); slices.Contains(f.without, g.Flag) && g.Flag != "target" {
			return x.Told(wrong("%s: it makes no sense beside the label of another question", g.Words))
		}
	}
	j := link.Joining{Fold: x.Label.Fold, Unit: link.UnitCustomer, Label: link.Side{Sources: other.Sources}}
	sides := []link.Side{{Sources: other.Sources, Stem: stemOf(other.Sources)}, {Sources: x.Sources, Stem: stemOf(x.Sources)}}
	for i, piece := range []*report.Piece{other, x} {
		sides[i].Metric, _ = d.offered.find(piece.Metric)
	}
	apart(sides)
	parts := partsOf(x.Label.Key, sides)
	for i, piece := range []*report.Piece{other, x} {
		if sides[i].Key = x.Label.Key; parts != nil {
			sides[i].Key = parts[sides[i].Stem]
		}
		sides[i].Assumed = sides[i].Metric.LedgerTraits != nil && !slices.ContainsFunc(piece.Given, func(g settings.Given) bool { return g.Flag == "customer" })
		sides[i].Ask = d.pieceAsker(&j, piece, s, sides[i], i == 0)
	}
	j.Label, j.Outcomes = sides[0], sides[1:]
	if _, err := j.Outcomes[0].Ask(true, link.UnitCustomer); err != nil {
		return x.Told(err)
	}
	matters, err := j.Matters()
	if err != nil {
		return x.Told(err)
	}
	x.Matter = matters[0]
	return nil
}

// pieceAsker asks a question of a report as a side of a link.
func (d *desk) pieceAsker(j *link.Joining, x *report.Piece, s *settler, side link.Side, label bool) func(bool, link.Unit) (kind.Question, error) {
	list := questionFlags(side.Metric)
	return func(grouped bool, _ link.Unit) (kind.Question, error) {
		settle := func(layout []settings.Given) (flags.Values, error) {
			v, _, err := s.settle(x.Metric, list, layering{x.Given, layout})
			if err != nil {
				return nil, err
			}
			if v["by"] = []string(nil); grouped {
				v["by"], v["max-groups"] = []string{side.Key}, mostKeys
			}
			if side.Metric.LedgerTraits != nil && v.Text("customer") == "" {
				v["customer"] = side.Key
			}
			if label {
				v["period"], v["board"], v["baseline"], v["sort"] = "", false, "", ""
				v["min-n"] = int64(0) // every customer has a label, and it is labels that are held back
				takeDedup(j, side, v)
			} else if err := takeFigures(j, v); err != nil {
				return nil, err
			}
			v["threshold"] = []string(nil) // which are of the link
			return v, nil
		}
		v, err := settle(nil)
		if err != nil {
			return nil, err
		}
		q, err := d.ask(side.Metric, v, settle)
		if err != nil {
			return nil, err
		}
		q.Said().Sources = side.Sources
		_, err = q.Ask()
		return q.Question, err
	}
}

// takeFigures takes over what the question of the outcome says of its figures.
func takeFigures(j *link.Joining, v flags.Values) (err error) {
	j.Confidence, j.MinN = v.Number("confidence"), v.Int("min-n")
	j.Gates, err = figureGates(v)
	return err
}

// figureGates understands thresholds on figures of which it is not known yet what fields they have.
func figureGates(v flags.Values) (gates []gate.Gate, err error) {
	for _, text := range v.List("threshold") {
		g, err := gate.Parse(text)
		if err != nil {
			return nil, problem.Wrong("", err)
		}
		gates = append(gates, g)
	}
	return gates, nil
}

// takeDedup takes over which of several answers of a customer is the label.
func takeDedup(j *link.Joining, side link.Side, v flags.Values) {
	if side.Metric.AnswerTraits == nil {
		return
	}
	if v.Text("dedup") == "first" {
		j.Keep = roll.First
	}
	j.Ordered = v.Text("dedup") != "none"
	v["dedup"] = "none"
}

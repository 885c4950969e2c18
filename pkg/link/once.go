package link

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/roll"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A struck is how many of some customers are hit at least once, each of them counted once, however many periods or rows are
// about them: lost in one of several periods, or missed in one of several calls.
type struck struct{ hit, n int64 }

func (o struck) share() stats.Share { return stats.Share{K: float64(o.hit), N: float64(o.n)} }

// An onceEach is what counting each customer once tells of an outcome.
type onceEach struct {
	of    map[string]struck // by label, "" for who has none
	all   struck
	later int64 // customers that came after the first period had begun, and are not counted
}

// Hit is what a customer is called who is hit by an outcome: lost, missed, late; ok is false for outcomes that say so of nobody,
// or know each customer once.
func Hit(m metric.Metric) (word string, ok bool) {
	if len(m.Camps) != 2 || m.AnswerTraits != nil || m.LedgerTraits != nil && !m.LedgerTraits.Losses {
		return "", false
	}
	return m.Camps[0].Word, true
}

// countsRows tells whether the customers of an outcome are hit or not by the rows that are theirs.
func countsRows(m metric.Metric) bool {
	_, ok := Hit(m)
	return ok && m.LedgerTraits == nil
}

// eachOf asks for the figures of every key of the outcome, from which it is known who is hit.
func (p *Joining) eachOf(outcome *Side) (kind.Question, error) {
	q, err := outcome.Ask(true, UnitCustomer)
	if err == nil {
		q.Said().Groups.MinN, q.Said().Groups.Sort, q.Said().Board = 0, "", nil
	}
	return q, err
}

// headsOf counts each customer once, by the figures of each.
func (p *Joining) headsOf(m metric.Metric, each *report.Answer) *onceEach {
	camps := make(map[string]int)
	for _, g := range each.Document.Groups.All() {
		name := roll.Addressed(p.known(g))
		camp, ok := m.CampOf(g.Values)
		if !ok || name == "" {
			continue
		}
		if worse, there := camps[name]; !there || camp < worse { // keys that are folded are one
			camps[name] = camp
		}
	}
	h := &onceEach{of: make(map[string]struck)}
	for name, camp := range camps {
		label := p.enrolled.Roll.Of([]byte(name))
		x := h.of[label]
		x.n++
		h.all.n++
		if camp == 0 {
			x.hit++
			h.all.hit++
		}
		h.of[label] = x
	}
	return h
}

// overPeriods counts each customer once over several periods; nil where that is not known.
func (p *couple) overPeriods(order []int) *onceEach {
	told, ok := p.answer.Closed().(interface {
		Once(places []int) (hit, n, later int64, ok bool)
	})
	if _, hit := Hit(p.outcome.Metric); !ok || !hit || p.answer.Document.Span == nil {
		return nil
	}
	h := &onceEach{of: make(map[string]struck)}
	for _, place := range order {
		hit, n, _, ok := told.Once([]int{place})
		if !ok {
			return nil
		}
		h.of[p.answer.Document.Groups.At(place).By[0].Value.(string)] = struck{hit, n}
	}
	h.all.hit, h.all.n, h.later, ok = told.Once(nil)
	if !ok {
		return nil
	}
	return h
}

// isFew tells whether a label has so few customers that what is told of them is held back; the others and the total would give
// them away.
func (p *couple) isFew() bool {
	for _, x := range p.heads.of {
		if x.n > 0 && x.n < p.MinN {
			return true
		}
	}
	return false
}

// countHeads adds what counting each customer once tells, to the labels and to the total.
func (p *couple) countHeads(d *result.Document) {
	if p.heads == nil {
		return
	}
	if p.isFew() {
		p.hint = append(p.hint, result.Warn("few_each", "each customer counted once, a label has fewer than --min-n, so nothing is told of that"))
		p.heads = nil
		return
	}
	d.Groups = d.Groups.Map(func(_ int, g result.Group) result.Group {
		g.Values = append(slices.Clip(g.Values), p.heads.of[g.By[0].Value.(string)].fields(p.Confidence)...)
		return g
	})
	d.Total.Values = append(slices.Clip(d.Total.Values), p.heads.all.fields(p.Confidence)...)
	hit, _ := Hit(p.outcome.Metric)
	d.Fields = slices.Concat(d.Fields, EachFields(hit))
}

// fields are the share of those who are hit, with its interval.
func (o struck) fields(confidence float64) result.Object {
	out := result.Object{{Key: eachN, Value: o.n}, {Key: eachHit, Value: o.hit}, {Key: eachPct}, {Key: eachPct + "_low"}, {Key: eachPct + "_high"}}
	if v, ok := stats.Wilson(float64(o.hit), float64(o.n), stats.Z(confidence)); ok {
		out[2].Value, out[3].Value, out[4].Value = 100*float64(o.hit)/float64(o.n), 100*v.Low, 100*v.High
	}
	return out
}

// aboutHeads says who is counted once.
func (p *couple) aboutHeads() result.Warning {
	if span := p.answer.Document.Span; span != nil {
		return result.Warn("several_periods", "each customer is counted once in each_pct and in the tests: %d who were there when %s began, of whom %d were lost since; %d who came later are in neither",
			p.heads.all.n, span.From, p.heads.all.hit, p.heads.later)
	}
	hit, _ := Hit(p.outcome.Metric)
	return result.Warn("several_rows", "%s: some customers have several rows that count, so each is counted once in each_pct and in the tests: %s at least once, or not; the other intervals take each row for itself, and are too narrow",
		p.outcome.Stem, result.Word(hit))
}

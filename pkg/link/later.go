package link

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A countedSpan is the periods that an outcome counts, from the first to the last.
type countedSpan struct {
	unit        dates.Period
	first, last int64
}

// counted returns the periods that the outcome counts; ok is false where it counts none, or labels have no times.
func (p *couple) counted() (s countedSpan, ok bool) {
	told, periods := p.answer.Closed().(interface {
		Periods() (from, to string, ok bool)
	})
	if !periods || !p.enrolled.Timed {
		return s, false
	}
	from, to, ok := told.Periods()
	unit, first, valid := dates.ParseLabel(from)
	_, last, _ := dates.ParseLabel(to)
	return countedSpan{unit, first, last}, ok && valid
}

// before asks where as many periods were over when the first label was given as began after the last: whoever left in those
// has no label, so that labels look harmless.
func (p *couple) before() error {
	s, ok := p.counted()
	if _, given := p.answer.Document.Settings.Get("since"); !ok || given {
		return nil
	}
	next := s.unit.Index(p.enrolled.To, nil) + 1
	early, late := s.unit.Index(p.enrolled.From, nil)-s.first, s.last-next+1
	if early <= 0 || late <= 0 || early < late {
		return nil
	}
	from, to := p.labels()
	e := problem.Usage("%s: counted from %s on, long before the labels, which are of %s to %s; whoever left before them could not get one", p.outcome.Stem, s.unit.Label(s.first), from, to)
	e.Senses = []problem.Sense{
		{Says: "what came after the labels", Flags: []string{"--since", p.outcome.Stem + "=" + s.unit.Label(next)}},
		{Says: "all that is counted", Flags: []string{"--since", p.outcome.Stem + "=" + s.unit.Label(s.first)}}}
	return e
}

// labels are the days of the first and the last label.
func (p *couple) labels() (from, to string) {
	return dates.Day.Label(dates.Day.Index(p.enrolled.From, nil)), dates.Day.Label(dates.Day.Index(p.enrolled.To, nil))
}

// answeredLater doubts losses before the answers: whoever had left could not give any more.
func (p *couple) answeredLater() []result.Warning {
	s, ok := p.counted()
	if !ok || s.unit.Index(p.enrolled.To, nil) < s.first {
		return nil
	}
	since, until := p.labels()
	lost, told := p.lost()
	if next := s.unit.Index(p.enrolled.To, nil) + 1; next <= s.last && !told {
		return []result.Warning{result.Warn("answered_later", "the labels are of %s to %s, and whoever left before was not asked any more: --since %s=%s counts what came after",
			since, until, p.outcome.Stem, s.unit.Label(next))}
	} else if next <= s.last {
		return []result.Warning{result.Warn("answered_later", "the labels are of %s to %s, %d of the lost have one, and whoever left before was not asked any more: --since %s=%s counts what came after",
			since, until, lost, p.outcome.Stem, s.unit.Label(next))}
	}
	if !told {
		return []result.Warning{result.Warn("answered_later", "the labels are of %s to %s, when all that is counted was over, and may have come of it", since, until)}
	}
	return []result.Warning{result.Warn("answered_later", "the labels are of %s to %s, when all that is counted was over: %d of the lost have one, which may have come of the loss", since, until, lost)}
}

// lost is how many with a label are lost; told is false where the outcome does not count them.
func (p *couple) lost() (n int64, told bool) {
	for _, g := range p.answer.Document.Groups.All() {
		lost, ok := g.Values.Number("customers_lost")
		if told = told || ok; ok && g.By[0].Value != "" {
			n += int64(lost)
		}
	}
	return n, told
}

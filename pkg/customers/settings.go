package customers

import (
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// settings show what decided the numbers. Those beyond the usual appear only where they apply.
func (s *audit) settings(f *figures, d *result.Document) result.Object {
	o := result.Object{{Key: "confidence", Value: s.Confidence}}
	o.Add(s.Metric.Interval != "", "interval", s.Metric.MethodOf(s.asked))
	o.Add(s.asked.Definition != "", "definition", s.asked.Definition)
	o.Add(true, "shape", string(s.shape))
	by := d.By
	if by == nil {
		by = []string{}
	}
	o.Add(true, "by", by)
	period := any(nil)
	if d.Period != "" || s.asked.SideBySide() && s.shape != ledger.Status {
		period = string(s.Cut)
	}
	o.Add(true, "period", period)
	o.Add(true, "tz", s.ZoneName)
	if span := d.Span; span != nil {
		o.Add(true, "span", result.Object{{Key: "periods", Value: int64(span.Periods)}, {Key: "unit", Value: span.Unit},
			{Key: "from", Value: span.From}, {Key: "to", Value: span.To}})
	}
	o.Add(s.priced() && f.closing != nil && f.closing.Currency.Code != "", "currency", s.currency(f))
	s.unitSettings(&o)
	o.Add(s.shape == ledger.Subscription, "churn_on", string(s.churnOn))
	o.Add(s.lastDay, "last_day", true)
	o.Add(s.shape == ledger.Transaction && s.Metric.Orders == nil, "inactive_after", s.inactiveText())
	o.Add(s.yesIsKept, "yes_is_kept", true)
	o.Add(len(s.Lost) > 0, "lost", s.Lost)
	o.Add(len(s.TypeMap) > 0, "type_map", s.TypeMap)
	o.Add(s.AsOf != "", "as_of", s.AsOf)
	o.Add(f.closing != nil && f.closing.Planned != "", "as_of", f.until())
	o.Add(s.AsOf == "" && f.closing != nil && (s.cycled() || s.scored()), "as_of", f.lastDay())
	o.Add(s.cycles != nil, "cycle", s.cycles.object())
	if s.Metric.Settings != nil {
		o = append(o, s.Metric.Settings(s.asked)...)
	}
	return append(o, s.Kept(s.order)...)
}

func (s *audit) currency(f *figures) string {
	if f.closing == nil {
		return ""
	}
	return f.closing.Currency.Code
}

func (s *audit) inactiveText() string {
	span := s.inactive
	if span.N == 0 {
		span = ledger.Lapse{N: 1, Unit: s.Cut}
	}
	return kind.HowMany(int64(span.N), string(span.Unit))
}

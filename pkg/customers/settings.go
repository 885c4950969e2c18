package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// settings show what decided the numbers. Those beyond the usual appear only where they apply.
func (s *audit) settings(f *figures, d *result.Document) result.Object {
	o := result.Object{{Key: "confidence", Value: s.Confidence}}
	add := func(used bool, key string, value any) {
		if used {
			o = append(o, result.Member{Key: key, Value: value})
		}
	}
	add(s.Metric.Interval != "", "interval", s.Metric.MethodOf(s.asked))
	add(s.asked.Definition != "", "definition", s.asked.Definition)
	add(true, "shape", string(s.shape))
	by := d.By
	if by == nil {
		by = []string{}
	}
	add(true, "by", by)
	period := any(nil)
	if d.Period != "" || s.asked.SideBySide() && s.shape != ledger.Status {
		period = string(s.Cut)
	}
	add(true, "period", period)
	add(true, "tz", s.ZoneName)
	if span := d.Span; span != nil {
		add(true, "span", result.Object{{Key: "periods", Value: int64(span.Periods)}, {Key: "unit", Value: span.Unit},
			{Key: "from", Value: span.From}, {Key: "to", Value: span.To}})
	}
	add(s.priced() && f.closing != nil && f.closing.Currency.Code != "", "currency", s.currency(f))
	add(s.MinorUnits == flags.Yes, "minor_units", true)
	add(s.shape == ledger.Subscription, "churn_on", string(s.churnOn))
	add(s.lastDay, "last_day", true)
	add(s.shape == ledger.Transaction && s.Metric.Orders == nil, "inactive_after", s.inactiveText())
	add(s.yesIsKept, "yes_is_kept", true)
	add(len(s.Lost) > 0, "lost", s.Lost)
	add(len(s.TypeMap) > 0, "type_map", s.TypeMap)
	add(s.AsOf != "", "as_of", s.AsOf)
	add(f.closing != nil && f.closing.Planned != "", "as_of", f.until())
	add(s.AsOf == "" && f.closing != nil && (s.cycled() || s.scored()), "as_of", f.lastDay())
	add(s.cycles != nil, "cycle", s.cycles.object())
	if s.Metric.Settings != nil {
		o = append(o, s.Metric.Settings(s.asked)...)
	}
	add(len(s.Where) > 0, "where", s.Where)
	add(s.Since != "", "since", s.Since)
	add(s.Until != "", "until", s.Until)
	add(s.DateFormat != "", "date_format", s.DateFormat)
	add(s.order != dates.Unknown, "date_order", s.order.String())
	add(len(s.Missing) > 0, "missing", s.Missing)
	return o
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

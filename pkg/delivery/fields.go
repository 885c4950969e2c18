package delivery

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A score is what is printed of a group.
type bill struct {
	loads
	confidence float64
	lead       metric.Bounds
	median     any
	done, off  any
}

func billOf(t loads, confidence float64) bill {
	b := bill{loads: t, confidence: confidence}
	lives, ended := t.lives()
	if len(ended) > 0 {
		curve := stats.KaplanMeier(lives, stats.Z(confidence))
		b.median = metric.Optional(curve.Median())
		limits, ok := curve.MedianInterval()
		b.lead = metric.Bound(limits, ok && !math.IsInf(limits.High, 0))
	}
	b.done = metric.Optional(stats.Quantile(ended, 0.5))
	b.off = metric.Optional(stats.Quantile(counted(t.off), 0.5))
	return b
}

func (b bill) limits(r ratio) metric.Bounds {
	return metric.Wilson(stats.Share{K: float64(r.k), N: float64(r.of)}, b.confidence)
}

// estimate is the value. Without one, n is how many orders are finished.
func (b bill) estimate() metric.Estimate {
	if b.perfect.of == 0 {
		return metric.Estimated(b.finished, 0, false, metric.Bounds{})
	}
	return metric.Estimated(b.perfect.of, percent(b.perfect), true, b.limits(b.perfect))
}

func declared() []result.Field { list, _ := fields(); return list }

func fields() ([]result.Field, metric.Compute[loads, float64]) {
	head := metric.Head(result.Percent, "in time and full", "Share of orders of which every line came in time and in full, in percent; null where times, or quantities, are not told.")
	head[0].Title, head[0].Doc = "orders", "Number of finished orders that the value stands on; without a value, of all that are finished."
	rates := func(spare int, name, title, doc string, of func(bill) ratio) []metric.Figure[bill] {
		return append([]metric.Figure[bill]{{Field: result.Field{Name: name + "_pct", Title: title, Kind: result.Percent, Spare: spare, Doc: doc},
			Of: func(b bill) any { r := of(b); return metric.Percent(float64(r.k), float64(r.of)) }}},
			metric.Ends(result.Percent, name, name+"_pct", func(b bill) metric.Bounds { return b.limits(of(b)) })...)
	}
	return metric.Fields(billOf,
		metric.From(bill.estimate, head...),
		rates(1, "on_time", "in time", "Share that came in time, in percent of the lines that came, or orders, as --level says.", func(b bill) ratio { return b.onTime }),
		rates(3, "early", "early", "Share that came before the window, in percent.", func(b bill) ratio { return b.early }),
		rates(2, "late", "late", "Share that came after the window, in percent.", func(b bill) ratio { return b.late }),
		rates(7, "not_late", "not late", "Share that came no later than promised, without a window, in percent.", func(b bill) ratio { return b.notLate }),
		[]metric.Figure[bill]{{Field: result.Field{Name: "fill_units_pct", Title: "units", Kind: result.Percent, Spare: 4, Doc: "Units that came, in percent of those ordered, each line capped at what was ordered."},
			Of: func(b bill) any { return metric.Percent(b.came.Float(), b.ordered.Float()) }}},
		rates(5, "fill_lines", "lines full", "Share of lines that came in full, in percent.", func(b bill) ratio { return b.fillLines }),
		rates(6, "fill_orders", "orders full", "Share of finished orders that came in full, in percent.", func(b bill) ratio { return b.fillOrders }),
		rates(8, "warned", "warned", "Share of the late ones whose customer was warned, in percent; a blank is no warning.", func(b bill) ratio { return b.warned }),
		times(), counts())
}

// times are lengths of time, in seconds.
func times() []metric.Figure[bill] {
	return append(append([]metric.Figure[bill]{
		{Field: result.Field{Name: "lead_time_median", Title: "lead time", Kind: result.Duration, IfTold: true, Spare: 9,
			Doc: "Median time from the order until the last part, in seconds; what is open has waited so far."}, Of: func(b bill) any { return b.median }},
	}, metric.Ends(result.Duration, "lead_time_median", "lead_time_median", func(b bill) metric.Bounds { return b.lead })...),
		metric.Figure[bill]{Field: result.Field{Name: "lead_time_done_median", Title: "lead time of what came", Kind: result.Duration, Extra: true,
			Doc: "Median time from the order until the last part of what came, in seconds; open ones are left out."}, Of: func(b bill) any { return b.done }},
		metric.Figure[bill]{Field: result.Field{Name: "off_median", Title: "off", Kind: result.Duration, Extra: true,
			Doc: "Median time between promise and delivery, either way, in seconds."}, Of: func(b bill) any { return b.off }})
}

// counts are whole numbers.
func counts() []metric.Figure[bill] {
	number := func(name, title, doc string, of func(bill) int64) metric.Figure[bill] {
		return metric.Figure[bill]{Field: result.Field{Name: name, Title: title, Kind: result.Count, Extra: true, Doc: doc}, Of: func(b bill) any { return of(b) }}
	}
	return []metric.Figure[bill]{
		{Field: result.Field{Name: "in_time_and_full", Title: "in time and full", Kind: result.Count, Extra: true,
			Doc: "Number of orders in time and in full."}, Of: func(b bill) any {
			if b.perfect.of == 0 && b.finished > 0 {
				return nil // nothing tells
			}
			return b.perfect.k
		}},
		number("orders", "orders", "Number of orders, finished or not.", func(b bill) int64 { return b.loads.orders }),
		number("lines", "lines", "Number of lines.", func(b bill) int64 { return b.lines }),
		number("delivered_lines", "delivered", "Number of lines that came, in full or not.", func(b bill) int64 { return b.deliveredLines }),
		number("open_lines", "open", "Number of lines of which something is still to come.", func(b bill) int64 { return b.openLines }),
		number("overdue_lines", "overdue", "Number of open lines whose promise is past, as of the newest time in the file.", func(b bill) int64 { return b.overdue }),
		number("cancelled_lines", "cancelled", "Number of lines that were cancelled.", func(b bill) int64 { return b.cancelledLines }),
		number("timed", "timed", "Number of lines, or orders, that on_time_pct stands on.", func(b bill) int64 { return b.onTime.of }),
		number("came_late", "came late", "Number of those that were late.", func(b bill) int64 { return b.loads.late.k }),
		number("filled", "of lines", "Number of lines that fill_lines_pct stands on.", func(b bill) int64 { return b.fillLines.of }),
	}
}

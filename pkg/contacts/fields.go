package contacts

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// callFigures are what is told of the contacts of a group.
type callFigures struct {
	*calls
	says       says
	confidence float64
	exposure   float64 // the customers that complaints are held against; 0 where that is not known
}

// says is what a log tells, and what of it was asked for.
type says struct{ callbacks, waits, short, matters, responses, complaints, voicemail bool }

// value is the share that was missed, in percent.
func (t callFigures) value() metric.Estimate {
	s := t.share()
	if !(s.N > 0) {
		return metric.Estimate{}
	}
	limits, ok := t.dispersion().Share(s.K, s.N, t.confidence)
	return metric.Estimated(t.inbound, percentOf(s), true, metric.Bound(limits.Times(100), ok))
}

// percent is a share with its limits, in percent.
func (t callFigures) percent(s stats.Share, ok bool) metric.Estimate {
	if !ok || !(s.N > 0) {
		return metric.Estimate{}
	}
	return metric.Estimated(int64(s.N), percentOf(s), true, metric.Wilson(s, t.confidence))
}

// per is the number of complaints of 1 000 customers.
func (t callFigures) per() metric.Estimate {
	if !t.says.complaints || !(t.exposure > 0) {
		return metric.Estimate{}
	}
	limits, ok := stats.Poisson(float64(t.complaints), t.confidence)
	return metric.Estimated(t.complaints, 1000*float64(t.complaints)/t.exposure, true, metric.Bound(limits.Times(1000/t.exposure), ok))
}

func percentOf(s stats.Share) float64 {
	if s.K == s.N {
		return 100
	}
	return 100 * s.K / s.N
}

// A measured figure is one with an interval. of makes it; applies tells whether it was asked for.
type figure struct {
	result.Field
	of      func(callFigures) metric.Estimate
	applies func(says) bool
	better  bool // the more, the better
}

// measured lists the figures that have an interval, beside value.
func measured() []figure {
	list := []figure{
		{result.Field{Name: "missed_long_pct", Title: "missed, short left out", Kind: result.Percent, Spare: 3,
			Doc: "Percent missed without those who hung up within --short, who are in neither part, from 0 to 100."},
			func(t callFigures) metric.Estimate { return t.percent(t.long(), t.says.short && t.says.waits) }, func(s says) bool { return s.short }, false},
		{result.Field{Name: "called_back_pct", Title: "share called back", Kind: result.Percent, Spare: 2,
			Doc: "Percent of the missed that were called back before the customer got through, from 0 to 100."},
			func(t callFigures) metric.Estimate {
				return t.percent(part(t.callbacks.done, t.callbacks.cases()), t.says.callbacks)
			}, nil, true},
		{result.Field{Name: "callback_within_pct", Title: "share called back in time", Kind: result.Percent, Only: "total",
			Doc: "Percent of all missed that were called back within --callback, from 0 to 100."},
			func(t callFigures) metric.Estimate {
				return t.percent(part(t.callbacks.within, t.callbacks.cases()), t.says.callbacks)
			}, nil, true},
		{result.Field{Name: "callback_median", Title: "median to call-back", Kind: result.Duration, Spare: 4,
			Doc: "Seconds until half of the missed were called back; those who were not are censored (Kaplan-Meier)."},
			func(t callFigures) metric.Estimate {
				return only(t.says.callbacks, t.callbacks.ages.quantile(0.5, t.confidence))
			}, nil, false},
	}
	return slices.Concat(list, levels(), outcomes())
}

// levels are the service levels.
func levels() (list []figure) {
	for form := 1; form <= 4; form++ {
		where := "total"
		if form == 1 {
			where = ""
		}
		list = append(list, figure{result.Field{Name: fmt.Sprintf("service_level_%d", form), Title: fmt.Sprintf("service level %d", form), Kind: result.Percent,
			Only: where, Spare: 1, Doc: levelDocs[form-1] + ", in percent from 0 to 100."},
			func(t callFigures) metric.Estimate {
				s, ok := t.level(form)
				return t.percent(s, ok && t.says.waits)
			}, nil, true})
	}
	return list
}

// outcomes lists what else has an interval.
func outcomes() []figure {
	return []figure{
		{result.Field{Name: "wait_median", Title: "median wait", Kind: result.Duration, Only: "total",
			Doc: "Seconds until half of all callers were answered; those who hung up are censored (Kaplan-Meier)."},
			func(t callFigures) metric.Estimate {
				return only(t.says.waits && t.waits.whole(), t.waits.ages.quantile(0.5, t.confidence))
			}, nil, false},
		{result.Field{Name: "first_response_median", Title: "median to first response", Kind: result.Duration, Spare: 3,
			Doc: "Seconds until half of all contacts had a first response; those without one are censored (Kaplan-Meier)."},
			func(t callFigures) metric.Estimate { return t.responses.quantile(0.5, t.confidence) }, func(s says) bool { return s.responses }, false},
		{result.Field{Name: "first_contact_pct", Title: "settled at first contact", Kind: result.Percent, Spare: 3,
			Doc: "Percent of the contacts that begin a matter and have no follow-up within --resolved-within, or of those of which the log says so, from 0 to 100."},
			func(t callFigures) metric.Estimate {
				return t.percent(part(t.matters.solved, t.matters.of), t.says.matters)
			}, nil, true},
		{result.Field{Name: "complaints_per_1000", Title: "complaints per 1 000 customers", Kind: result.Number, Only: "total",
			Doc: "Complaints per 1 000 customers of --exposure; only of all contacts together."},
			callFigures.per, func(s says) bool { return s.complaints }, false},
	}
}

var levelDocs = [4]string{
	"Answered within --service-level of all inbound",
	"Answered or hung up within --service-level of all inbound",
	"Answered within --service-level of the inbound without those who hung up within it",
	"Answered within --service-level of the answered",
}

func only(told bool, e metric.Estimate) metric.Estimate {
	if !told {
		return metric.Estimate{}
	}
	return e
}

// figures are those of a measured one: itself and its ends.
func (f figure) figures() []metric.Figure[callFigures] {
	applies := func(t callFigures) bool { return f.applies == nil || f.applies(t.says) }
	out := []metric.Figure[callFigures]{{Field: f.Field, Of: func(t callFigures) any { return metric.If(applies(t), f.of(t).Value) }}}
	stem := f.Name
	if n := len(stem) - len("_pct"); stem[n:] == "_pct" {
		stem = stem[:n]
	}
	for _, end := range metric.Ends(f.Kind, stem, f.Name, func(t callFigures) metric.Bounds { return f.of(t).Bounds }) {
		of := end.Of
		out = append(out, metric.Figure[callFigures]{Field: end.Field, Of: func(t callFigures) any {
			if !applies(t) {
				return metric.Absent{}
			}
			return of(t)
		}})
	}
	return out
}

// fields declares what is told of a group, and computes it.
func fields() ([]result.Field, metric.Compute[callFigures, says]) {
	head := metric.Head(result.Percent, "missed", "Percent of the inbound contacts that nobody answered, from 0 to 100.")
	head[0].Title, head[0].Doc = "inbound", "Number of inbound contacts that count."
	lists := [][]metric.Figure[callFigures]{metric.From(callFigures.value, head...), counts()}
	lists[0][0].Of = func(t callFigures) any { return t.inbound }
	for _, f := range measured() {
		lists = append(lists, f.figures(), beside(f.Name))
	}
	for _, list := range lists[2:] {
		for i := range list {
			list[i].IfTold = !list[i].Extra // few logs tell all of it
		}
	}
	return metric.Fields(func(t callFigures, _ says) callFigures { return t }, lists...)
}

func counts() []metric.Figure[callFigures] {
	return []metric.Figure[callFigures]{
		{Field: result.Field{Name: "inbound", Title: "inbound", Kind: result.Count, Extra: true, Doc: "Number of inbound contacts, as n."},
			Of: func(t callFigures) any { return t.inbound }},
		{Field: result.Field{Name: "missed", Title: "missed", Kind: result.Count, Doc: "Number of inbound contacts that nobody answered, those who left a message included."},
			Of: func(t callFigures) any { return t.missed }},
		{Field: result.Field{Name: "voicemail", Title: "left a message", Kind: result.Count, IfTold: true, Only: "total", Doc: "Number of the missed who left a message."},
			Of: func(t callFigures) any { return metric.If(t.says.voicemail, t.voicemail) }},
		{Field: result.Field{Name: "short", Title: "hung up soon", Kind: result.Count, IfTold: true, Only: "total", Doc: "Number of the missed who hung up within --short."},
			Of: func(t callFigures) any { return metric.If(t.says.short && t.says.waits, t.waits.short) }},
	}
}

// beside are the fields that follow a measured one.
func beside(name string) []metric.Figure[callFigures] {
	count := func(name, title, doc string, told func(says) bool, of func(callFigures) int64) metric.Figure[callFigures] {
		return metric.Figure[callFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Count, Only: "total", Doc: doc},
			Of: func(t callFigures) any { return metric.If(told(t.says), of(t)) }}
	}
	late := func(name, title, doc string, told func(says) bool, of func(callFigures) *ages) metric.Figure[callFigures] {
		return metric.Figure[callFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Duration, Only: "total", Doc: doc},
			Of: func(t callFigures) any { return metric.If(told(t.says), of(t).quantile(0.9, t.confidence).Value) }}
	}
	followed := func(s says) bool { return s.callbacks }
	waited := func(s says) bool { return s.waits }
	responded := func(s says) bool { return s.responses }
	settled := func(s says) bool { return s.matters }
	switch name {
	case "called_back_pct":
		return []metric.Figure[callFigures]{
			count("called_back", "called back", "Number of the missed that were called back first.", followed, func(t callFigures) int64 { return t.callbacks.done }),
			count("rang_again", "rang again", "Number of the missed whose customer got through first.", followed, func(t callFigures) int64 { return t.callbacks.rang }),
			count("nobody", "nobody rang", "Number of the missed after which nobody has rung.", followed, func(t callFigures) int64 { return t.callbacks.nobody }),
		}
	case "callback_median":
		return []metric.Figure[callFigures]{late("callback_p90", "90 % called back", "Seconds until 90 % of the missed were called back.", followed, func(t callFigures) *ages { return &t.callbacks.ages })}
	case "wait_median":
		return []metric.Figure[callFigures]{
			late("wait_p90", "90 % answered", "Seconds until 90 % of all callers were answered.", waited, func(t callFigures) *ages {
				if !t.waits.whole() {
					return new(ages)
				}
				return &t.waits.ages
			}),
			{Field: result.Field{Name: "wait_mean", Title: "mean wait of the answered", Kind: result.Duration, Only: "total", Doc: "Mean seconds that those waited who were answered (ASA)."},
				Of: func(t callFigures) any {
					return metric.If(waited(t.says) && told(t.waits.untold, t.waits.met+t.waits.late), t.waits.ages.mean())
				}},
		}
	case "first_response_median":
		return []metric.Figure[callFigures]{
			late("first_response_p90", "90 % had a response", "Seconds until 90 % of all contacts had a first response.", responded, func(t callFigures) *ages { return &t.responses }),
			count("first_response_open", "without a response", "Number of contacts without a response yet.", responded, func(t callFigures) int64 { return t.responses.counts().no }),
		}
	case "first_contact_pct":
		return []metric.Figure[callFigures]{
			count("first_contacts", "matters", "Number of the contacts that first_contact_pct is of.", settled, func(t callFigures) int64 { return t.matters.of }),
			count("first_contacts_young", "too young to tell", "Number of contacts that begin a matter and are younger than --resolved-within; they are left out.", settled, func(t callFigures) int64 { return t.matters.young }),
		}
	case "complaints_per_1000":
		return []metric.Figure[callFigures]{count("complaints", "complaints", "Number of inbound contacts that meet --complaint.", func(s says) bool { return s.complaints }, func(t callFigures) int64 { return t.complaints })}
	}
	return nil
}

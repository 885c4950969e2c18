package metric

import (
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// An Invitation is how many of the people who were asked have answered, and what the figure could be if the silent ones
// had.
type Invitation struct {
	// Answered and Invited count people; Invited is 0 where nobody tells.
	Answered, Invited int64
	// Rate is the interval of the share that answered, in percent.
	Rate Bounds
	// Silent is the figure if every silent one had given the worst answer, and if every one had given the best.
	Silent Bounds
}

// Response puts answers beside invitations. silent tells the figures that are possible with so many silent ones.
func (q Inquiry) Response(answered int64, silent func(invited float64) (stats.Interval, bool)) Invitation {
	i := Invitation{Answered: answered, Invited: q.Invited}
	if q.Invited > 0 {
		i.Rate, i.Silent = Wilson(stats.Share{K: float64(answered), N: float64(q.Invited)}, q.Confidence), Bound(silent(float64(q.Invited)))
	}
	return i
}

// InvitationFields are the fields of an invitation. Kind is that of the figure.
func InvitationFields(kind result.Form) []Figure[Invitation] {
	field := func(name, title string, form result.Form, doc string, of func(Invitation) any) Figure[Invitation] {
		return Figure[Invitation]{result.Field{Name: name, Title: title, Kind: form, Extra: true, Only: "total", Doc: doc + " Only with --invited."},
			func(i Invitation) any { return If(i.Invited > 0, of(i)) }}
	}
	return []Figure[Invitation]{
		field("invited", "invited", result.Count, "Number of people who were asked.", func(i Invitation) any { return i.Invited }),
		field("response_pct", "response", result.Percent, "Share of those who were asked that answered, in percent.",
			func(i Invitation) any { return Percent(float64(i.Answered), float64(i.Invited)) }),
		field("response_low", "response low", result.Percent, "Lower end of the Wilson interval of response_pct.", func(i Invitation) any { return i.Rate.LowerEnd() }),
		field("response_high", "response high", result.Percent, "Upper end of the Wilson interval of response_pct.", func(i Invitation) any { return i.Rate.UpperEnd() }),
		field("silent_low", "silent low", kind, "The figure if all who kept silent had given the worst answer.", func(i Invitation) any { return i.Silent.LowerEnd() }),
		field("silent_high", "silent high", kind, "The figure if all who kept silent had given the best answer.", func(i Invitation) any { return i.Silent.UpperEnd() }),
	}
}

package delivery

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// doubts say what the figures are of, and what is odd.
func (p *errand) doubts(all *clerk, d *docket, h facts.Heard) []result.Warning {
	w := &doubting{h: h}
	p.missing(w, all)
	t, m := all.total, all.notes
	if t.openLines+t.cancelledLines > 0 {
		fill := result.Word("in no figure of punctuality or fill")
		if p.withOpen {
			fill = result.Word("in no figure of punctuality; open ones count as not delivered in the fill rates")
		}
		w.say("left_out", "of %d lines, %d open and %d cancelled are %s", t.lines, t.openLines, t.cancelledLines, fill)
	}
	if t.failedLines > 0 {
		w.say("failed", "of %d lines %d failed: where something was promised they are late, and what was ordered did not come", t.lines, t.failedLines)
	}
	if t.overdue > 0 {
		w.say("overdue", "open lines that should have come by now: %d of %d (%s is the newest time in the file); they are in no share of late ones",
			t.overdue, t.openLines, dates.Day.Label(dates.Day.Index(d.newest, p.Zone)))
	}
	if n := t.onTime.of - t.late.k - t.notLate.k; n > 0 {
		w.say("in_window", "what came up to %s after the promise counts as in time: %d of %d (--window)", spell(p.window), n, t.onTime.of)
	}
	w.at("negative_lead_time", m.negative, "lines came before they were ordered, and are left out of lead times: %d, the first here")
	w.at("differing_quantities", m.differing, "lines whose rows say different ordered quantities are left out of the fill rates: %d, the first here; --parts share adds them up")
	w.at("differing_promises", m.promises, "rows of lines in parts whose promise differs: %d, the first here; that of the last part counts")
	if p.has["delivered_at"] {
		w.at("vague_time", m.vague, "delivered lines whose times do not tell whether they were in time: %d, the first here")
	}
	if p.has["promised"] {
		w.at("no_promise", m.unpromised, "delivered lines without a promise are left out of punctuality: %d, the first here")
	}
	w.at("no_quantity", m.unweighed, "delivered lines without a quantity are left out of the fill rates: %d, the first here")
	w.at("nothing_ordered", m.nothing, "lines of which nothing was ordered are left out of the fill rates: %d, the first here")
	w.at("contradicting_status", d.against, "rows whose state says something else than their time or quantity: %d, the first here; the state counts")
	w.at("planned", d.uncome, "rows with a time of delivery that is later than now, taken to be open: %d, the first here")
	w.at("midnight", d.overnight, "rows with times of day of one date that are taken to lie on both sides of midnight: %d, the first here")
	w.at("unread_order_time", d.unread, "rows whose time of the order is none or later than now are left out of lead times: %d, the first here")
	w.at("spoilt_orders", m.spoilt, "orders with rows that cannot be used: %d, the first here; what is left of them is in no figure of orders")
	if p.same == "" {
		w.at("same_rows", m.twins, "rows that say the same as another one of their line: %d, the first here; all count (--same-rows)")
	}
	w.at("order_in_groups", m.split, "orders whose rows are in several groups: %d, the first here; each group has its own lines of them, the total whole orders")
	if m.over > 0 && p.over == overIgnored {
		w.say("over_delivery", "of %d lines more came than was ordered; what is above counts for nothing (--over-delivery)", m.over)
	}
	p.days(w, d)
	return w.out
}

// missing says which figures there cannot be.
func (p *errand) missing(w *doubting, all *clerk) {
	if !p.has["order"] && p.row != rowOrders {
		w.say("no_orders", "no column names the order, so that every row is taken for an order of its own; --order COL says which it is")
	}
	switch {
	case !p.has["promised"] && p.promises != "":
		w.say("promise_length", "column %s may say how long after the order something was promised: --promised %s takes it; without it there is no punctuality",
			answer.Quote(p.promises, 40), layout.ShellQuote(p.promises))
	case !p.has["promised"]:
		w.say("no_promises", "no column tells what was promised: there is no punctuality, and no share in time and in full")
	case !p.has["delivered_at"]:
		w.say("no_times", "no column tells when it came: there is no punctuality, and no share in time and in full")
	}
	if !all.ordered || !all.came {
		w.say("no_quantities", "no columns tell what was ordered and what came: there are no fill rates, and no share in time and in full; compare --field on_time_pct compares what came in time")
	}
}

// days says where midnights are taken for days.
func (p *errand) days(w *doubting, d *docket) {
	for _, c := range []struct {
		habit habit
		what  result.Word
	}{{d.promised, result.Word("promises")}, {d.arrived, result.Word("deliveries")}} {
		if c.habit.means() {
			w.say("midnights", "all %s are at 00:00, so that they are taken for days without a time", c.what)
		}
	}
}

type doubting struct {
	h   facts.Heard
	out []result.Warning
}

func (w *doubting) say(code, format string, args ...any) {
	w.out = append(w.out, result.Warn(code, format, args...))
}

func (w *doubting) at(code string, o offence, format string) {
	if o.n > 0 {
		w.out = append(w.out, result.Warn(code, format, o.n).At(w.h.Set.Tables[o.first.Source].Name, o.first.Line))
	}
}

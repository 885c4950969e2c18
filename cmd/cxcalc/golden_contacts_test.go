package main_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A call log that begins on a day in January 2024.
type callLog struct {
	rows [][]any
	at   time.Time
}

// add adds a contact a minute later, of a customer of its own, and returns when it was.
func (l *callLog) add(result string, wait any) (at time.Time) {
	l.at = l.at.Add(time.Minute)
	l.row(l.at, "in", fmt.Sprintf("c%d", len(l.rows)), result, wait)
	return l.at
}

func (l *callLog) row(at time.Time, direction, who, result string, wait any) {
	l.rows = append(l.rows, []any{at.Format(time.DateTime), direction, who, result, wait})
}

func (a *asking) calls(l *callLog, more ...string) told {
	a.file("calls.csv", "started,direction,customer,result,wait", l.rows...)
	return a.ask(append([]string{"contacts", "calls.csv"}, more...)...)
}

func newCallLog() *callLog { return &callLog{at: time.Date(2024, 1, 10, 8, 0, 0, 0, time.UTC)} }

// Any number of workers tells the same of a log that has work for several.
func TestContactsOfManyWorkers(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	r := rand.New(rand.NewPCG(1, 2))
	l := newCallLog()
	for range 100_000 {
		l.at = l.at.Add(time.Duration(r.IntN(90)) * time.Second)
		l.row(l.at, []string{"in", "in", "out"}[r.IntN(3)], fmt.Sprintf("C%d", r.IntN(9000)), []string{"answered", "missed", "voicemail"}[r.IntN(3)], r.IntN(60))
	}
	a.file("calls.csv", "started,direction,customer,result,wait", l.rows...)
	var told []string
	for _, jobs := range []string{"1", "4"} {
		out, stderr, status := a.run(t, a.dir, "contacts", "calls.csv", "--by", ".hour", "--short", "9s", "-o", "json", "--jobs", jobs)
		if status != 0 {
			t.Fatal(stderr)
		}
		told = append(told, out)
	}
	if diff := cmp.Diff(told[0], told[1]); diff != "" {
		t.Errorf("one worker and four (-one +four):\n%s", diff)
	}
}

// The same caller is found in every way of writing a number, as in a log in which all of them are written in one way.
func TestContactsOfOneCaller(t *testing.T) {
	a := &asking{t, find(t), t.TempDir()}
	r := rand.New(rand.NewPCG(5, 6))
	plain, mixed := newCallLog(), newCallLog()
	for range 20_000 {
		plain.at = plain.at.Add(time.Duration(r.IntN(90)) * time.Second)
		side, result, n := []string{"in", "in", "out"}[r.IntN(3)], []string{"answered", "missed"}[r.IntN(2)], 600_000_000+r.IntN(2000)
		way := []string{"%d", "+34%d", "0034 %d", "34%d", "0%d", "+34 (0)%d"}[r.IntN(6)]
		plain.row(plain.at, side, fmt.Sprintf("+34%d", n), result, 5)
		mixed.row(plain.at, side, fmt.Sprintf(way, n), result, 5)
	}
	want := a.calls(plain)
	for _, jobs := range []string{"1", "4"} {
		got := a.calls(mixed, "--jobs", jobs)
		for _, field := range []string{"called_back", "rang_again", "nobody", "callback_median", "first_contact_pct"} {
			if got.at("total/"+field) != want.at("total/"+field) {
				t.Errorf("%s is %v, want %v", field, got.at("total/"+field), want.at("total/"+field))
			}
		}
	}
}

func askMissed(a *asking, in inputs) inputs {
	l := newCallLog()
	for range int(in.number("total") - in.number("missed")) {
		l.add("answered", 5)
	}
	for i := range int(in.number("missed")) {
		at := l.add("missed", 5)
		if i < int(in.number("called_back")) {
			l.row(at.Add(time.Minute), "out", fmt.Sprint(l.rows[len(l.rows)-1][2]), "answered", "")
		}
	}
	d := a.calls(l)
	return inputs{"missed_pct": d.at("total/value"), "wilson_pct": d.limits(), "callback_pct": d.at("total/called_back_pct"),
		"lost_pct": 100 * d.number("total/nobody") / d.number("total/inbound")}
}

func askServiceLevel(a *asking, in inputs) inputs {
	l := newCallLog()
	for i := range int(in.number("answered")) {
		l.add("answered", map[bool]int{true: 20, false: 21}[i < int(in.number("answered_within_T"))])
	}
	for i := range int(in.number("abandoned")) {
		l.add("abandoned", map[bool]int{true: 10, false: 30}[i < int(in.number("abandoned_within_T"))])
	}
	d := a.calls(l, "--service-level", "20s", "--short", "20s")
	return inputs{"over_offered_pct": d.at("total/service_level_1"), "abandon_counts_as_met_pct": d.at("total/service_level_2"),
		"short_abandons_removed_pct": d.at("total/service_level_3"), "over_answered_pct": d.at("total/service_level_4"),
		"abandonment_pct": d.at("total/value"), "abandonment_excluding_short_pct": d.at("total/missed_long_pct")}
}

// askCallback has missed calls called back after so many minutes, or not until the log ends.
func askCallback(a *asking, in inputs) inputs {
	done := in.numbers("called_back")
	l, last := newCallLog(), time.Time{}
	for i, minutes := range in.numbers("minutes") {
		who := fmt.Sprintf("m%d", i)
		begin := l.at
		if len(done) > 0 && done[i] == 0 { // all who still wait have done so until the end
			begin = l.at.Add(24 * time.Hour)
			last = begin.Add(time.Duration(minutes * float64(time.Minute)))
		}
		l.row(begin, "in", who, "missed", 5)
		if len(done) == 0 || done[i] == 1 {
			l.row(begin.Add(time.Duration(minutes*float64(time.Minute))), "out", who, "answered", "")
		}
	}
	if !last.IsZero() {
		l.row(last, "in", "other", "answered", 3)
	}
	minutes := func(of any) any {
		x, ok := of.(float64)
		if !ok {
			return of
		}
		return x / 60
	}
	d := a.calls(l, "--callback", fmt.Sprintf("%vm", max(in.number("target_minutes"), 1)))
	return inputs{"median": minutes(d.at("total/callback_median")), "km_median": minutes(d.at("total/callback_median")),
		"p90_type7": minutes(d.at("total/callback_p90")), "within_target_pct": d.at("total/callback_within_pct"),
		"wilson_pct":            []any{d.at("total/callback_within_low"), d.at("total/callback_within_high")},
		"median_ci_order_stats": []any{minutes(d.at("total/callback_median_low")), minutes(d.at("total/callback_median_high"))}}
}

func askComplaints(a *asking, in inputs) inputs {
	var rows [][]any
	for i := range int(in.number("complaints")) {
		rows = append(rows, []any{i, "answered", "complaint"})
	}
	rows = append(rows, []any{"x", "answered", "question"})
	a.file("calls.csv", "customer,result,reason", rows...)
	d := a.ask("contacts", "calls.csv", "--complaint", "reason=complaint", "--exposure", fmt.Sprint(in.number("customers")))
	return inputs{"rate": d.at("total/complaints_per_1000"), "ci": []any{d.at("total/complaints_per_1000_low"), d.at("total/complaints_per_1000_high")}}
}

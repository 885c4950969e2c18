package customers_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
)

// answerOf makes the answer of a metric from the movements of the shown periods.
func answerOf(l *refLedger, periods []refPeriod, figures func(refTotal) refFigures) refAnswer {
	a := refAnswer{total: figures(pool(periods)), rows: make(map[refKey]refFigures)}
	groups := make(map[string]bool)
	for _, r := range l.rows {
		groups[l.groupOf(r)] = true
	}
	for _, p := range periods {
		if !l.by {
			a.rows[refKey{period: p.label}] = figures(one(p.all))
			continue
		}
		for group := range groups {
			a.rows[refKey{period: p.label, group: group}] = figures(one(p.groups[group]))
		}
	}
	return a
}

// differChurn compares churn by all definitions, of each period or of all together; with groups, by its own.
func (l *refLedger) differChurn(t *testing.T, folder string, periods []refPeriod) []string {
	t.Helper()
	r := l.request(t, "churn", folder)
	if l.by {
		return l.ask(t, "churn", r, answerOf(l, periods, churned))
	}
	if len(l.rows)%2 == 0 {
		r.Period = string(l.period)
	}
	r.Own = flags.Values{"definitions": true}
	a := refAnswer{total: churned(pool(periods)), rows: make(map[refKey]refFigures)}
	if r.Period == "" {
		for name, x := range defined(pool(periods).sum) {
			a.rows[refKey{definition: name}] = refFigures{"value": x}
		}
		return l.ask(t, "churn", r, a)
	}
	for _, p := range periods {
		for name, x := range defined(p.all) {
			f := churned(one(p.all))
			f["value"] = x
			a.rows[refKey{definition: name, period: p.label}] = f
		}
	}
	return l.ask(t, "churn", r, a)
}

// differRevenue compares the bridges, and holds those of the groups to their sum: what leaves some enters others.
func (l *refLedger) differRevenue(t *testing.T, folder string, periods []refPeriod) []string {
	t.Helper()
	r := l.request(t, "revenue", folder)
	diffs := l.ask(t, "revenue", r, answerOf(l, periods, bridged))
	if !l.by {
		return diffs
	}
	d, err := l.run(t, r)
	if err != nil {
		return diffs
	}
	sums := make(map[string]map[string]float64)
	for _, group := range d.Rest {
		label := keyOf(group).period
		if sums[label] == nil {
			sums[label] = make(map[string]float64)
		}
		for name, v := range group {
			x, _ := v.(float64)
			sums[label][name] += x
		}
		if off := bridge(group); math.Abs(off) > 1e-6 {
			diffs = append(diffs, fmt.Sprintf("revenue %s: the bridge is off by %.2f", keyOf(group), off))
		}
	}
	for _, p := range periods {
		sum := sums[p.label]
		for name, want := range map[string]int64{"opening": p.all.opening, "new": p.all.fresh, "reactivation": p.all.reactivation,
			"expansion": p.all.expansion, "contraction": p.all.contraction, "churn": p.all.churn, "closing": p.all.closing} {
			if math.Abs(sum[name]-float64(want)/100) > 1e-6 {
				diffs = append(diffs, fmt.Sprintf("revenue %s: %s of all groups is %.2f, want %.2f", p.label, name, sum[name], float64(want)/100))
			}
		}
		if math.Abs(sum["moved_in"]-sum["moved_out"]) > 1e-6 {
			diffs = append(diffs, fmt.Sprintf("revenue %s: %.2f moves into groups, %.2f out of groups", p.label, sum["moved_in"], sum["moved_out"]))
		}
	}
	return diffs
}

// bridge returns by how much the steps of a row of results miss its closing.
func bridge(group map[string]any) float64 {
	sum := 0.0
	for name, sign := range map[string]float64{"opening": 1, "new": 1, "reactivation": 1, "expansion": 1, "moved_in": 1, "rates": 1,
		"contraction": -1, "churn": -1, "moved_out": -1, "closing": -1} {
		x, _ := group[name].(float64)
		sum += sign * x
	}
	return sum
}

// differCohorts compares the triangle and its total. With groups, customers who are in several, or move, are left to
// the rules of movements: nothing says in which cohort they are.
func (l *refLedger) differCohorts(t *testing.T, folder string, b *refBook) []string {
	t.Helper()
	if len(b.early) > 0 {
		return nil // whose first period is before the calendar: the rules name no cohort
	}
	for _, groups := range b.groups {
		if len(groups) > 1 {
			return nil
		}
	}
	cells, total := b.cohorts()
	a := refAnswer{rows: make(map[refKey]refFigures)}
	if total.customers > 0 {
		a.total = total.figures()
	}
	for k, c := range cells {
		a.rows[k] = c.figures()
		if l.rates != nil {
			delete(a.rows[k], "revenue_pct")
		}
	}
	if l.rates != nil { // rates between the periods of a cohort are not told by the rules
		for _, f := range append([]refFigures{a.total}, values(a.rows)...) {
			delete(f, "revenue_first")
			delete(f, "revenue_active")
			delete(f, "revenue_pct")
		}
	}
	return l.ask(t, "cohort", l.request(t, "cohort", folder), a)
}

func values(rows map[refKey]refFigures) (out []refFigures) {
	for _, f := range rows {
		out = append(out, f)
	}
	return out
}

// differRepeat compares the orders, of all and of each group or period.
func (l *refLedger) differRepeat(t *testing.T, folder string) []string {
	t.Helper()
	if l.rates != nil || !l.paidBack() {
		return nil
	}
	r := l.request(t, "repeat", folder)
	if l.cycle > 0 {
		r.Own = flags.Values{"cycle": strconv.Itoa(l.cycle)}
	}
	r.Period = ""
	orders := l.bounded()
	a := refAnswer{total: l.repeated(orders), rows: make(map[refKey]refFigures)}
	parts := make(map[refKey][]refOrder)
	for _, o := range orders {
		k := refKey{group: o.group}
		if l.period != dates.Month {
			k.period = slotOf(o.day, l.period).label
		}
		parts[k] = append(parts[k], o)
	}
	if l.period != dates.Month {
		r.Period = string(l.period)
	}
	for k, part := range parts {
		if l.by || r.Period != "" {
			a.rows[k] = l.repeated(part)
			delete(a.rows[k], "overdue")
		}
	}
	return l.ask(t, "repeat", r, a)
}

// differStatus compares a ledger without periods.
func (l *refLedger) differStatus(t *testing.T, folder string) []string {
	t.Helper()
	all, groups := l.status()
	a := refAnswer{total: churned(one(all)), rows: make(map[refKey]refFigures)}
	for group, f := range groups {
		if l.by {
			a.rows[refKey{group: group}] = churned(one(f))
		}
	}
	diffs := l.ask(t, "churn", l.request(t, "churn", folder), a)
	if l.by {
		return diffs
	}
	r := l.request(t, "churn", folder)
	r.Own = flags.Values{"definitions": true}
	a.rows = make(map[refKey]refFigures)
	for name, x := range defined(all) {
		a.rows[refKey{definition: name}] = refFigures{"value": x}
	}
	return append(diffs, l.ask(t, "churn", r, a)...)
}

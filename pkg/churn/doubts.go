package churn

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// shown brings the range of voluntary churn into the table where it is asked for.
func shown(fields []result.Field, q metric.Account) []result.Field {
	if q.SideBySide() {
		fields = metric.Compared(fields)
	}
	for i := range fields {
		f := &fields[i]
		if q.Because != nil && f.Name == reasonList {
			f.Extra = false
		}
		if (f.Name == leastPct || f.Name == mostPct) && q.Definition == "voluntary" {
			f.Only = "total"
		}
	}
	return fields
}

// doubts warn where those who left took much more than their share of the revenue, however few they
// are: the churn of customers hides that. It is what happened, and no estimate. All together can hide what
// left in one period or group, so these are looked at, too, unless they are definitions of the same.
func doubts(d *result.Document, q metric.Account) []result.Warning {
	out := append(onePeriod(d, q), reasonDoubts(d, q)...)
	if customers, revenue, ok := lost(d.Total); ok {
		out = append(out, result.Warn("revenue_left", "%s of the revenue left with %s of the customers", percent(revenue), percent(customers)))
	}
	var worst result.Group
	most, times := 0.0, 0
	for _, g := range d.Groups.All() {
		if _, revenue, ok := lost(g); ok {
			times++
			if revenue > most {
				worst, most = g, revenue
			}
		}
	}
	if times == 0 || d.Groups.Len() == 1 || q.SideBySide() {
		return out
	}
	customers, revenue, _ := lost(worst)
	return append(out, result.Warn("revenue_left", "in %d of %d groups much more of the revenue left than of the customers, most in %s: %s of the revenue with %s of the customers",
		times, d.Groups.Len(), gate.Label(worst), percent(revenue), percent(customers)))
}

// onePeriod says that figures of several periods have no interval by a method that is for one.
func onePeriod(d *result.Document, q metric.Account) []result.Warning {
	if !q.Method.Given || q.Method.Name == "wilson" {
		return nil
	}
	pooled := func(g result.Group) bool { _, ok := g.Values.Number(customerPeriods); return ok }
	has := pooled(d.Total)
	for _, g := range d.Groups.All() {
		has = has || pooled(g)
	}
	if !has {
		return nil
	}
	return []result.Warning{result.Warn("interval_of_one_period",
		"--interval %s is for the customers of one period: figures of several have no interval here, since periods differ by more than chance, which wilson allows for", q.Method.Name)}
}

// lost returns the shares of customers and revenue that a group lost, in percent, and whether the revenue
// outweighs the customers.
func lost(g result.Group) (customers, revenue float64, much bool) {
	start, ok := g.Values.Number("n")
	gone, okGone := g.Values.Number(customersLost)
	revenue, okRevenue := g.Values.Number(revenueLostPct)
	if !ok || !okGone || !okRevenue || start == 0 {
		return 0, 0, false
	}
	customers = 100 * gone / start
	return customers, revenue, Outweighs(customers, revenue)
}

// instead says that there is no value because a part of the causes is not known, only a range.
func instead(total result.Object) []result.Warning {
	least, ok := total.Number(leastPct)
	most, okMost := total.Number(mostPct)
	if !ok || !okMost {
		return nil
	}
	return []result.Warning{result.Warn("unknown_causes", "the data say of some of the lost only why they left: between %s and %s left by their own will",
		percent(least), percent(most))}
}

func percent(x float64) result.Numeral {
	return result.Numeral(strconv.FormatFloat(x, 'f', 1, 64) + " %")
}

// How much more of the revenue than of the customers has to leave to be told: times, and points.
const (
	outweighs = 2
	apart     = 1
)

// Outweighs tells whether those who left took so much more than their share of the revenue that the
// churn of customers hides what was lost. Both shares are in percent.
func Outweighs(customers, revenue float64) bool {
	return revenue >= outweighs*customers && revenue >= customers+apart
}

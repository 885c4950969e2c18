// Package catalog lists the kinds of rows and the metrics, in the order in which help shows them.
package catalog

import (
	"slices"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/ces"
	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/cohort"
	"github.com/cxcalc/cxcalc/pkg/contacts"
	"github.com/cxcalc/cxcalc/pkg/csat"
	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/delivery"
	"github.com/cxcalc/cxcalc/pkg/drivers"
	"github.com/cxcalc/cxcalc/pkg/duration"
	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/journey"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ltv"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/mystery"
	"github.com/cxcalc/cxcalc/pkg/nps"
	"github.com/cxcalc/cxcalc/pkg/reasons"
	"github.com/cxcalc/cxcalc/pkg/repeat"
	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/reviews"
	"github.com/cxcalc/cxcalc/pkg/share"
)

// Kinds returns all kinds of rows, in the order of help.
func Kinds() []kind.Kind {
	out := []kind.Kind{answers.Kind(), customers.Kind()}
	for _, d := range happenings() {
		out = append(out, d.Kind)
	}
	return out
}

// happenings lists the metrics whose rows stand for something that happened, each with its kind. They are declared once: a
// run asks for the kind of each metric.
var happenings = sync.OnceValue(func() []facts.Declaration {
	return []facts.Declaration{
		share.Declare(),
		reviews.Declare(),
		journey.Declare(),
		contacts.Declare(),
		delivery.Declare(),
		mystery.Declare(),
		duration.Declare(),
		drivers.Declare(),
		reasons.Declare(),
	}
})

// KindOf returns the kind of row that a metric is about.
func KindOf(m metric.Metric) kind.Kind {
	all := Kinds()
	return all[max(slices.IndexFunc(all, func(k kind.Kind) bool { return k.Name == m.Kind }), 0)]
}

// Metrics returns all metrics: those of survey answers, of customer ledgers, and of what happened.
func Metrics() []metric.Metric {
	out := []metric.Metric{
		nps.Metric(),
		csat.Metric(),
		ces.Metric(),
		churn.Metric(),
		expansion.Metric(),
		revenue.Metric(),
		cohort.Metric(),
		ltv.Metric(),
		repeat.Metric(),
	}
	for _, d := range happenings() {
		out = append(out, d.Metric)
	}
	return out
}

// Of returns the metrics of a kind of rows.
func Of(kind string) []metric.Metric {
	return slices.DeleteFunc(Metrics(), func(m metric.Metric) bool { return m.Kind != kind })
}

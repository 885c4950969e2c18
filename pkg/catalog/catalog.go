// Package catalog lists the metrics, in the order in which help shows them.
package catalog

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/ces"
	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/cohort"
	"github.com/cxcalc/cxcalc/pkg/csat"
	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/ltv"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/nps"
	"github.com/cxcalc/cxcalc/pkg/repeat"
	"github.com/cxcalc/cxcalc/pkg/revenue"
)

// Metrics returns all metrics, those of survey answers before those of customer ledgers.
func Metrics() []metric.Metric {
	return []metric.Metric{
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
}

// Answers returns the metrics of survey answers.
func Answers() []metric.Metric {
	return slices.DeleteFunc(Metrics(), func(m metric.Metric) bool { return m.AnswerTraits == nil })
}

// Ledgers returns the metrics of customer ledgers.
func Ledgers() []metric.Metric {
	return slices.DeleteFunc(Metrics(), func(m metric.Metric) bool { return m.LedgerTraits == nil })
}

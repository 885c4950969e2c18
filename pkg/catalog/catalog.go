// Package catalog lists the metrics, in the order in which help shows them.
package catalog

import (
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

// Answers returns the metrics of survey answers.
func Answers() []metric.Answers {
	return []metric.Answers{
		nps.Metric(),
		csat.Metric(),
		ces.Metric(),
	}
}

// Ledgers returns the metrics of customer ledgers.
func Ledgers() []metric.Ledger {
	return []metric.Ledger{
		churn.Metric(),
		expansion.Metric(),
		revenue.Metric(),
		cohort.Metric(),
		ltv.Metric(),
		repeat.Metric(),
	}
}

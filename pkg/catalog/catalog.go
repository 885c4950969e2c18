// Package catalog lists the metrics, in the order in which help shows them.
package catalog

import (
	"github.com/cxcalc/cxcalc/pkg/ces"
	"github.com/cxcalc/cxcalc/pkg/csat"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/nps"
)

// Answers returns the metrics of survey answers.
func Answers() []metric.Answers {
	return []metric.Answers{
		nps.Metric(),
		csat.Metric(),
		ces.Metric(),
	}
}

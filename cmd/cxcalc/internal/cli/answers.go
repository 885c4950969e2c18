package cli

import (
	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// smallSurvey is the size of sources that are read before there is any garbage to speak of.
const smallSurvey = 8 << 20

// answers turns settled flags into a question about answers.
func (d *desk) answers(m metric.Metric, v flags.Values) (*question, error) {
	request, err := answers.Asked(m, v)
	if err != nil {
		return nil, err
	}
	request.Dataset.Stdin, request.Now = d.In, d.now()
	q := &question{asked: request, explained: explained{title: m.Title, long: m.Long, unit: m.Unit,
		interval: m.Interval, sources: m.Sources, target: m.Target, reach: "or more"}}
	if settled, err := m.Settle(request.Question); err == nil {
		q.definition = m.Define(settled)
	}
	q.lean = true
	return q, nil
}

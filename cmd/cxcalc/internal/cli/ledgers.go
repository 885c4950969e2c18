package cli

import (
	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// ledger turns settled flags into a question about a ledger.
func (d *desk) ledger(m metric.Metric, v flags.Values) (*question, error) {
	request, err := customers.Asked(m, v)
	if err != nil {
		return nil, err
	}
	request.Dataset.Stdin, request.Now = d.In, d.now()
	asked, _ := m.Understand(metric.Account{Own: request.Own}) // what is wrong with it, the check tells
	q := &question{asked: request, explained: explained{title: m.Title, long: m.Long, unit: m.Unit,
		interval: m.Interval, sources: m.Sources, target: m.Target, reach: "or more",
		definition: m.Formula(asked)}}
	if m.LowerIsBetter {
		q.reach = "or less"
	}
	return q, nil
}

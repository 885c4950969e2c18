package cli

import (
	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

func (d *desk) answers(m metric.Metric, v flags.Values) (*question, error) {
	request, err := answers.Asked(m, v)
	if err != nil {
		return nil, err
	}
	q := d.question(m, request)
	q.lean = true
	if settled, err := m.Settle(request.Question); err == nil {
		q.definition = m.Define(settled)
	}
	return q, nil
}

// ledger turns settled flags into a question about a ledger.
func (d *desk) ledger(m metric.Metric, v flags.Values) (*question, error) {
	request, err := customers.Asked(m, v)
	if err != nil {
		return nil, err
	}
	q := d.question(m, request)
	asked, _ := m.Understand(metric.Account{Own: request.Own}) // what is wrong with it, the check tells
	q.definition = m.Formula(asked)
	return q, nil
}

func (d *desk) question(m metric.Metric, asked kind.Question) *question {
	words := asked.Said()
	words.Dataset.Stdin, words.Now = d.In, d.now()
	q := &question{asked: asked, explained: explained{title: m.Title, long: m.Long, unit: m.Unit,
		interval: m.Interval, sources: m.Sources, target: m.Target, reach: "or more"}}
	if m.LowerIsBetter {
		q.reach = "or less"
	}
	return q
}

package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/billing"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// ledgerCommand makes the command of a metric of a customer ledger.
func (d *desk) ledgerCommand(m metric.Ledger) *cobra.Command {
	cmd := metricCommand(m.Name, m.Short, m.Long, "ledgers", m.Examples)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return d.run(cmd, args, func(v flags.Values) (*question, error) { return d.ledger(m, v) })
	}
	return cmd
}

// ledger turns settled flags into a question about a ledger.
func (d *desk) ledger(m metric.Ledger, v flags.Values) (*question, error) {
	request, err := billing.Asked(m, v)
	if err != nil {
		return nil, err
	}
	request.Dataset.Stdin, request.Now = d.In, d.now()
	q := &question{check: request.Check, explained: explained{title: m.Title, long: m.Long, unit: m.Unit,
		interval: m.Interval, sources: m.Sources, target: m.Target, reach: "or more",
		definition: m.Define(metric.Account{Definition: v.Text("definition"), Margin: 1})}}
	if m.LowerIsBetter {
		q.reach = "or less"
	}
	q.answer = func(ctx context.Context, r reading) (*outcome, error) {
		request.Sources, request.Reject, request.Dataset.Progress = r.sources, r.reject, r.progress
		a, err := billing.Run(ctx, *request)
		if a == nil {
			return nil, err
		}
		return &outcome{a.Document, a.Missed, a.Reasons}, err
	}
	return q, nil
}

package cli

import (
	"context"
	"runtime/debug"

	"github.com/olekukonko/tablewriter/pkg/twwidth"

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
	q := &question{check: request.Check, explained: explained{title: m.Title, long: m.Long, unit: m.Unit,
		interval: m.Interval, sources: m.Sources, target: m.Target, reach: "or more"}}
	if settled, err := m.Settle(request.Question); err == nil {
		q.definition = m.Define(settled)
	}
	q.answer = func(ctx context.Context, r reading) (*outcome, error) {
		// A survey of any size needs a few megabytes, and little of it is garbage: collecting more
		// often costs next to nothing and keeps the program small. A small one needs no collecting.
		if size := totalSize(r.sources); size < 0 || size > smallSurvey {
			debug.SetGCPercent(25)
			twwidth.SetCacheCapacity(0) // of tables: it takes more than the counts, and tables are written once
		}
		request.Sources, request.Reject, request.Dataset.Progress = r.sources, r.reject, r.progress
		a, err := answers.Run(ctx, *request)
		if a == nil {
			return nil, err
		}
		return &outcome{a.Document, a.Missed, a.Reasons}, err
	}
	return q, nil
}

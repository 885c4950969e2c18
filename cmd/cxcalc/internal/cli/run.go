package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// A question is what a metric command asks, once its flags are settled.
type question struct {
	explained
	asked kind.Question
	lean  bool // counting takes next to no memory, so that collecting it often costs next to nothing
}

// A rejectSink is told every row that is not counted; nil when nobody asks.
type rejectSink func(source, column string, r pass.Reject) error

// smallSources is the size of sources that are read before there is any garbage to speak of.
const smallSources = 8 << 20

func (q *question) answer(ctx context.Context) (*report.Answer, error) {
	// A survey of any size needs a few megabytes, and little of it is garbage: collecting more often costs next
	// to nothing and keeps the program small. A small one needs no collecting.
	if size := totalSize(q.asked.Said().Sources); q.lean && (size < 0 || size > smallSources) {
		debug.SetGCPercent(25)
		twwidth.SetCacheCapacity(0) // of tables: it takes more than the counts, and tables are written once
	}
	return report.Run(ctx, q.asked)
}

// now is the moment of the run, nil where it does not matter.
func (d *desk) now() *dates.Instant {
	if d.Now == nil {
		return nil
	}
	now := dates.Instant(d.Now().UnixMicro())
	return &now
}

func (d *desk) metricCommand(m metric.Metric) *cobra.Command {
	var pairs []string
	for _, e := range m.Examples {
		pairs = append(pairs, e.Says, e.Command)
	}
	group, ask := "answers", d.answers
	if m.LedgerTraits != nil {
		group, ask = "ledgers", d.ledger
	}
	return &cobra.Command{
		Use: m.Name + " [flags] SOURCE...", Short: m.Short, Long: m.Long, GroupID: group,
		Example: examples(pairs...), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.run(cmd, args, func(v flags.Values) (*question, error) { return ask(m, v) })
		},
	}
}

// run settles the flags of a metric command, asks its question and writes the outputs.
func (d *desk) run(cmd *cobra.Command, args []string, ask func(flags.Values) (*question, error)) error {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	v, _, err := s.settle(cmd.Name(), d.offered.flagsOf(cmd.Name()))
	if err != nil {
		return err
	}
	outputs, err := parseOutputs(v.List("output"))
	if err != nil {
		return err
	}
	q, err := ask(v)
	if err != nil {
		return err
	}
	if len(args) == 0 && v.Is("explain") {
		return d.explainMetric(q)
	}
	sources, err := d.sources(args, q.asked)
	if err != nil {
		return err
	}
	if err := checkTargets(outputs, v.Text("rejects"), sources); err != nil {
		return err
	}
	return d.answerAndWrite(cmd.Context(), q, sources, outputs, v)
}

func (d *desk) answerAndWrite(ctx context.Context, q *question, sources []string, outputs []output, v flags.Values) error {
	rejects, err := d.openRejects(v.Text("rejects"), v.Is("raw"))
	if err != nil {
		return err
	}
	defer rejects.discard()
	shown := d.watch(sources, v.Is("quiet"))
	words := q.asked.Said()
	words.Sources, words.Reject, words.Dataset.Progress = sources, rejects.sink(), shown.sink()
	a, err := q.answer(ctx)
	shown.end()
	if a == nil {
		return errors.Join(err, rejects.commitIf(err))
	}
	if v.Is("explain") {
		d.explain(q, a, outputs)
	}
	return d.finish(a, outputs, rejects, v, err)
}

// sources checks the words of the command line, then turns its arguments into names of sources.
func (d *desk) sources(args []string, asked kind.Question) ([]string, error) {
	if _, err := asked.Ask(); err != nil {
		return nil, err
	}
	if len(args) == 0 {
		return nil, wrong("no source given: name a file, or - for standard input").Advise("cxcalc " + d.args[0] + " --help shows examples")
	}
	stdin := 0
	for _, name := range args {
		if name == "-" {
			stdin++
		}
		scheme, _, isURL := strings.Cut(name, "://")
		switch {
		case name == "":
			return nil, wrong("%q is not the name of a file", name)
		case stdin > 1:
			return nil, wrong("-: standard input can be read only once")
		case isURL && (scheme == "postgres" || scheme == "postgresql" || scheme == "clickhouse"):
			return nil, wrong("%s: databases cannot be read yet, expected a file", name)
		}
	}
	names, err := source.Expand(args)
	if err != nil {
		return nil, &problem.Error{Text: err.Error(), Err: err}
	}
	return names, nil
}

// finish writes everything, and says how the run ended. failed is the reason why there is no number.
func (d *desk) finish(a *report.Answer, outputs []output, rejects *rejectFile, v flags.Values, failed error) error {
	if err := rejects.commit(); err != nil {
		return err
	}
	if err := d.write(a.Document, outputs, v); err != nil {
		return err
	}
	if failed != nil {
		return failed
	}
	if a.Missed {
		if !v.Is("quiet") {
			for _, t := range a.Document.Thresholds {
				if !t.Passed {
					fmt.Fprintf(d.Err, "cxcalc: threshold missed: %s, but it is %s\n", t.Expression, actual(t))
				}
			}
		}
		return errMissed
	}
	return nil
}

func actual(t result.Threshold) string {
	switch {
	case t.Reason != "":
		return "held back, for n is below --min-n"
	case t.Actual == nil:
		return "n/a"
	}
	return fmt.Sprintf("%.6g", *t.Actual)
}

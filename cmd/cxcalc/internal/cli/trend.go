package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/history"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/trend"
)

func trendFrame() frame {
	return frame{
		name: "trend", use: "trend METRIC [flags] SOURCE...", short: "Trend: is it getting better, or up and down?",
		long: `The figure of each period, how much it changes from one to the next, and which periods are unusual.

The change is the slope of a line through the periods; each weighs as it is precise, and how much
they scatter is taken from themselves. The verdict is better or worse where a level line would
show such a slope in fewer than 5 of 100 cases, by the direction of the metric, and ~ where it
may be noise. A period without a figure stays a gap in time. Four periods are the least.

Control limits tell between which the figure lies as long as only chance is at work: a p-chart
for shares, XmR for other figures. Runs of points that chance alone seldom makes are named by the
eight rules of Nelson. Eight periods are the least.

In place of a metric and its sources there may be a history: a file with a JSON object a line, as
earlier runs left them, with metric, run, settings, period or null, and total.`,
		examples: []string{
			"Is the score getting better?", "cxcalc trend nps --period week responses.csv",
			"Customers lost, a row a month, for a chart", "cxcalc trend churn -o csv ledger.csv",
			"Fail when the score proves to fall", "cxcalc trend nps --period week --threshold 'slope_high>=0' responses.csv",
		},
		own: []flags.Flag{
			{Name: "metric", Default: "", Group: flags.Figures, Usage: "the `METRIC` of a history that has several"},
			{Name: "series", Default: []string(nil), Group: flags.Figures,
				Usage: "which `SERIES` of a history that has several of the metric, by number or name; repeat it for those that are one"},
			{Name: "threshold", Default: []string(nil), Group: flags.Figures,
				Usage: "exit with status 3 unless `EXPR` holds, such as slope_high>=0, or low>=20 for the change, or 2026-06.value>=30 for a period; repeatable"},
		},
		without: []string{"target", "sort", "head", "population", "definitions", "rfm", "board", "prior", "baseline", "invited"},
		alone:   []string{"confidence"},
		run:     (*desk).trend,
		matter:  func(o *over, before, sources []string) (*report.Matter, error) { return o.tendency(sources) },
	}
}

// sourcesOf are the sources of a command, none of which an output writes over.
func (d *desk) sourcesOf(o *over, outputs []output) ([]string, error) {
	sources, err := report.Sources(o.sources)
	if err != nil {
		return nil, err
	}
	return sources, d.checkTargets(outputs, nil, append(slices.Clone(sources), o.settler.file.name))
}

// trend answers the command and writes the outputs.
func (d *desk) trend(cmd *cobra.Command, o *over) error {
	outputs, err := parseOutputs(o.own.List("output"))
	if err != nil {
		return err
	}
	d.expect(outputs)
	if len(o.sources) == 0 {
		return wrong("no source given: name a file, or - for standard input").Advise("cxcalc trend --help shows examples")
	}
	sources, err := d.sourcesOf(o, outputs)
	if err != nil {
		return err
	}
	a, err := d.trendAnswer(cmd.Context(), o, sources)
	if err != nil {
		return err
	}
	return d.finish(a, dispatch{outputs: outputs}, o.own, nil)
}

// trendAnswer tells the trend of a metric in sources, or that of a history.
func (d *desk) trendAnswer(ctx context.Context, o *over, sources []string) (*report.Answer, error) {
	if len(o.metrics) > 0 {
		m, err := o.tendency(sources)
		if err != nil {
			return nil, err
		}
		return o.answer(ctx, m)
	}
	series, err := d.remembered(o, sources)
	if err != nil {
		return nil, err
	}
	gates, err := compare.Gates(o.own.List("threshold"), trend.Gated(series.Metric))
	if err != nil {
		return nil, err
	}
	return tendencyOf(series, gates)
}

// tendency is what is asked of the periods of a metric, and the document that follows from the answer.
func (o *over) tendency(sources []string) (*report.Matter, error) {
	m := o.metrics[0]
	switch {
	case len(o.metrics) > 1:
		return nil, wrong("trend takes one metric, but got %s", o.named).Advise("ask them one after the other")
	case o.own.Text("metric") != "":
		return nil, wrong("--metric chooses from a history, and %s is named already", m.Name)
	}
	gates, err := compare.Gates(o.own.List("threshold"), trend.Gated(m))
	if err != nil {
		return nil, err
	}
	confidence, by := 0.0, []string(nil)
	questions, err := o.ask(sources, func(_ metric.Metric, v flags.Values) {
		confidence, by = v.Number("confidence"), v.List("by")
		if v.Text("period") == "" {
			v["period"] = "month"
		}
	})
	if err != nil {
		return nil, err
	}
	if len(by) > 0 {
		return nil, wrong("--by %s makes a trend of each group, and trend tells one", by[0]).Advise("choose a group, such as --where '" + by[0] + "=VALUE'")
	}
	return &report.Matter{Questions: questions, Follow: func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		a := answers[0]
		if a.Err != nil {
			return &report.Answer{Err: a.Err}, nil
		}
		series, err := trend.Of(a.Document, m, confidence, func(place int) (metric.Evidence, error) { return a.Evidence([]int{place}, "") })
		if err != nil {
			return &report.Answer{Err: err}, nil
		}
		told, err := tendencyOf(series, gates)
		if err != nil {
			told = &report.Answer{Err: err}
		}
		return told, nil
	}}, nil
}

// tendencyOf is the trend of a series, held against thresholds.
func tendencyOf(series *trend.Series, gates []gate.Gate) (*report.Answer, error) {
	doc, err := series.Document()
	if err != nil {
		return nil, err
	}
	missed, err := compare.Pass(doc, gates)
	return &report.Answer{Document: doc, Missed: missed}, err
}

// remembered reads a history.
func (d *desk) remembered(o *over, sources []string) (*trend.Series, error) {
	if len(sources) > 1 {
		return nil, wrong("there is no metric %q, and trend reads one history, but got %d files", o.sources[0], len(sources)).
			Advise("name a metric before sources: " + strings.Join(d.offered.names(), ", "))
	}
	h, err := d.history(sources[0])
	if err != nil {
		return nil, err
	}
	name := o.own.Text("metric")
	if names := h.Metrics(); name == "" && len(names) == 1 {
		name = names[0]
	} else if name == "" {
		e := wrong("%s has several metrics: %s; which one?", sources[0], strings.Join(names, ", "))
		e.Flags = []string{"--metric", names[0]}
		return nil, e
	} else if !slices.Contains(names, name) {
		return nil, suggest(wrong("%s has no record of %q; it has %s", sources[0], name, strings.Join(names, ", ")), name, names)
	}
	m, ok := d.offered.find(name)
	if !ok {
		return nil, wrong("%s: %q is no metric that cxcalc knows", sources[0], name)
	}
	confidence, _ := o.own["confidence"].(float64)
	if !(confidence > 0 && confidence < 1) {
		return nil, wrong("--confidence %v is not between 0 and 1, such as 0.95", confidence)
	}
	parts, err := chosen(h.Parts(name), o.own.List("series"), sources[0])
	if err != nil {
		return nil, err
	}
	return h.Of(m, parts, confidence)
}

// chosen takes the series that the words name, by number or by name. Where there are several and no words, it asks.
func chosen(parts []history.Strand, words []string, file string) ([]history.Strand, error) {
	var taken []int
	for _, word := range words {
		at := slices.IndexFunc(parts, func(p history.Strand) bool { return p.Records[0].Name == word })
		if n, err := strconv.Atoi(word); err == nil {
			at = n - 1
		}
		if at < 0 || at >= len(parts) {
			return nil, wrong("--series %s: %s has %d series\n%s", word, file, len(parts), history.Listed(parts))
		}
		taken = append(taken, at)
	}
	if len(taken) == 0 && len(parts) > 1 {
		e := wrong("%s has several series of %s, of other sources, names or settings; which one?\n%s", file, parts[0].Records[0].Metric, history.Listed(parts))
		e.Flags = []string{"--series", "1"}
		return nil, e
	}
	if len(taken) == 0 {
		return parts, nil
	}
	slices.Sort(taken)
	var out []history.Strand
	for _, at := range slices.Compact(taken) {
		out = append(out, parts[at])
	}
	return out, nil
}

func (d *desk) history(name string) (*trend.Chronicle, error) {
	var in io.Reader = d.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("cannot read the history: %w", err)
		}
		defer f.Close()
		in = f
	}
	return trend.ReadChronicle(in, name)
}

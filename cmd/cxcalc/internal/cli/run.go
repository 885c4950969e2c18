package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/settings"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A question is what a metric command asks, once its flags are settled.
type question struct {
	kind.Question
	lean bool // counting takes next to no memory, so that collecting it often costs next to nothing
}

// smallSources is the size of sources that are read before there is any garbage to speak of.
const smallSources = 8 << 20

// tinySources is the size of sources that need no collecting at all: it would take a tenth of the run, and more memory than it
// gives back. Of those that take next to no memory to count it is the second.
const tinySources, tinyLean = 128 << 10, 1 << 20

// stayLean keeps the program small while it reads what takes next to no memory to count. A survey of any size needs
// a few megabytes, and little of it is garbage: collecting more often costs next to nothing. A small one needs no
// collecting.
func stayLean(sources []string, lean bool) {
	const often, seldom = 25, 400
	switch size := totalSize(sources); {
	case lean && (size < 0 || size > smallSources):
		debug.SetGCPercent(often)
		twwidth.SetCacheCapacity(0) // of tables: it takes more than the counts, and tables are written once
	case size >= 0 && size <= tinySources, lean && size <= tinyLean:
		debug.SetGCPercent(seldom)
	}
}

func (d *desk) metricCommand(m metric.Metric) *cobra.Command {
	var pairs []string
	for _, e := range m.Examples {
		pairs = append(pairs, e.Says, e.Command)
	}
	return &cobra.Command{
		Use: m.Name + " [flags] SOURCE...", Short: m.Short, Long: m.Long, GroupID: catalog.KindOf(m).Title,
		Example: examples(pairs...), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return d.run(cmd, args, m)
		},
	}
}

// run settles the flags of a metric command, asks its question and writes the outputs.
func (d *desk) run(cmd *cobra.Command, args []string, m metric.Metric) error {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	v, from, err := s.settle(m.Name, d.offered.flagsOf(m.Name), layering{})
	if err != nil {
		return err
	}
	return placed(d.runSettled(cmd, args, v, s, m), from)
}

// runSettled asks the question of a metric command and writes the outputs; s settles them anew.
func (d *desk) runSettled(cmd *cobra.Command, args []string, v flags.Values, s *settler, m metric.Metric) error {
	outputs, keep, err := outputsOf(v)
	if err != nil {
		return err
	}
	q, err := d.ask(m, v, func(layout []settings.Given) (flags.Values, error) {
		again, _, err := s.settle(m.Name, d.offered.flagsOf(m.Name), layering{layout: layout})
		return again, err
	})
	if err != nil {
		return err
	}
	if len(args) == 0 && v.Is("explain") {
		s := d.screen(v)
		return d.show([]byte(explanation(m, q.Definition(), nil, s, wordsOf(v))), s)
	}
	if len(args) == 0 {
		if form, err := blankForm(q); form != "" || err != nil {
			return errors.Join(err, d.show([]byte(form), d.screen(v)))
		}
	}
	d.expect(outputs)
	sources, err := d.sources(args, q)
	if err != nil {
		return err
	}
	read := append(filesOf(cmd.Flags(), v), s.file.name)
	if err := d.checkTargets(outputs, v, append(read, sources...)); err != nil {
		return err
	}
	if keep {
		return d.elsewhere(cmd, m.Kind, args, d.keepState(cmd.Context(), q, m, sources, outputs[0].file, v))
	}
	return d.elsewhere(cmd, m.Kind, args, d.answerAndWrite(cmd.Context(), q, sources, outputs, v))
}

// blankForm is what a question asks to be written where no source is named, "" for nothing.
func blankForm(q *question) (string, error) {
	if asked, ok := q.Question.(interface{ Form() (string, error) }); ok {
		return asked.Form()
	}
	return "", nil
}

// ask turns settled flags into a question. again settles them with what the layout of the sources says.
func (d *desk) ask(m metric.Metric, v flags.Values, again func(layout []settings.Given) (flags.Values, error)) (*question, error) {
	k := catalog.KindOf(m)
	asked, err := k.Asked(m, v)
	if err != nil {
		return nil, err
	}
	words := asked.Said()
	if words.Dataset.Layouts, err = d.layouts(); err != nil {
		return nil, err
	}
	words.Dataset.Stdin, words.Dataset.Pool, words.Drawer = d.In, d.pool, &d.drawer
	words.Now = d.now()
	words.Anew = func(layout []settings.Given) (kind.Question, error) {
		settled, err := again(layout)
		if err != nil {
			return nil, err
		}
		return k.Asked(m, settled)
	}
	return &question{asked, k.Lean}, nil
}

// now is the moment of the run, the same for all that it asks, so that it can be counted together; nil where it does not
// matter.
func (d *desk) now() *dates.Instant {
	if d.moment == nil && d.Now != nil {
		now := dates.Instant(d.Now().UnixMicro())
		d.moment = &now
	}
	return d.moment
}

func (d *desk) answerAndWrite(ctx context.Context, q *question, sources []string, outputs []output, v flags.Values) error {
	rejects, err := d.openRejects(v.Text("rejects"), v.Is("raw"))
	if err != nil {
		return err
	}
	defer rejects.discard()
	diary, err := d.openDiary(sources, v)
	if err != nil {
		return err
	}
	shown := d.watch(sources, v.Is("quiet"))
	words := q.Said()
	words.Sources, words.Reject, words.Dataset.Progress = sources, rejects.sink(), shown.sink()
	diary.listen(words)
	stayLean(sources, q.lean)
	a, err := report.Run(ctx, q.Question)
	shown.end()
	if a == nil {
		set := d.files.Edition()
		defer set.Discard()
		return errors.Join(err, rejects.joinIf(err, set))
	}
	to := dispatch{outputs: outputs, rejects: rejects}
	if err == nil {
		to.record = func() error { return diary.add(saying{Document: a.Document}) }
	}
	if v.Is("explain") && !isSilent(v) {
		d.explain(q, a, outputs, v)
	}
	return d.finish(a, to, v, err)
}

// sources checks the words of the command line, then turns its arguments into names of sources.
func (d *desk) sources(args []string, asked kind.Question) ([]string, error) {
	if _, err := asked.Ask(); err != nil {
		return nil, err
	}
	if len(args) == 0 {
		return nil, wrong("no source given: name a file, or - for standard input").Advise("cxcalc " + d.args[0] + " --help shows examples")
	}
	if i := slices.IndexFunc(args, isReport); i >= 0 {
		return nil, wrong("%s: a report file, expected one with rows", args[i]).Advise(reportOf(args[i]))
	}
	sources, err := report.Sources(args)
	if _, metric := d.offered.find(args[0]); err != nil && metric && len(args) > 1 {
		return nil, wrong("%s: no such file, but a metric of its own", args[0]).Advise(anotherMetric(args))
	}
	return sources, misspelt(err, args...)
}

// anotherMetric is the command of a metric whose name was given before the sources of another one.
func anotherMetric(args []string) string {
	var words []string
	for _, arg := range args {
		words = append(words, layout.ShellQuote(notFlag(arg)))
	}
	return "cxcalc " + strings.Join(words, " ")
}

// finish writes everything, and says how the run ended. failed is the reason why there is no number.
func (d *desk) finish(a *report.Answer, to dispatch, v flags.Values, failed error) error {
	to.silent = isSilent(v) && (!a.Missed || v.Is("warn-only")) && failed == nil
	c := render.Chapter{Document: a.Document}
	if failed != nil {
		c.Failure = firstLine(failed)
	}
	if err := d.write(render.Volume{Chapters: []render.Chapter{c}}, to, v); err != nil {
		return err
	}
	if failed != nil {
		return failed
	}
	if a.Missed {
		return d.missed("", a.Document, v)
	}
	return nil
}

// isSilent tells whether nothing at all is to be printed as long as nothing broke.
func isSilent(v flags.Values) bool { return v.Level("quiet") > 1 }

// missed tells which thresholds were missed. The error says so, unless it is but a warning.
func (d *desk) missed(whose string, doc *result.Document, v flags.Values) error {
	mark, end := "", errMissed
	if v.Is("warn-only") {
		mark, end = "warning: ", nil
	}
	for _, t := range doc.Thresholds {
		if !t.Passed && (!v.Is("quiet") || isSilent(v) || end == nil) { // a warning has no status that would tell
			fmt.Fprintf(d.Err, "cxcalc: %s%sthreshold missed: %s, but it is %s\n", mark, whose, visible.Text(t.Expression), actual(t))
		}
	}
	return end
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

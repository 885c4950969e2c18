package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

func (d *desk) reportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "report [flags] FILE.yaml", Short: "Report: several questions from one file, every source read once", GroupID: "several",
		Long: `A report file has the keys title, sources, defaults, questions and outputs:

  title: Customers, June
  sources: [responses.csv]
  defaults: {tz: Europe/Madrid}
  questions:
    - metric: nps
      by: region
      threshold: [low>=20]
    - metric: churn
      sources: [ledger.csv]
  outputs: [table, json=report.json]

A question has the flags of its metric as keys, and metric, name and sources. In place of metric
there may be compare, with before and sources as its sides, or trend. by: {nps: group} with key: COL
tells a question by what another one calls the same customers, as link does. What stands in
defaults is for all questions, and sources for all that name none. Files are named relative to
the report file, in outputs, too; -o replaces the outputs.

A question that fails does not keep the others back: the exit status is 1, or else 3 when a
threshold was missed.`,
		Example: examples("All answers of a report, one below the other", "cxcalc report report.yaml", "As one JSON document", "cxcalc report -o json report.yaml"),
		Args:    oneReport, RunE: d.answerReport,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return []string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	addFlags(cmd.Flags(), flags.Join(reportFlags(), ownReportFlags()))
	d.offer(cmd, "output", words(formatWords()...))
	cmd.AddCommand(d.reportInitCommand(), d.reportSchemaCommand())
	return cmd
}

// ownReportFlags are those that no other command has.
func ownReportFlags() []flags.Flag {
	return []flags.Flag{{Name: "dry-run", Default: false, Group: flags.Output, Usage: "say what would be read, asked and written, and look at the first rows only"}}
}

// singleFlags are the flags of output that make sense for one document only.
var singleFlags = []string{"rejects", "explain"}

// keptFlags are the flags of output that make sense for the answers of metrics only.
var keptFlags = []string{"history"}

// reportFlags lists the flags of the command: those of output that make sense for several documents.
func reportFlags() []flags.Flag {
	return slices.DeleteFunc(outputFlags(), func(f flags.Flag) bool { return slices.Contains(singleFlags, f.Name) })
}

// checkMissing refuses variables of flags that a command does not have: they would count for nothing.
func (d *desk) checkMissing(command string, missing []string) error {
	for _, flag := range missing {
		if name := envName(flag); d.Getenv(name) != "" {
			return wrong("%s: %s has no --%s", name, command, flag).Advise("take it away, or ask one metric by its own command")
		}
	}
	return nil
}

// oneReport refuses anything but the name of one file.
func oneReport(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return wrong("no report file given").Advise("cxcalc report --help shows one")
	case len(args) > 1:
		return wrong("report takes one file, but got %q, too", args[1])
	case args[0] == "-":
		return wrong("-: a report is a file with a name, since sources are named relative to it")
	}
	return nil
}

// answerReport answers the questions of a report file and writes the outputs.
func (d *desk) answerReport(cmd *cobra.Command, args []string) error {
	r, err := d.readReport(args[0])
	if err != nil {
		return d.noReport(cmd, args[0], err)
	}
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	if err := d.checkMissing("report", singleFlags); err != nil {
		return err
	}
	v, by, err := s.settle("", flags.Join(reportFlags(), ownReportFlags()), layering{report: r.Outputs})
	if err != nil {
		return err
	}
	outputs, err := reportOutputs(r, v, by["output"].by == byReport)
	if err != nil {
		return err
	}
	if err := r.Find(); err != nil {
		return err
	}
	lean, err := d.askAll(r, s)
	if err != nil {
		return err
	}
	if err := r.Check(); err != nil {
		return err
	}
	sources := r.Sources()
	if err := d.checkTargets(outputs, v, append(slices.Clone(sources), args[0])); err != nil {
		return err
	}
	stayLean(sources, lean)
	if v.Is("dry-run") { // which touches no history either
		return d.plan(cmd.Context(), r, outputs)
	}
	return d.answerAll(cmd.Context(), r, outputs, v)
}

// answerAll reads for all questions of a report, and writes the outputs.
func (d *desk) answerAll(ctx context.Context, r *report.Report, outputs []output, v flags.Values) error {
	sources := r.Sources()
	diary, err := d.openDiary(sources, v)
	if err != nil {
		return err
	}
	shown := d.watch(sources, v.Is("quiet"))
	err = r.Answer(ctx, func(words *kind.Words) {
		words.Dataset.Progress = shown.sink()
		diary.listen(words)
	})
	shown.end()
	if err != nil {
		return err
	}
	return d.publish(r, outputs, diary, v)
}

// verbs are the ways in which a report may ask for metrics.
func (d *desk) verbs() []report.Verb {
	plain := report.Verb{Name: report.Plain, Usage: "what is computed", Flags: make(map[string][]flags.Flag)}
	for _, m := range d.offered {
		plain.Flags[m.Name] = questionFlags(m)
	}
	list := []report.Verb{plain}
	for _, f := range frames() {
		if f.matter == nil {
			continue
		}
		f.own = slices.DeleteFunc(f.own, func(own flags.Flag) bool { return own.Name == report.Plain }) // which is a verb
		v := report.Verb{Name: f.name, Usage: f.short, Several: f.sides, Sides: f.sides, Own: f.own, Flags: make(map[string][]flags.Flag)}
		for _, m := range d.offered {
			v.Flags[m.Name] = flags.Join(f.own, f.questionFlags(m))
		}
		list = append(list, v)
	}
	return list
}

// readReport reads a report file.
func (d *desk) readReport(name string) (*report.Report, error) {
	text, unread := readWhole(name)
	if unread != nil {
		return nil, unread
	}
	return report.Read(name, text, report.Offer{Verbs: d.verbs(), Variable: func(name string) (string, bool) {
		value := d.Getenv(name)
		return value, value != ""
	}})
}

// reportOutputs understands the outputs of a report. Those that its file names lie beside it.
func reportOutputs(r *report.Report, v flags.Values, written bool) ([]output, error) {
	place := ""
	if written {
		place = r.Outputs[0].Words + ": "
	}
	outputs, err := parseOutputs(v.List("output"))
	var e *problem.Error
	if errors.As(err, &e) && written { // the advice would be about the command line
		meant := e.Replace[1]
		if e = problem.Wrong(place, err); meant != "" {
			e.Hint = "did you mean " + strconv.Quote(meant) + "?"
		}
		return nil, e
	}
	if err != nil {
		return nil, err
	}
	for i, out := range outputs {
		if written {
			outputs[i].file = r.Beside(out.file)
		}
		if out.format.Several == nil && len(r.Items) > 1 {
			return nil, wrong("%s%s holds one answer, and the report has %d questions", place, out.format.Name, len(r.Items)).
				Advise("ndjson has one group a line with the name of its question, json whole documents")
		}
	}
	return outputs, nil
}

// askAll settles the flags of every question. lean tells whether all of them take next to no memory.
func (d *desk) askAll(r *report.Report, s *settler) (lean bool, err error) {
	lean = true
	for _, x := range r.Items {
		one := false
		if f, ok := frameOf(x.Verb); ok {
			one, err = d.askOver(x, s, f)
		} else if x.Label != nil {
			err = d.askLabelled(r, x, s)
		} else {
			one, err = d.askPlain(x, s)
		}
		if err != nil {
			return false, err
		}
		lean = lean && one
	}
	return lean, nil
}

// askOver asks for a comparison or a trend, as their commands do.
func (d *desk) askOver(x *report.Piece, s *settler, f frame) (lean bool, err error) {
	o, err := d.overIn(x, s, f)
	if err != nil {
		return false, err
	}
	x.Matter, err = f.matter(o, x.Before, x.Sources)
	return o.lean, x.Told(err)
}

// askPlain asks for a metric, as its command does.
func (d *desk) askPlain(x *report.Piece, s *settler) (lean bool, err error) {
	m, _ := d.offered.find(x.Metric)
	list := questionFlags(m)
	if err := d.checkVariables(list); err != nil {
		return false, err
	}
	v, _, err := s.settle(x.Metric, list, layering{report: x.Given})
	if err != nil {
		return false, err
	}
	q, err := d.ask(m, v, func(layout []settings.Given) (flags.Values, error) {
		again, _, err := s.settle(x.Metric, list, layering{x.Given, layout})
		return again, err
	})
	if err != nil {
		return false, x.Told(err)
	}
	q.Said().Sources = x.Sources
	x.Matter = report.Single(q.Question)
	return q.lean, nil
}

// checkVariables refuses variables that would reach every question of a report and mean something else for each.
func (d *desk) checkVariables(list []flags.Flag) error {
	for _, f := range list {
		if name := envName(f.Name); f.PerMetric && d.Getenv(name) != "" {
			return wrong("%s: it means something else for every metric, and a report may ask several", name).
				Advise("put " + f.Name + " into the questions, and unset the variable")
		}
	}
	return nil
}

// publish writes the answers of a report, and says how it ended.
func (d *desk) publish(r *report.Report, outputs []output, diary *diary, v flags.Values) error {
	volume := render.Volume{Title: r.Title, Text: r.Text}
	var end error
	var told []saying
	answered, broke := false, false
	for _, x := range r.Items {
		c := render.Chapter{Name: x.Name, Command: x.Command(), Text: x.Text, Document: x.Answer.Document}
		if x.Answer.Err != nil {
			c.Failure = firstLine(x.Answer.Err)
		}
		if x.Answer.Err == nil && x.Verb == report.Plain && x.Label == nil {
			told = append(told, saying{x.OwnName, c.Document})
		}
		answered, broke = answered || c.Document != nil, broke || x.Answer.Err != nil || x.Answer.Missed && !v.Is("warn-only")
		volume.Chapters = append(volume.Chapters, c)
	}
	if !answered {
		outputs = obeyedOf(outputs)
	}
	if len(outputs) > 0 || answered {
		to := dispatch{outputs: outputs, silent: isSilent(v) && !broke, record: func() error { return diary.add(told...) }}
		if err := d.write(volume, to, v); err != nil {
			return err
		}
	}
	for _, x := range r.Items {
		switch {
		case x.Answer.Err != nil:
			d.tell(whose(x.Name), x.Answer.Err)
			end = errTold
		case x.Answer.Missed:
			if missed := d.missed(whose(x.Name), x.Answer.Document, v); end == nil {
				end = missed
			}
		}
	}
	return end
}

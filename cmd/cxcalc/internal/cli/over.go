package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

// A frame is a command that asks something about metrics: COMMAND METRIC[,METRIC...] [flags] SOURCE...
type frame struct {
	name, use, short, long string
	examples               []string     // words and commands by turns
	own                    []flags.Flag // of the command itself
	without                []string     // flags of metrics that make no sense here, or that are the command's own
	alone                  []string     // flags of metrics that make sense without one; nil where a metric is a must
	run                    func(d *desk, cmd *cobra.Command, o *over) error
	sides                  bool // several metrics, and sources to compare with
	// matter is what a report asks by it, with the sources before nil where there are none; nil where a report cannot.
	matter func(o *over, before, sources []string) (*report.Matter, error)
	// bare answers what takes sources and no metric, where one of the flags of bareBy is given, or always without them; nil for
	// nothing.
	bare   func(d *desk, cmd *cobra.Command, args []string) error
	bareBy []string
	fields []result.Field // that it adds to those of metrics, for explain; nil for a command that explain does not know
	group  string         // heads the command in help; "" for that of commands over metrics
}

// frames lists such commands in the order of help.
func frames() []frame {
	return []frame{linkFrame(), compareFrame(), trendFrame(), sampleFrame(), sqlFrame(), finishFrame()}
}

// frameOf returns the frame of a command; ok is false for others.
func frameOf(name string) (f frame, ok bool) {
	all := frames()
	i := slices.IndexFunc(all, func(f frame) bool { return f.name == name })
	if i < 0 {
		return f, false
	}
	return all[i], true
}

func (d *desk) frameCommand(f frame) *cobra.Command {
	return &cobra.Command{
		Use: f.use, Short: f.short, Long: f.long, Example: examples(f.examples...), GroupID: cmp.Or(f.group, "several"), Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.bare != nil && (f.bareBy == nil || slices.ContainsFunc(f.bareBy, cmd.Flags().Changed)) {
				return f.bare(d, cmd, args)
			}
			o, err := d.overOf(cmd, args, f)
			if err == nil {
				err = f.run(d, cmd, o)
			}
			if o == nil {
				return err
			}
			return o.told(err)
		},
	}
}

// flagsOfFrame lists the flags of such a command: its own, and those of every metric.
func (d *desk) flagsOfFrame(f frame) []flags.Flag {
	lists := [][]flags.Flag{f.commandFlags()}
	for _, m := range d.offered {
		lists = append(lists, f.questionFlags(m))
	}
	return eachOnce(lists...)
}

// commandFlags are those that the command understands itself.
func (f frame) commandFlags() []flags.Flag {
	kept := slices.DeleteFunc(reportFlags(), func(o flags.Flag) bool {
		return slices.Contains(keptFlags, o.Name) || slices.Contains(f.without, o.Name)
	})
	return flags.Join(kept, f.own)
}

// questionFlags are those of a metric that make sense here.
func (f frame) questionFlags(m metric.Metric) []flags.Flag {
	return slices.DeleteFunc(questionFlags(m), func(q flags.Flag) bool {
		return slices.Contains(f.without, q.Name) || slices.ContainsFunc(f.own, func(own flags.Flag) bool { return own.Name == q.Name })
	})
}

// An over is what a command line asks about metrics.
type over struct {
	desk    *desk
	frame   frame
	settler *settler
	named   string // the metrics as the line names them
	metrics []metric.Metric
	own     flags.Values // of the command and of output
	given   map[string]bool
	sources []string // what stands behind the metrics
	dash    int      // how many of them stand before --; -1 without one
	lean    bool     // counting takes next to no memory

	report []settings.Given // what a report file says in place of the line; nil without one
}

// overOf understands the command line as far as it is the same for all such commands.
func (d *desk) overOf(cmd *cobra.Command, args []string, f frame) (*over, error) {
	if len(args) == 0 {
		return nil, wrong("%s what? Name a metric: %s", f.name, strings.Join(d.offered.names(), ", ")).
			Advise("cxcalc " + f.name + " --help shows examples")
	}
	o := &over{desk: d, frame: f, named: args[0], sources: args[1:], dash: cmd.ArgsLenAtDash(), given: make(map[string]bool)}
	if o.dash >= 0 {
		o.dash = max(o.dash-1, 0)
	}
	var err error
	if o.metrics, err = d.metricsNamed(args[0]); err != nil && f.alone != nil && (args[0] == "-" || strings.ContainsAny(args[0], "./")) {
		o.named, o.sources, err = "a history", args, nil // a file stands in place of a metric
	}
	if err != nil {
		return nil, d.forgotten(cmd, f, args, err)
	}
	if err := o.settle(cmd.Flags()); err != nil {
		return nil, err
	}
	return o, nil
}

// settle settles the flags of the command itself, and refuses those of metrics that are not asked for.
func (o *over) settle(set *pflag.FlagSet) (err error) {
	d, f := o.desk, o.frame
	if o.settler, err = d.settler(set); err != nil {
		return err
	}
	if err := d.checkMissing(f.name, slices.Concat(singleFlags, keptFlags)); err != nil {
		return err
	}
	if err := o.checkOwners(set); err != nil {
		return err
	}
	if err := d.checkFrameEnvironment(f); err != nil {
		return err
	}
	var from map[string]layer
	o.own, from, err = o.settler.settle("", o.ownFlags(), layering{})
	for name := range from {
		o.given[name] = true
	}
	return err
}

// overIn understands a question of a report as the command line that it would be.
func (d *desk) overIn(x *report.Piece, s *settler, f frame) (o *over, err error) {
	o = &over{desk: d, frame: f, settler: s, named: x.Metric, dash: -1, given: make(map[string]bool), report: append([]settings.Given{}, x.Given...)}
	for _, g := range x.Given {
		o.given[g.Flag] = true
	}
	if o.metrics, err = d.metricsNamed(x.Metric); err != nil {
		return nil, err
	}
	if err := d.checkFrameEnvironment(f); err != nil {
		return nil, err
	}
	for _, m := range o.metrics {
		if err := d.checkVariables(f.questionFlags(m)); err != nil {
			return nil, err
		}
	}
	var from map[string]layer
	o.own, from, err = s.settle("", f.own, layering{report: x.Given})
	for name := range from {
		o.given[name] = true
	}
	return o, err
}

// checkFrameEnvironment refuses variables of flags that metrics have, too, and that mean something else for them.
func (d *desk) checkFrameEnvironment(f frame) error {
	for _, own := range f.own {
		if name := envName(own.Name); d.Getenv(name) != "" && d.offered.owner(own.Name, "") != "" {
			return wrong("%s: --%s of %s is not that of metrics, and a variable would be for both", name, own.Name, f.name).
				Advise("unset it, and give --" + own.Name + " on the line")
		}
	}
	return nil
}

// forgotten adds to the refusal of a metric that is a file the command with the metric that the file answers.
func (d *desk) forgotten(cmd *cobra.Command, f frame, args []string, err error) error {
	if !isFile(args[0]) || isReport(args[0]) {
		return err
	}
	if _, metric, failed := d.answering(cmd, args[:1], false); failed == nil && metric != "" {
		return wrong("%v", err).Advise(quoted(slices.Concat([]string{"cxcalc", f.name, metric}, d.args[1:])))
	}
	return err
}

// metricsNamed finds the metrics of a list such as "nps,csat".
func (d *desk) metricsNamed(list string) (out []metric.Metric, err error) {
	for name := range strings.SplitSeq(list, ",") {
		m, ok := d.offered.find(strings.TrimSpace(name))
		switch {
		case !ok:
			e := wrong("there is no metric %q; the metrics are %s", name, strings.Join(d.offered.names(), ", "))
			if near := layout.Suggest(name, d.offered.names()); len(near) > 0 {
				e.Replace = [2]string{list, strings.Replace(list, name, near[0], 1)}
			}
			return nil, e
		case slices.ContainsFunc(out, func(o metric.Metric) bool { return o.Name == m.Name }):
			return nil, wrong("%q names %s twice", list, m.Name)
		}
		out = append(out, m)
	}
	return out, nil
}

// ownFlags are those of the command itself, and without a metric those of metrics that make sense all the same.
func (o *over) ownFlags() []flags.Flag {
	list := o.frame.commandFlags()
	if len(o.metrics) > 0 {
		return list
	}
	return append(list, slices.DeleteFunc(kind.Flags(), func(f flags.Flag) bool { return !slices.Contains(o.frame.alone, f.Name) })...)
}

// checkOwners refuses flags of metrics that are not asked for: they would count for nothing.
func (o *over) checkOwners(set *pflag.FlagSet) (err error) {
	list := o.ownFlags()
	for _, m := range o.metrics {
		list = append(list, o.frame.questionFlags(m)...)
	}
	set.Visit(func(f *pflag.Flag) {
		o.given[f.Name] = true
		known := f.Name == "config" || f.Name == "help" || slices.ContainsFunc(list, func(l flags.Flag) bool { return l.Name == f.Name })
		if !known && err == nil {
			err = wrong("--%s is of %s, and %s has no such flag", f.Name, o.desk.offered.owner(f.Name, ""), o.named)
		}
	})
	return err
}

// ask returns a question of each metric about some sources; with changes settled flags, nil for nothing.
func (o *over) ask(sources []string, with func(m metric.Metric, v flags.Values)) ([]kind.Question, error) {
	o.lean = true
	var out []kind.Question
	for _, m := range o.metrics {
		list := o.frame.questionFlags(m)
		settle := func(layout []settings.Given) (flags.Values, map[string]layer, error) {
			v, from, err := o.settler.settle(m.Name, list, layering{o.report, layout})
			if err == nil && with != nil {
				with(m, v)
			}
			return v, from, err
		}
		v, from, err := settle(nil)
		if err != nil {
			return nil, err
		}
		q, err := o.desk.ask(m, v, func(layout []settings.Given) (flags.Values, error) {
			again, _, err := settle(layout)
			return again, err
		})
		if err == nil {
			_, err = q.Ask()
		}
		if err != nil {
			if err = o.of(m, err); o.report == nil { // which tells the places itself
				err = placed(err, from)
			}
			return nil, err
		}
		q.Said().Sources, o.lean = sources, o.lean && q.lean
		out = append(out, q.Question)
	}
	return out, nil
}

// answer settles a matter, and shows on a terminal how far it is.
func (o *over) answer(ctx context.Context, m *report.Matter) (*report.Answer, error) {
	sources := report.SourcesOf([]*report.Matter{m})
	stayLean(sources, o.lean)
	shown := o.desk.watch(sources, o.own.Is("quiet"))
	answers, err := report.Settle(ctx, []*report.Matter{m}, func(words *kind.Words) { words.Dataset.Progress = shown.sink() })
	shown.end()
	if err != nil {
		return nil, err
	}
	return answers[0], answers[0].Err
}

// of names the metric that an error is about, where there are several.
func (o *over) of(m metric.Metric, err error) error {
	var e *problem.Error
	if err == nil || len(o.metrics) == 1 || !errors.As(err, &e) {
		return err
	}
	named := *e
	named.Text = fmt.Sprintf("%s: %s", m.Name, e.Text)
	return &named
}

// told makes advice to ask another metric one about the list of metrics: the first word of the line is the command.
func (o *over) told(err error) error {
	var e *problem.Error
	if !errors.As(err, &e) || e.Instead == "" {
		return err
	}
	told := *e
	told.Instead, told.Replace = "", [2]string{o.named, e.Instead}
	return &told
}

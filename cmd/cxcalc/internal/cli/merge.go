package cli

import (
	"context"
	"errors"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/settings"
	"github.com/cxcalc/cxcalc/pkg/state"
)

func (d *desk) mergeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "merge [flags] STATE...", Short: "Merge: one answer from parts that were read apart", GroupID: "several",
		Long: `-o state writes what the rows of a source say to a question, before anything is judged: the
different combinations of the wanted cells, and how many rows have each. merge adds such parts and
answers the question about all of them, as if they were one file: with --no-places the document of all
rows has the same bytes. Words, scales and dates that one part does not tell are decided over all.

All parts have to be of the same question, with the same flags and columns; the first difference is
named. A source that two parts have read is refused, as is a part that was cut off or changed.
With -o state again, parts can be merged in any order and in any number of steps.

A part has the wanted cells as they stand, the first rows with the labels beside them, and hashes of
what shall only show whether it repeats: who may not see the cells should not see it.`,
		Example: examples("Months that were read apart", "for m in 04 05 06; do cxcalc nps -o $m.state monthly/2026-$m.csv; done && cxcalc merge *.state",
			"Two parts as one part of more", "for m in 04 05; do cxcalc nps -o $m.state monthly/2026-$m.csv; done && cxcalc merge -o both.state 04.state 05.state"),
		Args: cobra.ArbitraryArgs,
		RunE: d.merge,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{stateName}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	addFlags(cmd.Flags(), mergeFlags())
	d.offer(cmd, "output", completeKept)
	return cmd
}

// unmerged are the flags of output that are about single rows of sources.
var unmerged = []string{"rejects", "history"}

func mergeFlags() []flags.Flag {
	return slices.DeleteFunc(outputFlags(), func(f flags.Flag) bool { return slices.Contains(unmerged, f.Name) })
}

// merge answers the question of states about all of their rows.
func (d *desk) merge(cmd *cobra.Command, args []string) error {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	if err := d.checkMissing("merge", unmerged); err != nil {
		return err
	}
	v, _, err := s.settle("", mergeFlags(), layering{})
	if err != nil {
		return err
	}
	outputs, keep, err := outputsOf(v)
	if err != nil {
		return err
	}
	names, held, err := readStates(args)
	if err != nil {
		return err
	}
	first := held[names[0]].Preamble
	q, err := d.askAgain(names[0], first)
	if err != nil {
		return err
	}
	d.expect(outputs)
	if err := d.checkTargets(outputs, v, names); err != nil {
		return err
	}
	words := q.Said()
	words.Sources, words.Dataset.Held = names, held
	if keep {
		return d.partsAnew(names[0], first, d.mergeInto(cmd.Context(), q, outputs[0].file, first.Plan))
	}
	a, err := report.Run(cmd.Context(), q.Question)
	if err = d.partsAnew(names[0], first, err); a == nil {
		return err
	}
	if v.Is("explain") && !isSilent(v) {
		d.explain(q, a, outputs, v)
	}
	return d.finish(a, dispatch{outputs: outputs}, v, err)
}

// partsAnew has a question about states advise the command that made the first, since what it asks for belongs to the parts.
func (d *desk) partsAnew(name string, of state.Preamble, err error) error {
	var e *problem.Error
	if !errors.As(err, &e) || len(e.Flags) == 0 && len(e.Senses) == 0 && e.Replace[0] == "" {
		return err
	}
	line := []string{of.Metric}
	m, _ := d.offered.find(of.Metric)
	for _, s := range of.Plan {
		i := slices.IndexFunc(questionFlags(m), func(f flags.Flag) bool { return f.Name == s.Flag })
		_, alone := questionFlags(m)[i].Default.(bool)
		for _, text := range s.Texts {
			if line = append(line, "--"+s.Flag); !alone {
				line = append(line, text)
			}
		}
	}
	line = append(line, "-o", stateName+"="+name)
	for _, s := range of.Sources {
		line = append(line, s.Name)
	}
	d.args = line
	return &meantError{err, "that is said when the parts are read: read each of them again with the flag below, as here the first, and merge them"}
}

// readStates reads states, which have to be of the same question.
func readStates(args []string) (names []string, held map[string]*state.Holding, err error) {
	if len(args) == 0 {
		return nil, nil, wrong("no state given: name the files that -o state has written").Advise("cxcalc merge --help shows how")
	}
	if names, err = report.Sources(args); err != nil {
		return nil, nil, err
	}
	held = make(map[string]*state.Holding)
	var parents []state.Parent
	for _, name := range names {
		h, err := readState(name)
		if err != nil {
			return nil, nil, err
		}
		if first, ok := held[names[0]]; ok {
			if err := first.Fits(names[0], &h.Preamble, name); err != nil {
				return nil, nil, err
			}
		}
		held[name] = h
		parents = append(parents, h.Sources...)
	}
	return names, held, distinct(parents)
}

func readState(name string) (*state.Holding, error) {
	if name == "-" {
		return nil, wrong("-: states are files: merge reads none from a pipe").Advise("cxcalc merge a.state b.state")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, wrong("%v", err)
	}
	defer f.Close()
	return state.Read(f, name)
}

// askAgain asks what a state was made for.
func (d *desk) askAgain(name string, of state.Preamble) (*question, error) {
	m, ok := d.offered.find(of.Metric)
	if !ok {
		return nil, wrong("%s: a state of %q, which is no metric here", name, of.Metric)
	}
	v, err := settledBy(m, name, of.Plan, nil)
	if err != nil {
		return nil, err
	}
	for _, s := range of.Plan {
		if s.File == "" {
			continue
		}
		now, err := digestOf(s.Texts[0])
		if err != nil {
			return nil, err
		}
		if now != s.File {
			return nil, wrong("%s: --%s %s is not what it was when the state was made", name, s.Flag, s.Texts[0])
		}
	}
	return d.ask(m, v, func(layout []settings.Given) (flags.Values, error) { return settledBy(m, name, of.Plan, layout) })
}

// settledBy settles the flags of a plan, and behind them what the layout of the sources says.
func settledBy(m metric.Metric, name string, plan []state.Setting, layout []settings.Given) (flags.Values, error) {
	list := questionFlags(m)
	given := slices.Clone(layout)
	for _, s := range plan {
		i := slices.IndexFunc(list, func(f flags.Flag) bool { return f.Name == s.Flag })
		if i < 0 {
			return nil, wrong("%s: %s has no flag --%s", name, m.Name, s.Flag)
		}
		_, several := list[i].Default.([]string)
		texts := slices.Clone(s.Texts)
		if at := slices.IndexFunc(layout, func(g settings.Given) bool { return g.Flag == s.Flag }); at >= 0 && list[i].Adds {
			texts = append(texts, layout[at].Texts...)
		}
		given = append(given, settings.Given{Flag: s.Flag, Words: name + ": --" + s.Flag, Texts: texts, List: several})
	}
	return settings.Settle(list, given)
}

// mergeInto writes one state of several.
func (d *desk) mergeInto(ctx context.Context, q *question, file string, plan []state.Setting) error {
	h, err := report.Keep(ctx, q.Question)
	if err != nil {
		return err
	}
	h.Plan = plan
	return d.writeState(h, file)
}

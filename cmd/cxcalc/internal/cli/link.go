package cli

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/link"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// causes heads the commands in help that say why.
const causes = "Causes"

// columnLabel stands in place of a metric where the text of a column is the label.
const columnLabel = "column"

func linkFrame() frame {
	return frame{
		name: "link", use: "link FILE=METRIC[:COL] FILE=METRIC[:COL]... [flags]", short: "Link: do happy customers stay?", group: causes,
		long: `Joins exports on one key, on this computer. What the first file says of each customer is a label:
detractor, passive or promoter of nps; satisfied or not; missed of contacts; late of delivery; yes
or no of share. Every further file is an outcome, which is told by these labels: churn, revenue,
another score.

Each argument is a file, or a quoted pattern, with the metric that is asked of it, and behind a
colon the column with the answers or states; - is standard input. FILE=column:COL takes the text of a column for the
label, such as a plan. Flags reach every side that has them; STEM=VALUE is for one file alone, by
its name without the ending: --key survey=Email,ledger=customer_email, --time survey=answered_at, or
--where ledger:region=EU.

Of several answers of a customer the latest counts. Who is in the outcome and has no label is a
group of its own, without a name, and in no test. Of several periods or rows of a customer, tests and
each_pct count that customer once: lost in any, missed in any. A key that stands for a group, such as a branch,
has figures on both sides, and how far they rise together is told by a rank correlation.

Nobody is named: --list gives examples of keys that are on one side only. --min-n holds back labels
of few customers.`,
		examples: []string{
			"Do detractors leave?", "cxcalc link answers.csv=nps ledger.csv=churn --key customer",
			"What do customers say whose calls were missed?", "cxcalc link phone.csv=contacts answers.csv=nps --key customer --fold",
			"Revenue kept by what they said, as JSON", "cxcalc link answers.csv=nps ledger.csv=revenue --key customer -o json",
		},
		own: []flags.Flag{
			{Name: "key", Default: "", Group: flags.Columns, Usage: "the `COL` that all files have in common, or STEM=COL,STEM=COL for each by its name without the ending"},
			{Name: "fold", Default: false, Group: flags.Columns, Usage: "keys are the same in upper or lower case, with blanks, zeros before or behind, or an apostrophe"},
			{Name: "unit", Default: "auto", Group: flags.Columns, Usage: "the key stands for a `UNIT`: " + flags.Listed(link.Units(), "or")},
			{Name: "earned", Default: []string(nil), Group: flags.Figures, Usage: "the `LABEL` of customers who came by referral, for earned growth beside revenue; repeatable"},
			{Name: "list", Default: false, Group: flags.Output, Usage: "name some of the keys that are on one side only"},
			{Name: "threshold", Default: []string(nil), Group: flags.Figures,
				Usage: "exit with status 3 unless `EXPR` holds, such as trend_p<0.05, or promoter.value<=2 for a label; repeatable"},
		},
		without: []string{"target", "by", "period", "sort", "head", "population", "invited", "definitions", "rfm", "board", "prior", "baseline", "weights", "max-groups"},
		fields:  slices.Concat(link.GroupFields("", result.Number), link.EachFields("hit"), link.Fields(result.Number, 0)),
		bare:    (*desk).link,
	}
}

// A linking is what a command line asks to be joined.
type linking struct {
	*over
	link.Joining
	keys map[string]string // by stem; "" for all
}

// link answers the command and writes the outputs.
func (d *desk) link(cmd *cobra.Command, args []string) error {
	l, err := d.linking(cmd, args)
	if err != nil {
		return err
	}
	outputs, err := parseOutputs(l.own.List("output"))
	if err != nil {
		return err
	}
	for _, out := range outputs {
		if out.format.Several == nil && len(l.Outcomes) > 1 {
			return wrong("%s holds one answer, and %d outcomes make as many", out.format.Name, len(l.Outcomes)).Advise("ask one outcome, or write json or html")
		}
	}
	d.expect(outputs)
	if err := d.checkTargets(outputs, nil, append(l.files(), l.settler.file.name)); err != nil {
		return err
	}
	matters, err := l.Matters()
	if err != nil {
		return err
	}
	return l.tell(cmd.Context(), matters, outputs)
}

// tell answers all outcomes, and writes them.
func (l *linking) tell(ctx context.Context, matters []*report.Matter, outputs []output) error {
	sources := l.files()
	shown := l.desk.watch(sources, l.own.Is("quiet"))
	answers, err := report.Settle(ctx, matters, func(words *kind.Words) { words.Dataset.Progress = shown.sink() })
	shown.end()
	if err != nil {
		return err
	}
	var chapters []render.Chapter
	for i, a := range answers {
		if a.Err != nil {
			return withinLink(a.Err)
		}
		chapters = append(chapters, render.Chapter{Name: l.chapter(i), Command: "link", Document: a.Document})
	}
	if len(answers) == 1 {
		return l.desk.finish(answers[0], dispatch{outputs: outputs}, l.own, nil)
	}
	missed := slices.ContainsFunc(answers, func(a *report.Answer) bool { return a.Missed })
	if err := l.desk.write(render.Volume{Chapters: chapters}, dispatch{outputs: outputs, silent: isSilent(l.own) && (!missed || l.own.Is("warn-only"))}, l.own); err != nil {
		return err
	}
	var end error
	for i, a := range answers {
		if a.Missed {
			if err := l.desk.missed(whose(chapters[i].Name), a.Document, l.own); end == nil {
				end = err
			}
		}
	}
	return end
}

// chapter is the name of an outcome, with its file where two are of one metric.
func (l *linking) chapter(i int) string {
	name := l.Label.Name() + " × " + l.Outcomes[i].Name()
	for j, other := range l.Outcomes {
		if j != i && other.Name() == l.Outcomes[i].Name() {
			return name + " (" + l.Outcomes[i].Stem + ")"
		}
	}
	return name
}

// withinLink puts another metric that is advised into words: it stands behind a file, and is no command of its own.
func withinLink(err error) error {
	var e *problem.Error
	if !errors.As(err, &e) || e.Instead == "" {
		return err
	}
	out := *e
	out.Instead, out.Flags, out.Replace, out.Before = "", nil, [2]string{}, nil
	return out.Advise("FILE=" + e.Instead + " asks something that there is an answer to")
}

// files are the names of all sources, each once.
func (l *linking) files() (names []string) {
	for _, s := range append([]link.Side{l.Label}, l.Outcomes...) {
		for _, name := range s.Sources {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// linking understands the command line.
func (d *desk) linking(cmd *cobra.Command, args []string) (*linking, error) {
	if len(args) < 2 {
		return nil, wrong("link joins two files or more, each with what is asked of it, but got %d", len(args)).
			Advise("cxcalc link survey.csv=nps ledger.csv=churn --key customer")
	}
	args = slices.Clone(args)
	for i := range args {
		args[i] = strings.TrimPrefix(args[i], shelter)
	}
	l := &linking{over: &over{desk: d, frame: linkFrame(), dash: -1, given: make(map[string]bool)}}
	var sides []link.Side
	var columns []string
	for i, arg := range args {
		s, column, err := d.sideOf(arg, i == 0)
		if err != nil {
			return nil, err
		}
		if s.Metric.Name != "" && !slices.ContainsFunc(l.metrics, func(m metric.Metric) bool { return m.Name == s.Metric.Name }) {
			l.metrics = append(l.metrics, s.Metric)
		}
		sides, columns = append(sides, s), append(columns, column)
	}
	l.named = strings.Join(args, " ")
	apart(sides)
	if err := l.settle(cmd.Flags()); err != nil {
		return nil, err
	}
	if err := l.understand(sides); err != nil {
		return nil, err
	}
	for i := range sides {
		key, err := l.keyOf(sides[i])
		if err != nil {
			return nil, err
		}
		sides[i].Key = key
		sides[i].Assumed = sides[i].Metric.LedgerTraits != nil && sides[i].Column == "" && !l.given["customer"]
		sides[i].Ask = l.asker(&sides[i], columns[i], sides)
	}
	l.Label, l.Outcomes = sides[0], sides[1:]
	_, err := l.Label.Ask(false, link.UnitCustomer) // what the flags say, before any source is looked at
	return l, err
}

// understand understands what the command itself is told.
func (l *linking) understand(sides []link.Side) error {
	l.Earned = l.own.List("earned")
	l.Fold, l.Unit = l.own.Is("fold"), link.Unit(l.own.Text("unit"))
	if !slices.Contains(link.Units(), string(l.Unit)) {
		return wrong("--unit %q is not one of %s", l.Unit, strings.Join(link.Units(), ", "))
	}
	switch {
	case l.own.Is("list"):
		l.List = listed5
	case l.given["top"]:
		e := wrong("--top names customers, and link names nobody unless --list asks for it")
		e.Flags = []string{"--list"}
		return e
	}
	var err error
	if l.Gates, err = figureGates(l.own); err != nil {
		return err
	}
	pipes := slices.DeleteFunc(slices.Clone(sides), func(s link.Side) bool { return !s.IsPiped() })
	switch {
	case len(pipes) > 1:
		return wrong("-: standard input can be read only once, and %d sides are it", len(pipes))
	case len(pipes) > 0 && l.List > 0:
		return wrong("-: --list reads both sides again for its examples; write standard input to a file")
	}
	return l.understandKeys(sides)
}

// listed5 is how many examples --list names.
const listed5 = 5

// understandKeys understands which column is the key of which file.
func (l *linking) understandKeys(sides []link.Side) error {
	text := l.own.Text("key")
	if text == "" {
		return wrong("which column tells who a row is about? All files have it in common").Advise("--key COL, or --key " + sides[0].Stem + "=COL," + sides[1].Stem + "=COL where they name it otherwise")
	}
	if l.keys = partsOf(text, sides); l.keys == nil && strings.Contains(text, "=") && isOfStems(text) {
		var stems []string
		for _, s := range sides {
			stems = append(stems, s.Stem)
		}
		return wrong("--key %q is for files by their names without the ending, which are %s", text, strings.Join(stems, ", "))
	}
	if l.keys == nil {
		l.keys = map[string]string{"": text}
	}
	return nil
}

// isOfStems tells whether each part of a key is written as if it were for one file.
func isOfStems(text string) bool {
	for _, part := range strings.Split(text, ",") {
		if !strings.Contains(part, "=") {
			return false
		}
	}
	return true
}

// keyOf is the column of the key of a side.
func (l *linking) keyOf(s link.Side) (string, error) {
	if all, ok := l.keys[""]; ok {
		return all, nil
	}
	for _, name := range []string{s.Stem, stemOf(s.Sources)} { // of two sides of one file, too
		if own := l.keys[name]; own != "" {
			return own, nil
		}
	}
	var known []string
	for stem := range maps.Keys(l.keys) {
		known = append(known, stem)
	}
	slices.Sort(known)
	return "", wrong("--key %q names no column of %s", l.own.Text("key"), s.Stem).Advise("--key " + l.own.Text("key") + "," + s.Stem + "=COL")
}

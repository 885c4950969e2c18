package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

func compareFrame() frame {
	return frame{
		name: "compare", use: "compare METRIC[,METRIC...] [flags] BEFORE AFTER", short: "Compare: did it change, or is it noise?",
		long: `Two sides, and whether they differ by more than chance. Two files are two sides; groups of files
have -- between them, behind all flags. With --by, two sides are compared within each value.

One side is compared with itself: with --by each value with the rest, or with --baseline VALUE
all others with that one; with --period each period with the one before.

With --paired the same respondents are compared: two files, or two values of --by, matched on
--respondent, or two --score columns of the same rows. Of two ledgers, the change is that of all
customers, and its interval knows which of them are on both sides.

The verdict is better or worse where the change is more than chance, by the direction of the
metric, and ~ where it may be noise; beside it stands from which size on a change would show.
Where a table has several changes, their p-values are corrected for that.`,
		examples: []string{
			"Did the score change?", "cxcalc compare nps monthly/2026-05.csv monthly/2026-06.csv",
			"Several files on a side", "cxcalc compare nps monthly/2026-04.csv monthly/2026-05.csv -- monthly/2026-06.csv",
			"Which region differs from the rest?", "cxcalc compare nps --by region responses.csv",
			"Every month with the one before", "cxcalc compare churn --period month ledger.csv",
			"Fail only on a proven drop", "cxcalc compare nps --threshold 'change_high>=0' monthly/2026-05.csv monthly/2026-06.csv",
			"Two questions of the same rows", "cxcalc compare csat --paired --score satisfaction --score ease --scale 1-5 responses.csv",
		},
		own: []flags.Flag{
			{Name: "baseline", Default: "", Group: flags.Figures, Usage: "compare with the `VALUE` of --by, and not with the rest"},
			{Name: "paired", Default: false, Group: flags.Figures, Usage: "compare the same respondents, matched on --respondent; or two --score columns of the same rows; or the customers of two ledgers"},
			{Name: "field", Default: "", Group: flags.Figures, Usage: "compare the `FIELD` and not value: mean, or another figure with an interval"},
			{Name: "correction", Default: compare.CorrectBH, Group: flags.Figures, Usage: "adjust the p-values of several changes by `METHOD`: bh, holm or none"},
			{Name: "decompose", Default: "", Group: flags.Figures, Usage: "split the change between two sides by `COL` into its mix and what changed within"},
			{Name: "threshold", Default: []string(nil), Group: flags.Figures, Usage: "exit with status 3 unless `EXPR` holds for every change, such as change_high>=0 or EU.change>=-2; repeatable"},
		},
		without: []string{"target", "sort", "population", "invited", "definitions", "rfm", "board", "prior"},
		run:     (*desk).compare,
	}
}

// A comparison is what a command line asks to be compared.
type comparison struct {
	*over
	compare.Comparing
	gates         []gate.Gate
	before, after []string // after is nil where one side is compared with itself
	by            []string
	period        string
	score         []string
	respondent    []string
	paired        bool
	seeded        bool // by an interval that is drawn by lot
	doubts        []result.Warning
	mix           []compare.MixShift
}

// compare answers the command and writes the outputs.
func (d *desk) compare(cmd *cobra.Command, o *over) error {
	outputs, err := parseOutputs(o.own.List("output"))
	if err != nil {
		return err
	}
	d.expect(outputs)
	c, err := comparisonOf(o)
	if err != nil {
		return err
	}
	if err := d.checkTargets(outputs, nil, append(slices.Concat(c.before, c.after), o.settler.file.name)); err != nil {
		return err
	}
	doc, err := c.answer(cmd.Context())
	if err != nil {
		return err
	}
	missed, err := compare.Pass(doc, c.gates)
	if err != nil {
		return err
	}
	return d.finish(&report.Answer{Document: doc, Missed: missed}, dispatch{outputs: outputs}, o.own, nil)
}

// comparisonOf understands the command line.
func comparisonOf(o *over) (*comparison, error) {
	c := &comparison{over: o, paired: o.own.Is("paired")}
	c.Field, c.Correction = o.own.Text("field"), o.own.Text("correction")
	if !slices.Contains(compare.Corrections(), c.Correction) {
		return nil, wrong("--correction %q is not one of %s", c.Correction, strings.Join(compare.Corrections(), ", "))
	}
	var err error
	if c.gates, err = compare.Gates(o.own.List("threshold")); err != nil {
		return nil, err
	}
	for _, m := range o.metrics {
		if err := compare.CanPair(m); c.paired && err != nil {
			return nil, err
		}
	}
	_, err = o.ask(nil, func(m metric.Metric, v flags.Values) { // what the flags say, before any source is looked at
		if name := v.Text("interval"); name != "" {
			c.Asked, c.seeded = true, c.seeded || slices.ContainsFunc(m.Methods, func(has metric.Method) bool { return has.Name == name && has.Seeded })
		}
		c.Confidence, c.MinN, c.by, c.period = v.Number("confidence"), v.Int("min-n"), v.List("by"), v.Text("period")
		if c.score == nil {
			c.score, c.respondent = v.List("score"), v.List("respondent")
		}
	})
	if err == nil {
		err = c.takeSides()
	}
	if err == nil {
		err = c.check()
	}
	return c, err
}

// takeSides finds which files are which side.
func (c *comparison) takeSides() (err error) {
	files := c.sources
	switch {
	case slices.Contains(files, "--"):
		return wrong("-- stands once, between the two sides")
	case c.dash >= 0 && (c.dash == 0 || c.dash >= len(files)):
		return wrong("-- stands between the files of two sides, and there is none %s it", map[bool]string{true: "before", false: "behind"}[c.dash == 0])
	case c.dash >= 0:
		c.before, c.after = files[:c.dash], files[c.dash:]
		if i := slices.IndexFunc(c.after, func(s string) bool { return strings.HasPrefix(s, "-") && s != "-" }); i >= 0 {
			return wrong("%s stands behind --, where only files do: put flags before the first file", c.after[i])
		}
	case len(files) == 0:
		return wrong("no source given: name two files, or one with --by or --period").Advise("cxcalc compare --help shows examples")
	case len(files) == 1:
		c.before = files
	case len(files) == 2:
		c.before, c.after = files[:1], files[1:]
	default:
		e := wrong("%d files: which of them are before, and which after?", len(files))
		for _, at := range []int{1, len(files) - 1} {
			e.Senses = append(e.Senses, problem.Sense{Says: "put -- between them"})
			e.Senses[len(e.Senses)-1].Says += ": " + quoted(slices.Concat([]string{"cxcalc", "compare", c.named}, files[:at], []string{"--"}, files[at:]))
		}
		e.Hint = "several files of one side, to compare it with itself, are a quoted pattern such as 'june-*.csv'"
		return e
	}
	if c.before, err = report.Sources(c.before); err == nil && c.after != nil {
		c.after, err = report.Sources(c.after)
	}
	if err == nil && slices.Contains(c.before, "-") && slices.Contains(c.after, "-") {
		return wrong("-: standard input can be read only once")
	}
	return err
}

// check refuses what cannot be compared.
func (c *comparison) check() error {
	one, named := c.after == nil, c.given["baseline"]
	switch {
	case c.seeded:
		return wrong("--interval bootstrap draws the answers of one side, and tells nothing of a change; leave it out, or take another one")
	case c.Asked && (c.paired || c.Field != "" && c.Field != "value"):
		return wrong("--interval is of the figures of both sides; %s has a method of its own", map[bool]string{true: "--paired", false: "--field " + c.Field}[c.paired])
	case c.paired:
		return c.checkPaired()
	case one && !named && len(c.by) == 0 && c.period == "" && len(c.score) > 1:
		return &problem.Error{Text: "two columns of the same rows are answers of the same people, and are compared in pairs", Usage: true, Flags: []string{"--paired"}}
	case one && len(c.by) == 0 && c.period == "":
		return wrong("compare with what? One file is compared with itself by --by COL, each value with the rest, or by --period, each period with the one before").
			Advise("a second file is the other side")
	case named && (!one || len(c.by) == 0 || c.period != ""):
		return wrong("--baseline names the value of --by that the others are compared with, of one side and without --period")
	case c.own.Text("decompose") != "" && one:
		return wrong("--decompose splits the change between two sides, and there is one")
	case one && c.period == "" && slices.Contains(c.by, answers.ColumnKey), one && len(c.score) > 1:
		return wrong("the columns of one row are answers of the same person: add --paired to compare two of them")
	case !one && c.period != "" && c.metrics[0].AnswerTraits != nil:
		return wrong("--period compares the periods of one side, and there are two: leave it out, or give one file")
	}
	return nil
}

// answer compares, and puts the document together.
func (c *comparison) answer(ctx context.Context) (*result.Document, error) {
	switch {
	case c.paired && c.metrics[0].AnswerTraits == nil:
		return c.pairLedgers(ctx)
	case c.paired && c.after == nil && len(c.score) == 2:
		return c.pairColumns(ctx)
	case c.paired && c.after == nil:
		return c.pairValues(ctx)
	case c.paired:
		return c.pairFiles(ctx)
	case c.after == nil:
		return c.within(ctx)
	}
	return c.between(ctx)
}

// between compares two sides.
func (c *comparison) between(ctx context.Context) (*result.Document, error) {
	column, others := c.own.Text("decompose"), []string(nil)
	if column != "" {
		others = []string{column}
	} else {
		others = c.mixColumns(ctx)
	}
	manners := []func(metric.Metric, flags.Values){nil}
	for _, name := range others {
		manners = append(manners, func(_ metric.Metric, v flags.Values) { v["by"], v["min-n"] = []string{name}, int64(0) })
	}
	was, err := c.read(ctx, c.before, manners...)
	if err != nil {
		return nil, err
	}
	is, err := c.read(ctx, c.after, manners...)
	if err != nil {
		return nil, err
	}
	var list []compare.Contrast
	for i := range c.metrics {
		doubts, err := compare.Alike(was[0][i].Document, is[0][i].Document)
		if err != nil {
			return nil, err
		}
		c.doubt(doubts)
		some, err := c.Between(was[0][i], is[0][i])
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	c.doubt(compare.Cents(list))
	for at := range others {
		if err := c.mixed(was[at+1], is[at+1], column != ""); err != nil {
			return nil, err
		}
	}
	parties := []compare.Party{{Name: "before", Answers: was[0]}, {Name: "after", Answers: is[0]}}
	return c.Document(list, parties, c.outline(compare.BaselineBefore, "after against before")), nil
}

// mixed looks at how the answers of both sides fall into the values of a column; with split, it is what the change is
// split by.
func (c *comparison) mixed(was, is []*report.Answer, split bool) error {
	for i, m := range c.metrics {
		if !split && (i > 0 || was[i].Err != nil || is[i].Err != nil) {
			return nil // nobody asked for it
		}
		mix, err := c.MixShiftOf(was[i], is[i], m)
		if err != nil {
			return err
		}
		if split {
			c.mix = append(c.mix, mix)
		}
		if i == 0 {
			c.doubt(mix.Differ(answersOf(was[i]), answersOf(is[i]), !split))
		}
	}
	return nil
}

// smallSides is how large sources may be, so that it costs next to nothing to count them by other columns, too.
const smallSides = 32 << 20

// mixColumns finds columns in which two sides may differ beside the figure, where it costs next to nothing to look. What
// keeps it from looking is told when the question is asked.
func (c *comparison) mixColumns(ctx context.Context) []string {
	size := totalSize(slices.Concat(c.before, c.after))
	if size < 0 || size > smallSides || len(c.by) > 0 || c.metrics[0].AnswerTraits == nil {
		return nil
	}
	var headers [2][]string
	for i, sources := range [][]string{c.before, c.after} {
		questions, err := c.ask(sources, nil)
		if err != nil {
			return nil
		}
		r, err := report.Rehearse(ctx, questions)
		if err != nil {
			return nil
		}
		headers[i] = slices.Clone(r.Set().Tables[0].Headers)
		r.Close()
	}
	return compare.MixColumns(headers[0], headers[1])
}

func answersOf(a *report.Answer) float64 {
	n, _ := a.Document.Total.Values.Number("n")
	return n
}

// doubt adds doubts that are not there yet.
func (c *comparison) doubt(list []result.Warning) {
	for _, w := range list {
		if !slices.Contains(c.doubts, w) {
			c.doubts = append(c.doubts, w)
		}
	}
}

// within compares one side with itself.
func (c *comparison) within(ctx context.Context) (*result.Document, error) {
	all, err := c.read(ctx, c.before, nil)
	if err != nil {
		return nil, err
	}
	var baseline *string
	base, words := compare.BaselineRest, "each "+strings.Join(c.by, " and ")+" against the rest"
	switch {
	case c.period != "":
		base, words = compare.BaselineFormer, "each "+c.period+" against the one before"
	case c.given["baseline"]:
		value := c.own.Text("baseline")
		baseline, base, words = &value, value, "each "+strings.Join(c.by, " and ")+" against "+value
	}
	var list []compare.Contrast
	for _, a := range all[0] {
		one := func() ([]compare.Contrast, error) { return c.Among(a, baseline) }
		if c.period != "" {
			one = func() ([]compare.Contrast, error) { return c.Over(a) }
		}
		some, err := one()
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	if len(list) == 0 {
		return nil, problem.Failure("%s: there is one %s only, so there is nothing to compare it with", strings.Join(c.before, ", "), map[bool]string{true: "period", false: "group"}[c.period != ""])
	}
	return c.Document(list, []compare.Party{{Answers: all[0]}}, c.outline(base, words)), nil
}

func (c *comparison) outline(baseline, words string) compare.Outline {
	return compare.Outline{Metrics: c.metrics, Baseline: baseline, Words: words, Paired: c.paired, Mix: c.mix, Warnings: c.doubts}
}

// read asks the questions of every manner about some sources, and has them read once. It returns the answers by manner,
// and by metric. What fails of a manner that nobody asked for is in its answer.
func (c *comparison) read(ctx context.Context, sources []string, manners ...func(metric.Metric, flags.Values)) ([][]*report.Answer, error) {
	shown := c.desk.watch(sources, c.own.Is("quiet"))
	var all []kind.Question
	for _, manner := range manners {
		questions, err := c.ask(sources, manner)
		if err != nil {
			return nil, err
		}
		all = append(all, questions...)
	}
	for _, q := range all {
		q.Said().Dataset.Progress, q.Said().Each = shown.sink(), c.paired
	}
	if c.lean {
		stayLean(sources)
	}
	given := report.RunAll(ctx, all)
	shown.end()
	var out [][]*report.Answer
	for i, a := range given {
		if a.Err != nil && (i < len(c.metrics) || c.paired || c.given["decompose"]) {
			return nil, c.of(c.metrics[i%len(c.metrics)], a.Err)
		}
		if i%len(c.metrics) == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], a)
	}
	return out, errors.Join(ctx.Err())
}

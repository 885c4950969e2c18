package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/gate"
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
			"Two questions of the same rows", "cxcalc compare csat --paired --score expected --score perceived expectations.csv",
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
		sides:   true,
		matter:  compareInReport,
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
	if err == nil {
		err = c.takeSides()
	}
	if err == nil {
		err = c.check()
	}
	if err != nil {
		return err
	}
	if err := d.checkTargets(outputs, nil, append(slices.Concat(c.before, c.after), o.settler.file.name)); err != nil {
		return err
	}
	m, err := c.matter()
	if err != nil {
		return err
	}
	a, err := o.answer(cmd.Context(), m)
	if err != nil {
		return err
	}
	return d.finish(a, dispatch{outputs: outputs}, o.own, nil)
}

// compareInReport is the comparison that a report asks: of sources with those before them, or with themselves.
func compareInReport(o *over, before, sources []string) (*report.Matter, error) {
	c, err := comparisonOf(o)
	if err != nil {
		return nil, err
	}
	if c.before = sources; before != nil {
		c.before, c.after = before, sources
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	return c.matter()
}

// comparisonOf understands what the command line says beside sources.
func comparisonOf(o *over) (*comparison, error) {
	c := &comparison{over: o, paired: o.own.Is("paired")}
	c.Field, c.Correction, c.Every = o.own.Text("field"), o.own.Text("correction"), o.given["dedup"]
	if !slices.Contains(compare.Corrections(), c.Correction) {
		return nil, wrong("--correction %q is not one of %s", c.Correction, strings.Join(compare.Corrections(), ", "))
	}
	var err error
	if c.gates, err = compare.Gates(o.own.List("threshold"), compare.Fields(result.Number, compare.BaselineBefore, true, true)); err != nil {
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
	return c, err
}

// withoutFiles is the command line without its files.
func (c *comparison) withoutFiles() []string {
	words := slices.Clone(c.desk.args)
	for _, file := range slices.Backward(c.sources) {
		for i, word := range slices.Backward(words) {
			if word == file {
				words = slices.Delete(words, i, i+1)
				break
			}
		}
	}
	return words
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
			e.Senses[len(e.Senses)-1].Says += ": " + quoted(slices.Concat([]string{"cxcalc"}, c.withoutFiles(), files[:at], []string{"--"}, files[at:]))
		}
		e.Hint = "several files of one side, to compare it with itself, are a quoted pattern such as 'june-*.csv'"
		return e
	}
	if c.before, err = report.Sources(c.before); err == nil && c.after != nil {
		c.after, err = report.Sources(c.after)
	}
	return err
}

// check refuses what cannot be compared.
func (c *comparison) check() error {
	one, named := c.after == nil, c.given["baseline"]
	switch {
	case slices.Contains(c.before, "-") && slices.Contains(c.after, "-"):
		return wrong("-: standard input can be read only once")
	case c.seeded:
		return wrong("--interval bootstrap draws the answers of one side, and tells nothing of a change; leave it out, or take another one")
	case c.Asked && (c.paired || c.Field != "" && c.Field != "value"):
		return wrong("--interval is of the figures of both sides; %s has a method of its own", map[bool]string{true: "--paired", false: "--field " + c.Field}[c.paired])
	case c.paired:
		return c.checkPaired()
	case one && !named && len(c.by) == 0 && c.period == "" && len(c.score) > 1:
		return &problem.Error{Text: "two columns of the same rows are answers of the same people, and are compared in pairs", Usage: true, Flags: []string{"--paired"}}
	case one && len(c.by) == 0 && c.period == "":
		e := wrong("compare with what? One file is compared with itself by --by COL, each value with the rest, or by --period, each period with the one before")
		if e.Flags = c.twoColumns(context.Background()); e.Flags != nil {
			return e
		}
		return e.Advise("a second file is the other side")
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

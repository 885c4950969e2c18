// Package journey is what customers go through: how many come from one step to the next, by which paths, in which
// channels, and how each stage was for them. It reads logs, with a row for each step, and surveys, with a column for each
// touchpoint.
package journey

import (
	_ "embed"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

//go:embed long.txt
var long string

// The columns, in the order of documents.
const (
	caseColumn = iota
	timeColumn
	stepColumn
	channelColumn
	goalColumn
	emotionColumn
	problemColumn
	recoveredColumn
	expectedColumn
	perceivedColumn
	scoreColumn
)

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	declared, _ := fields()
	return facts.Declare("What happens", metric.Metric{
		Name:  "journey",
		Title: "Journeys",
		Short: "Journeys: how many come from step to step, by which paths, and how was each stage?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "How many come from the search to the delivery?", Command: "cxcalc journey --funnel search,order,delivery journeys.csv"},
			{Says: "The same within a week of the search, by channel of the first step", Command: "cxcalc journey --funnel search,order,delivery --window 7d --by channel journeys.csv"},
			{Says: "Who looks here and buys there?", Command: "cxcalc journey --channel channel --look search --buy order journeys.csv"},
			{Says: "Goals, emotions and expectations of each step", Command: "cxcalc journey --goal goal --emotion emotion --expected expected --perceived perceived journeys.csv"},
			{Says: "A survey with a column for each touchpoint", Command: "cxcalc journey --score '*_score' --stages five touchpoints.csv"},
		},
		Unit:     "percent",
		Interval: "wilson",
		Sources: []string{"Interval: Wilson 1927; of means Student's t, Biometrika 6, 1908", "Total experience as the mean of its stages: Mascarenhas, Kesavan & Bernacchi, Journal of Consumer Marketing 23, 2006",
			"Gap between expectation and perception: Parasuraman, Zeithaml & Berry, Journal of Retailing 64, 1988"},
		Fields: declared,
		Gist:   gist(),
		Flags:  own(),
	}, facts.Traits{
		Columns: []facts.Position{
			{Role: "case", Flag: "case", Usage: "the `COL` that tells whose journey a row is part of", Fit: noTimes},
			{Role: "time", Flag: "time", Usage: "the `COL` that tells when", Times: true},
			{Role: "step", Flag: "step", Usage: "the `COL` with the step"},
			{Role: "channel", Flag: "channel", Usage: "the `COL` with the channel"},
			{Role: "goal", Flag: "goal", Usage: "the `COL` that says whether the goal of the step was reached"},
			{Role: "emotion", Flag: "emotion", Usage: "the `COL` with an emotion: signs, stars, words, or 1 to 5"},
			{Role: "problem", Flag: "problem", Usage: "the `COL` that names a problem; blank and no are none"},
			{Role: "recovered", Flag: "recovered", Usage: "the `COL` that says whether the problem was mended"},
			{Role: "expected", Flag: "expected", Usage: "the `COL` with what was expected"},
			{Role: "perceived", Flag: "perceived", Usage: "the `COL` with what was perceived"},
			{Role: "score", Flag: "score", Usage: "a column of scores of a survey, `COL` or a pattern that fits several; repeatable", Many: true},
		},
		Plan: planned,
	})
}

// own lists the flags of journeys.
func own() []flags.Flag {
	return []flags.Flag{
		{Name: "funnel", Default: "", Group: flags.Figures, PerMetric: true, Usage: "the steps to go through, `A,B,C`; A1|A2 are two names of one step"},
		{Name: "funnel-order", Default: loose, Group: flags.Figures, Usage: "`ORDER` of the steps: loose lets others between, strict none, any takes them in any order"},
		{Name: "window", Default: "", Group: flags.Figures, PerMetric: true, Usage: "how long after the first step others count, `LENGTH` such as 7d; cases that began later than that before the end are left out"},
		{Name: "as-of", Default: "", Group: flags.Figures, Usage: "the `DATE` until which cases are watched, for --window; the newest time of the log unless it is given"},
		{Name: "collapse", Default: false, Group: flags.Figures, Usage: "count a step that comes again at once as one, in paths and transitions"},
		{Name: "return", Default: "", Group: flags.Figures, PerMetric: true, Usage: "how many come back to `STEP`, of those that were past it"},
		{Name: "look", Default: "", Group: flags.Figures, PerMetric: true, Usage: "the `STEP` in which customers look, for look here, buy there"},
		{Name: "buy", Default: "", Group: flags.Figures, PerMetric: true, Usage: "the `STEP` in which they buy"},
		{Name: "value", Default: []string(nil), Group: flags.Figures, PerMetric: true, Usage: "what a word of an emotion stands for, `WORD=N` from 1 to 5; repeatable"},
		{Name: "stages", Default: "", Group: flags.Figures, PerMetric: true, Usage: "bring steps or columns to stages: three, four, keypoints, five, or a `FILE` with the columns stage and touchpoint"},
		{Name: "mixed-scales", Default: false, Group: flags.Figures, Usage: "all numbers of scores are of one scale, also where they look like several, or like codes for no answer"},
	}
}

func gist() []string { return []string{"worst step: {worst_step}", "weakest stage: {weakest}"} }

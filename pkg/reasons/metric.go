// Package reasons is why people are unhappy: the reasons that they name, by how many name them, by how much more often the
// unhappy do, and by what each of them costs the score.
package reasons

import (
	_ "embed"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

//go:embed long.txt
var long string

// The columns, in the order of documents.
const (
	tagsAt = iota
	textAt
	scoreAt
	respondentAt
	amountAt
	countAt
	timeAt
	whoseAt
)

// Roles that are spoken of one by one.
const (
	roleTags       dataset.Role = "tags"
	roleText       dataset.Role = "text"
	roleScore      dataset.Role = "score"
	roleRespondent dataset.Role = "respondent"
	roleAmount     dataset.Role = "amount"
	roleWhose      dataset.Role = "whose" // whose a row may be, where nobody has said it
)

var positions = []facts.Position{
	tagsAt:       {Role: roleTags, Flag: "tags", Noun: "reasons", Usage: "the `COL` with the reasons that a row names, one or several; repeated, or a pattern, with a column for each reason", Many: true, Shared: true, Fit: unlikeKeys},
	textAt:       {Role: roleText, Flag: "text", Usage: "the `COL` with a text, in which --topics finds reasons"},
	scoreAt:      {Role: roleScore, Flag: "score", Usage: "the `COL` with the answer that tells who is unhappy"},
	respondentAt: {Role: roleRespondent, Flag: "respondent", Usage: "the `COL` that tells whose row it is, where people have several; repeatable, together they name one", Many: true, Shared: true},
	amountAt:     {Role: roleAmount, Flag: "amount", Usage: "the `COL` with what a row is worth, such as what was lost"},
	countAt:      {Role: "count", Flag: "count", Usage: "the `COL` that holds how many people a row stands for, in a file of sums"},
	timeAt:       {Role: "time", Flag: "time", Usage: "the `COL` that tells when", Times: true},
	whoseAt:      {Role: roleWhose},
}

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("Causes", metric.Metric{
		Name:  "reasons",
		Title: "Reasons",
		Short: "Reasons: why are they unhappy, and which few causes make most of it?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "The reasons that customers name, the most frequent first", Command: "cxcalc reasons complaints.csv"},
			{Says: "How much more often the unhappy name each, and what the score would be without it", Command: "cxcalc reasons --score recommend complaints.csv"},
			{Says: "Topics of texts, by a list of words", Command: "cxcalc reasons --text comment --topics topics.csv complaints.csv"},
			{Says: "What was lost by reason", Command: "cxcalc reasons --amount monthly complaints.csv"},
		},
		Unit:     "reasons",
		Interval: "wilson",
		Sources:  []string{"Interval: Wilson, JASA 22, 1927", "Vital few: Juran, Quality Control Handbook, 1951", "Test: Fisher 1922, exact; corrected by Benjamini & Hochberg 1995"},
		Fields:   declared(),
		Gist:     []string{"{vital_few}"},
		Flags: []flags.Flag{
			facts.WeightFlag(),
			tags.SeparatorFlag(),
			{Name: "ticked", Default: "", Group: flags.Columns, PerMetric: true, Usage: "`TEXT` of a cell of --tags that ticks the reason of its column, where nothing tells"},
			tags.CollapseFlag(),
			{Name: "topics", Default: "", Group: flags.Columns, PerMetric: true, Usage: "`FILE` of topic,word: words of --text, or beginnings of words, that tell a topic"},
			{Name: "scale", Default: "", Group: flags.Figures, PerMetric: true, Usage: "scale of --score as `MIN-MAX`, 0-10 unless given"},
			{Name: "unhappy-to", Default: "", Group: flags.Figures, PerMetric: true, Usage: "who scores up to `N` is unhappy: 6 of 10, and of any other scale who is not satisfied"},
			{Name: "value", Default: []string(nil), Group: flags.Figures, PerMetric: true, Usage: "the score that a word of --score stands for, `WORD=N`; repeatable"},
			{Name: "follow", Default: "", Group: flags.Figures, PerMetric: true, Usage: "tell the share of people who name this `REASON`, which compare and trend can tell to grow"},
		},
	}, facts.Traits{Columns: positions, Plan: planned})
}

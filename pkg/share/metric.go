// Package share is how many of how many: the rows that have a quality, of all that tell whether they have it; and how many
// among an exposure.
package share

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

//go:embed long.txt
var long string

// The columns, in the order of documents.
const (
	state = iota
	condition
	count
	of
	exposure
	when
)

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("Answers", metric.Metric{
		Name:  "share",
		Title: "Share",
		Short: "Share: how many of how many say yes, or happen per 1,000?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "The share of tickets that were reopened", Command: "cxcalc share --score reopened requests.csv"},
			{Says: "The share that was answered within a day, by team", Command: "cxcalc share --yes 'hours<=24' --by team requests.csv"},
			{Says: "Calls that were missed, from a file of sums", Command: "cxcalc share --count missed --of calls counts.csv"},
			{Says: "Complaints per 1,000 customers", Command: "cxcalc share --count complaints --exposure customers counts.csv"},
		},
		Unit:     "percent",
		Sizeable: true,
		Interval: "wilson",
		Methods:  metric.ShareMethods(),
		Sources: []string{"Interval: Wilson, JASA 22, 1927; Clopper & Pearson, Biometrika 26, 1934; Brown, Cai & DasGupta 2001 (jeffreys)", "Rates: Garwood, Biometrika 28, 1936",
			"Comparison of rates: Przyborowski & Wilenski, Biometrika 31, 1940"},
		Fields: declared(),
		Camps:  []metric.Camp{{Word: "yes", Field: "yes"}, {Word: "no"}},
		Gist:   []string{"{yes} of {of}"},
		Flags: slices.Concat([]flags.Flag{
			{Name: "yes", Default: []string(nil), Group: flags.Columns, PerMetric: true, Usage: "`TEXT` of --score that says yes, every other one says no; or a condition on a column, such as wait<=20; repeatable"},
			{Name: "exposure", Default: "", Group: flags.Columns, PerMetric: true, Usage: "`N|COL`: how many customers, orders or days there were, for a rate"},
			{Name: "per", Default: 0.0, Group: flags.Figures, Usage: "tell the rate for `N` of the exposure, 1000 unless given"},
			{Name: "good", Default: "", Group: flags.Figures, PerMetric: true, Usage: "`yes|no`: which of both is good news, for verdicts"},
		}, metric.MethodFlags(metric.ShareMethods()...)),
	}, facts.Traits{
		Columns: []facts.Position{
			{Role: "score", Flag: "score", Usage: "the `COL` that says yes or no", Fit: fit, Asked: true},
			{Role: "yes", Flag: "yes", Named: conditionColumns},
			{Role: "count", Flag: "count", Usage: "the `COL` that holds how many say yes, of --of or among --exposure; beside --score, how many a row stands for"},
			{Role: "of", Flag: "of", Usage: "the `COL` that holds of how many, for rows that are sums"},
			{Role: "exposure", Flag: "exposure", Named: exposureColumn},
			{Role: "time", Flag: "time", Usage: "the `COL` that tells when", Times: true},
		},
		Plan: planned, Single: true,
	})
}

// Package drivers tells which questions of a survey move its score: how much of the score each of them explains, which way,
// and how good it is today.
package drivers

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
	scoreColumn = iota
	driverColumn
	countColumn
	timeColumn
)

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("Causes", metric.Metric{
		Name:  "drivers",
		Title: "Drivers",
		Short: "Drivers: which questions move the score, and which of them are weak?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "What moves the overall answer of guests?", Command: "cxcalc drivers --score overall --drivers 'rate_*' hotel-drivers.csv"},
			{Says: "People and place against each other", Command: "cxcalc drivers --score overall --drivers 'rate_*' --group hotel-groups.csv hotel-drivers.csv"},
			{Says: "By branch, with Johnson's relative weights", Command: "cxcalc drivers --score overall --drivers 'rate_*' --method johnson --by branch hotel-drivers.csv"},
		},
		Unit:     "r2",
		Interval: "fisher-z",
		Sources: []string{"Shares: Lindeman, Merenda & Gold 1980; Grömping, Journal of Statistical Software 17, 2006 (Shapley's value of R²)",
			"Relative weights: Johnson, Multivariate Behavioral Research 35, 2000", "Importance and performance: Martilla & James, Journal of Marketing 41, 1977",
			"Penalty and reward: Brandt, Proceedings of the AMA Services Conference, 1987", "Interval of correlations: Fisher 1921"},
		Fields: declared(),
		Gist:   []string{"shares of R² by {method}"},
		Flags: []flags.Flag{
			facts.WeightFlag(),
			{Name: "method", Default: "", Group: flags.Figures, PerMetric: true, Usage: "`METHOD` of the shares: shapley or johnson; shapley up to 12 drivers, and johnson above, unless it is given"},
			{Name: "group", Default: "", Group: flags.Figures, PerMetric: true, Usage: "a `FILE` with the columns group and driver, whose groups have shares, too"},
			{Name: "scale", Default: []string(nil), Group: flags.Figures, PerMetric: true, Usage: "the drivers are on the scale `MIN-MAX`, or one column is, COL=MIN-MAX; MAX-MIN where the lowest is the best; repeatable"},
			{Name: "value", Default: []string(nil), Group: flags.Figures, PerMetric: true, Usage: "the score that a text stands for, `TEXT=N`; repeatable"},
			{Name: "low-to", Default: "", Group: flags.Figures, PerMetric: true, Usage: "answers up to `N` are bad, for the penalty; the lowest quarter of the scale unless it is given"},
			{Name: "high-from", Default: "", Group: flags.Figures, PerMetric: true, Usage: "answers from `N` on are good, for the reward; the highest quarter of the scale unless it is given"},
		},
	}, facts.Traits{
		Columns: []facts.Position{
			scoreColumn:  {Role: "score", Flag: "score", Usage: "the `COL` with the score that is to be explained", Fit: answering},
			driverColumn: {Role: "driver", Flag: "drivers", Usage: "the columns that may move it, `COL` or a pattern that fits several; repeatable", Many: true},
			countColumn:  {Role: "count", Flag: "count", Usage: "the `COL` with how many answers a row stands for"},
			timeColumn:   {Role: "time", Flag: "time", Usage: "the `COL` that tells when a row was answered", Times: true},
		},
		Plan: planned,
	})
}

// Package duration is how long something takes: between two moments, or as a column says it. What has not ended counts as
// longer than it is by now.
package duration

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
	from = iota
	to
	length
	when
)

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("What happens", metric.Metric{
		Name:  "time",
		Title: "Time",
		Short: "Time: how long does it take, and how many are done in time?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "How long requests take, by team", Command: "cxcalc time --from opened --to closed --by team requests.csv"},
			{Says: "How many are closed within a day", Command: "cxcalc time --within 24h requests.csv"},
			{Says: "From a column of lengths", Command: "cxcalc time --duration hours --unit h requests.csv"},
		},
		Unit:          "seconds",
		LowerIsBetter: true,
		Interval:      "order-statistics",
		Sources: []string{"Quantiles: Hyndman & Fan 1996, type 7; limits of the median: the sign test turned around",
			"Open cases: Kaplan & Meier 1958; limits: Brookmeyer & Crowley 1982, log-log", "Share in time: Wilson, JASA 22, 1927"},
		Fields: declared(),
		Flags: []flags.Flag{
			{Name: "unit", Default: "", Group: flags.Figures, PerMetric: true, Usage: "numbers of --duration are so many `UNIT`: ms, s, min, h or d; of 1:30 it is the unit of the 1"},
			{Name: "signed", Default: false, Group: flags.Figures, PerMetric: true, Usage: "lengths may be below 0: early and late"},
			{Name: "within", Default: "", Group: flags.Figures, PerMetric: true, Usage: "tell how many ended within `TIME`, such as 24h or 15m"},
			{Name: "as-of", Default: "", Group: flags.Rows, Usage: "what has not ended is open as of `DATE`; without it, as of the newest time of all rows"},
			{Name: "hours", Default: "", Group: flags.Figures, Usage: "count business time only, as `FILE` says: day,open,close with mon-fri,09:00,17:00 and closed days as 2026-12-25,,"},
		},
	}, facts.Traits{
		Columns: []facts.Position{
			{Role: "from", Flag: "from", Noun: "beginning", Usage: "the `COL` that tells when it began", Times: true},
			{Role: "to", Flag: "to", Noun: "end", Usage: "the `COL` that tells when it ended; blank is still open", Times: true},
			{Role: "duration", Flag: "duration", Usage: "the `COL` that holds how long it took: 1h 05m, 01:02:03, 90 min, PT1H5M or numbers"},
			{Role: "time", Flag: "time", Usage: "the `COL` that tells when, beside --duration", Times: true},
		},
		Plan: planned, Single: true,
	})
}

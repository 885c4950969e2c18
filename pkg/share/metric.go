// Package share is how many of how many: the rows that have a quality, of all that tell whether they have it.
package share

import (
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// The columns, in the order of documents.
const (
	state = iota
	when
)

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("Answers", metric.Metric{
		Name:  "share",
		Title: "Share",
		Short: "How many of how many: the share that says yes",
		Long: `The share of the rows whose column says yes, of all that say yes or no.

Words such as yes, no, true and 1 are known in several languages; --yes names others.`,
		Examples: []metric.Example{{Says: "The share of deliveries that were late", Command: "cxcalc share --score late deliveries.csv"}},
		Unit:     "percent",
		Sizeable: true,
		Interval: "wilson",
		Sources:  []string{"Interval: Wilson 1927"},
		Fields:   declared(),
		Gist:     []string{"{yes} of {n}"},
	}, facts.Traits{
		Columns: []facts.Position{
			{Role: "score", Flag: "score", Usage: "the `COL` that says yes or no"},
			{Role: "time", Flag: "time", Usage: "the `COL` that tells when", Times: true},
		},
		Plan: planned,
	})
}

func declared() []result.Field { fields, _ := fields(); return fields }

package churn

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

//go:embed long.txt
var long string

// Metric declares churn.
func Metric() metric.Metric {
	limit := 5.0
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfCustomers,
		Name:  "churn",
		Title: "Customer churn",
		Short: "Churn: how many customers were lost, and what left with them?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "Churn of every month, from one row per customer and month", Command: "cxcalc churn ledger.csv"},
			{Says: "From subscriptions, lost when the customer asked to cancel", Command: "cxcalc churn --churn-on request subscriptions.csv"},
			{Says: "All definitions side by side", Command: "cxcalc churn --definitions ledger.csv"},
		},
		Unit:     "percent",
		Interval: "wilson",
		Sources: []string{
			"Customers lost in the period / customers at the end of the previous one",
			"Interval: Wilson 1927; several periods: McCullagh & Nelder, Generalized Linear Models, section 4.5; Poisson: Garwood 1936",
			"Interval of revenue: Wilson 1927 on the effective number of Kish 1965",
		},
		Target:        &limit,
		LowerIsBetter: true,
		Fields:        declared,
		Gist:          []string{"{customers_lost} of {n}", "{revenue_lost_pct} of the revenue"},
		Flags: append(metric.DefinitionFlags(),
			flags.Flag{Name: "top", Default: 0, Usage: "list the `N` largest leavers", Group: flags.Figures}),
		LedgerTraits: &metric.LedgerTraits{
			Definitions: definitionsDeclared(),
			Monthly:     true,
			Losses:      true,
			Check:       check,
			Formula:     func(q metric.Account) string { return "100 × " + chosen(q).Formula },
			Movement:    compute,
			Shares:      share,
			NoValue:     noValue,
			Shown:       shown,
			Doubts:      doubts,
			Instead:     instead,
		},
	}
}

func check(q metric.Account) (metric.Account, error) {
	if top := q.Own.Int("top"); top < 0 {
		return q, fmt.Errorf("--top %d is not a number of customers", top)
	}
	q.Leavers = q.Own.Int("top") > 0
	return q, nil
}

func definitionsDeclared() []metric.Definition {
	var out []metric.Definition
	for _, d := range Definitions() {
		out = append(out, d.Definition)
	}
	return out
}

func noValue(q metric.Account) string {
	switch d := chosen(q); {
	case d.Money && !q.Priced:
		return "the ledger has no amounts"
	case d.causes:
		return "the ledger does not say why customers left"
	}
	return ""
}

// chosen returns the definition that was asked for; the desk has checked its name.
func chosen(q metric.Account) Meaning {
	if d, err := DefinitionOf(q.Definition); err == nil {
		return d
	}
	return Definitions()[0]
}

package churn

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tags"
	"github.com/cxcalc/cxcalc/pkg/tally"
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
			{Says: "Why they left, and what was lost by reason", Command: "cxcalc churn --reason why_left cancellations.csv"},
			{Says: "All definitions side by side", Command: "cxcalc churn --definitions ledger.csv"},
		},
		Unit:     "percent",
		Interval: "wilson",
		Methods:  metric.ShareMethods(),
		Sources: []string{
			"Customers lost in the period / customers at the end of the previous one",
			"Interval: Wilson 1927; several periods: McCullagh & Nelder, Generalized Linear Models, section 4.5; Poisson: Garwood 1936; Clopper & Pearson 1934; Brown, Cai & DasGupta 2001 (Jeffreys)",
			"Interval of revenue: Wilson 1927 on the effective number of Kish 1965",
		},
		Target:        &limit,
		LowerIsBetter: true,
		Fields:        declared,
		Camps:         []metric.Camp{{Word: "lost", Field: "customers_lost"}, {Word: "stayed"}},
		Gist:          []string{"{customers_lost} of {n}", "{revenue_lost_pct} of the revenue"},
		Flags: slices.Concat(metric.DefinitionFlags(), metric.MethodFlags(metric.ShareMethods()...),
			[]flags.Flag{tags.SeparatorFlag(), tags.CollapseFlag(), {Name: "top", Default: 0, Usage: "list the `N` largest leavers", Group: flags.Figures}}),
		LedgerTraits: &metric.LedgerTraits{
			Definitions: definitionsDeclared(),
			Monthly:     true,
			Losses:      true,
			Reasons:     true,
			Check:       check,
			Formula:     func(q metric.Account) string { return "100 × " + chosen(q).Formula },
			Movement:    compute,
			Shares:      share,
			Stakes:      stakes,
			NoValue:     noValue,
			Shown:       shown,
			Doubts:      doubts,
			Instead:     instead,
		},
	}
}

// stakes are the customers lost of those there, by the default definition, and the revenue lost of what there was.
func stakes(field string, q metric.Account) func(c tally.CustomerSums) (part, whole int64) {
	switch {
	case field == "value" && chosen(q).Name == Definitions()[0].Name:
		return func(c tally.CustomerSums) (part, whole int64) { return c.Losses, c.Starts }
	case field == revenueLostPct:
		return func(c tally.CustomerSums) (part, whole int64) { return c.Lost, c.Start }
	}
	return nil
}

func check(q metric.Account) (metric.Account, error) {
	if top := q.Own.Int("top"); top < 0 {
		return q, fmt.Errorf("--top %d is not a number of customers", top)
	}
	q.Leavers = q.Own.Int("top") > 0
	return q, checkMethod(q)
}

// checkMethod tells whether the chosen definition is one of the shares that --interval is for.
func checkMethod(q metric.Account) error {
	d := chosen(q)
	switch {
	case !q.Method.Given:
		return nil
	case q.SideBySide():
		return fmt.Errorf("--definitions have intervals of their own: --interval cannot be combined with it")
	case d.Definition.Interval != "":
		return fmt.Errorf("--interval is for shares of customers: the interval of the definition %s is %s", d.Name, d.Definition.Interval)
	case d.causes && q.Method.Name != "wilson":
		return fmt.Errorf("--interval %s is for shares that are known, and the cause may be known of some of the lost only: the definition %s has wilson", q.Method.Name, d.Name)
	}
	return nil
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

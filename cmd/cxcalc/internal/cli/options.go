package cli

import (
	"slices"

	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/ask"
	"github.com/cxcalc/cxcalc/pkg/billing"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/survey"
)

// answersFlags lists the flags of a metric of answers, in the order of help.
func answersFlags(m metric.Answers) []flags.Flag {
	return flags.Join(outputFlags(), ask.Flags(), survey.Flags(), metricFlags(m))
}

// ledgerFlags lists the flags of a metric of ledgers, in the order of help.
func ledgerFlags(m metric.Ledger) []flags.Flag {
	own := slices.DeleteFunc(ownLedgerFlags(), func(f flags.Flag) bool { return !slices.Contains(m.Flags, f.Name) })
	return flags.Join(outputFlags(), ask.Flags(), billing.Flags(), perMetric(own))
}

// perMetric marks flags that are of one metric alone.
func perMetric(own []flags.Flag) []flags.Flag {
	for i := range own {
		own[i].PerMetric = true
	}
	return own
}

// metricFlags lists the flags that a metric of answers adds.
func metricFlags(m metric.Answers) []flags.Flag {
	var own []flags.Flag
	for _, b := range m.Breaks {
		own = append(own, flags.Flag{Name: b.Flag, Default: "", Group: flags.Answers, Usage: "`N` is the " + b.Doc})
	}
	if m.Reversible {
		own = append(own, flags.Flag{Name: "reverse", Default: false, Group: flags.Answers, Usage: "a high score means the bad end"})
	}
	return perMetric(own)
}

// ownLedgerFlags lists the flags that single metrics of ledgers ask for.
func ownLedgerFlags() []flags.Flag {
	return []flags.Flag{
		{Name: "definition", Default: "", Group: flags.Figures, Usage: "use the definition `NAME`"},
		{Name: "definitions", Default: false, Group: flags.Figures, Usage: "show every definition, side by side; of each period only with --period"},
		{Name: "margin", Default: "", Group: flags.Figures, Usage: "`SHARE` of the revenue that remains, such as 0.8 or 80%"},
		{Name: "discount", Default: 0.0, Group: flags.Figures, Usage: "discount `RATE` per period, such as 0.01"},
		{Name: "top", Default: 0, Group: flags.Figures, Usage: "list the `N` largest leavers"},
		{Name: "cycle", Default: "", Group: flags.Figures,
			Usage: "the product lasts `N|FILE` days, so whoever has not come again is overdue; a file has the columns product and days"},
		{Name: "grace", Default: 1.0, Group: flags.Figures, Usage: "`FACTOR` that stretches the cycle before a customer is overdue, such as 1.5"},
		{Name: "product", Default: "", Group: flags.Columns, Usage: "the `COL` with the product, for --cycle FILE"},
		{Name: "rfm", Default: false, Group: flags.Figures, Usage: "score customers by recency, frequency and money, in fifths"},
	}
}

// outputFlags lists what the desk itself understands: where figures go, and what is told beside them.
func outputFlags() []flags.Flag {
	return []flags.Flag{
		{Name: "output", Short: "o", Default: []string{"table"}, Group: flags.Output,
			Usage: "print `FORMAT[=FILE]`: table, json, ndjson, csv or markdown; or FILE, whose ending tells; repeatable"},
		{Name: "raw", Default: false, Group: flags.Output, Usage: "CSV without the guard against spreadsheet formulas"},
		{Name: "rejects", Default: "", Group: flags.Output, Usage: "write every row that does not count to `FILE`, with the reason, as CSV"},
		{Name: "explain", Default: false, Group: flags.Output, Usage: "print definition, formula, source, and the columns chosen and why"},
		{Name: "quiet", Short: "q", Default: false, Group: flags.Output, Usage: "nothing on standard error but errors"},
	}
}

// addFlags registers flags with their defaults.
func addFlags(set *pflag.FlagSet, list []flags.Flag) {
	for _, f := range list {
		switch def := f.Default.(type) {
		case string:
			set.StringP(f.Name, f.Short, def, f.Usage)
		case flags.Choice:
			set.VarPF(&def, f.Name, f.Short, f.Usage).NoOptDefVal = "true"
		case bool:
			set.BoolP(f.Name, f.Short, def, f.Usage)
		case int:
			set.IntP(f.Name, f.Short, def, f.Usage)
		case int64:
			set.Int64P(f.Name, f.Short, def, f.Usage)
		case float64:
			set.Float64P(f.Name, f.Short, def, f.Usage)
		case []string:
			set.StringArrayP(f.Name, f.Short, slices.Clone(def), f.Usage)
		}
		setGroup(set, f.Group, f.Name)
	}
}

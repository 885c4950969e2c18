package manual

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// ledgerPage is the page of one metric of customer ledgers.
func ledgerPage(m metric.Metric) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s# %s\n\n`cxcalc %s [flags] SOURCE...`\n\n%s\n\n", notice, m.Title, m.Name, markdown(m.Long))
	row(&b, "", "")
	rule(&b, 2)
	row(&b, "formula", m.Formula(metric.Account{Confidence: 0.95}))
	row(&b, "unit", ledgerUnit(m.Unit))
	row(&b, "reads", shapes(m)+"; amounts "+amounts(m))
	row(&b, "interval", m.Interval+", at 95 % unless `--confidence` says otherwise")
	if target := ledgerTarget(m); target != "none" {
		row(&b, "target", target+", unless `--target` says otherwise")
	}
	writeExamples(&b, m.Examples)
	writeDefinitions(&b, m.Definitions)
	writeOwnFlags(&b, m.Flags)
	writeFields(&b, m.Name, m.Fields, "numbers by key")
	writeSources(&b, m.Sources)
	return b.String()
}

// markdown turns lines that are indented in help into blocks of code.
func markdown(long string) string {
	lines := strings.Split(long, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "  ") {
			lines[i] = "  " + line
		}
	}
	return strings.Join(lines, "\n")
}

func ledgerUnit(unit string) string {
	if unit == "currency" {
		return "the unit of the ledger's currency"
	}
	return unit
}

func shapes(m metric.Metric) string {
	switch {
	case m.Orders != nil:
		return "[ledgers](../formats.md#ledgers) of shape transaction"
	case m.Cohorts != nil, m.Changes, m.Periods:
		return "[ledgers](../formats.md#ledgers) of every shape but status"
	}
	return "[ledgers](../formats.md#ledgers) of every shape"
}

func amounts(m metric.Metric) string {
	if m.Money {
		return "needed"
	}
	return "optional"
}

func ledgerTarget(m metric.Metric) string {
	if m.Judge != nil {
		return "the share of the revenue that was lost"
	}
	return target(m)
}

func writeDefinitions(b *strings.Builder, definitions []metric.Definition) {
	if len(definitions) == 0 {
		return
	}
	b.WriteString("\n## Definitions\n\nThe same word means different things to different tools. `--definition NAME` chooses one:\n\n")
	row(b, "name", "formula", "used by")
	rule(b, 3)
	for _, d := range definitions {
		row(b, "`"+d.Name+"`", d.Formula, d.Used)
	}
}

// writeOwnFlags names the flags that not every metric of ledgers has.
func writeOwnFlags(b *strings.Builder, own []flags.Flag) {
	b.WriteString("\n## Flags\n\n")
	if len(own) > 0 {
		quoted := make([]string, len(own))
		for i, f := range own {
			quoted[i] = "`--" + f.Name + "`"
		}
		fmt.Fprintf(b, "Not every metric of ledgers has %s. ", strings.Join(quoted, ", "))
	}
	b.WriteString("All flags are in [settings](../settings.md).\n")
}

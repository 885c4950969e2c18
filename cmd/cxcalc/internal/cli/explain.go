package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
)

// explain prints how the figures came about: before a table on standard output, or on standard
// error where a program reads standard output.
func (d *desk) explain(q *question, a *report.Answer, outputs []output) {
	to := d.Err
	if slices.ContainsFunc(outputs, func(out output) bool { return out.file == "" && out.format.Name == "table" }) {
		to = d.Out
	}
	fmt.Fprintln(to, explanation(q.Said().Metric, a.Document.Definition, a.Reasons))
}

// explanation is what --explain says of a metric.
func explanation(m metric.Metric, definition string, reasons []string) string {
	var b strings.Builder
	list := func(head string, lines ...string) {
		for _, line := range lines {
			fmt.Fprintf(&b, "%-9s %s\n", head, line)
			head = ""
		}
	}
	fmt.Fprintf(&b, "%s\n\n%s\n\n", m.Title, m.Long)
	list("formula", definition)
	list("unit", m.Unit)
	if m.Interval != "" {
		list("interval", m.Interval)
	}
	if m.Target != nil {
		reach := "or more"
		if m.LowerIsBetter {
			reach = "or less"
		}
		list("target", fmt.Sprintf("%v %s, unless --target says otherwise", *m.Target, reach))
	}
	list("source", m.Sources...)
	list("read", reasons...)
	return b.String()
}

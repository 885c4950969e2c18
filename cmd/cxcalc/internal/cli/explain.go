package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
)

// explainMetric prints what a metric is, without any data.
func (d *desk) explainMetric(q *question) error {
	var b strings.Builder
	explanation(&b, q.Said().Metric, q.Definition(), nil)
	_, err := io.WriteString(d.Out, b.String())
	return err
}

// explain prints how the figures came about: before a table on standard output, or on standard
// error where a program reads standard output.
func (d *desk) explain(q *question, a *report.Answer, outputs []output) {
	to := d.Err
	for _, out := range outputs {
		if out.file == "" && out.format.Name == "table" {
			to = d.Out
		}
	}
	var b strings.Builder
	explanation(&b, q.Said().Metric, a.Document.Definition, a.Reasons)
	fmt.Fprintf(to, "%s\n", b.String())
}

// explanation writes what --explain says of a metric.
func explanation(b *strings.Builder, m metric.Metric, definition string, reasons []string) {
	fmt.Fprintf(b, "%s\n\n%s\n\n", m.Title, m.Long)
	fmt.Fprintf(b, "formula   %s\n", definition)
	fmt.Fprintf(b, "unit      %s\n", m.Unit)
	if m.Interval != "" {
		fmt.Fprintf(b, "interval  %s\n", m.Interval)
	}
	if m.Target != nil {
		reach := "or more"
		if m.LowerIsBetter {
			reach = "or less"
		}
		fmt.Fprintf(b, "target    %v %s, unless --target says otherwise\n", *m.Target, reach)
	}
	writeList(b, "source", m.Sources)
	writeList(b, "read", reasons)
}

func writeList(b *strings.Builder, head string, lines []string) {
	for i, line := range lines {
		if i > 0 {
			head = ""
		}
		fmt.Fprintf(b, "%-9s %s\n", head, line)
	}
}

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
	explanation(&b, q.Said().Metric, q.Definition(), nil, d.OutWidth())
	_, err := io.WriteString(d.Out, b.String())
	return err
}

// explain prints how the figures came about: before a table on standard output, or on standard
// error where a program reads standard output.
func (d *desk) explain(q *question, a *report.Answer, outputs []output) {
	to, width := d.Err, 0
	for _, out := range outputs {
		if out.file == "" && out.format.Name == "table" {
			to, width = d.Out, d.OutWidth()
		}
	}
	var b strings.Builder
	explanation(&b, q.Said().Metric, a.Document.Definition, a.Reasons, width)
	fmt.Fprintf(to, "%s\n", b.String())
}

// explanation writes what --explain says of a metric, for a terminal of so many columns; 0 for none.
func explanation(b *strings.Builder, m metric.Metric, definition string, reasons []string, terminal int) {
	list := func(head string, lines ...string) { writeList(b, head, lines, terminal) }
	fmt.Fprintf(b, "%s\n\n%s\n\n", m.Title, filled(m.Long, terminal))
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
}

// writeList writes lines behind their head. What does not fit the terminal goes on below.
func writeList(b *strings.Builder, head string, lines []string, terminal int) {
	const indent = 10
	if terminal > 0 {
		terminal = max(terminal-indent, 1)
	}
	for _, line := range lines {
		for part := range strings.SplitSeq(filled(line, terminal), "\n") {
			fmt.Fprintf(b, "%-*s%s\n", indent, head, part)
			head = ""
		}
	}
}

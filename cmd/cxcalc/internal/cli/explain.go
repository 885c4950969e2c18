package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/survey"
)

// explainMetric prints what a metric is, without any data.
func (d *desk) explainMetric(m metric.Answers) error {
	q, err := m.Settle(metric.Question{Scale: m.Scale, Confidence: 0.95})
	if err != nil {
		return err
	}
	var b strings.Builder
	writeExplanation(&b, m, m.Define(q), nil)
	_, err = io.WriteString(d.Out, b.String())
	return err
}

// explain prints how the figures came about: before a table on standard output, or on standard
// error where a program reads standard output.
func (d *desk) explain(m metric.Answers, a *survey.Answer, outputs []output) {
	to := d.Err
	for _, out := range outputs {
		if out.file == "" && out.format.Name == "table" {
			to = d.Out
		}
	}
	var b strings.Builder
	writeExplanation(&b, m, a.Document.Definition, a.Reasons)
	fmt.Fprintf(to, "%s\n", b.String())
}

func writeExplanation(b *strings.Builder, m metric.Answers, definition string, reasons []string) {
	fmt.Fprintf(b, "%s\n\n%s\n\n", m.Title, m.Long)
	fmt.Fprintf(b, "formula   %s\n", definition)
	fmt.Fprintf(b, "unit      %s\n", m.Unit)
	fmt.Fprintf(b, "interval  %s\n", m.Interval)
	if m.Target != nil {
		fmt.Fprintf(b, "target    %v or more, unless --target says otherwise\n", *m.Target)
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

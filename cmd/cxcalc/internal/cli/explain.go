package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/report"
)

type explained struct {
	title, long, definition, unit, interval string
	sources                                 []string
	target                                  *float64
	reach                                   string // what reaching the target means, "or more"
}

// explainMetric prints what a metric is, without any data.
func (d *desk) explainMetric(q *question) error {
	var b strings.Builder
	q.write(&b, q.definition, nil)
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
	q.write(&b, a.Document.Definition, a.Reasons)
	fmt.Fprintf(to, "%s\n", b.String())
}

func (e *explained) write(b *strings.Builder, definition string, reasons []string) {
	fmt.Fprintf(b, "%s\n\n%s\n\n", e.title, e.long)
	fmt.Fprintf(b, "formula   %s\n", definition)
	fmt.Fprintf(b, "unit      %s\n", e.unit)
	if e.interval != "" {
		fmt.Fprintf(b, "interval  %s\n", e.interval)
	}
	if e.target != nil {
		fmt.Fprintf(b, "target    %v %s, unless --target says otherwise\n", *e.target, e.reach)
	}
	writeList(b, "source", e.sources)
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

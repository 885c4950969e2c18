package render

import (
	"io"
	"iter"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// writeNDJSON writes one line of JSON for each group or main finding, or one for the total when there are
// none. Every line begins with the name of the metric.
func writeNDJSON(w io.Writer, d *result.Document, _ Options) error { return writeLines(w, d, nil) }

// writeLines writes the lines, each with a head before the name of the metric.
func writeLines(w io.Writer, d *result.Document, head result.Object) error {
	metric := result.Object{{Key: "metric", Value: d.Metric}}
	for o := range objects(distinct(d)) {
		if _, own := o.Get("metric"); own { // of several
			metric = nil
		}
		o = slices.Concat(head, metric, o)
		if err := encodeJSON(w, o, "", ""); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	return nil
}

// objects goes over the rows of the main findings, or over the groups where there are none.
func objects(d *result.Document) iter.Seq[result.Object] {
	if f, ok := d.Main(); ok {
		return slices.Values(f.Rows)
	}
	return func(yield func(result.Object) bool) {
		for _, g := range lines(d).All() {
			if !yield(g.Object()) {
				return
			}
		}
	}
}

// lines returns the groups, or the total where there are none.
func lines(d *result.Document) result.Groups {
	if grouped(d) {
		return d.Groups
	}
	total := d.Total
	for _, m := range d.Own { // figures that only this command has
		_, told := total.Values.Get(m.Key)
		if !told && slices.ContainsFunc(d.Fields, func(f result.Field) bool { return f.Name == m.Key }) {
			total.Values = append(slices.Clone(total.Values), m)
		}
	}
	return result.List(total)
}

// grouped tells whether groups were asked for, even when no row fell into one.
func grouped(d *result.Document) bool {
	return d.Groups.Len() > 0 || len(d.By) > 0 || d.Period != ""
}

package compare

import (
	"reflect"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// agreed is what the documents of the later side say of something. What those of several metrics do not agree about
// has the name of the metric before it: csat.scale.
func agreed(parties []Party, of func(*result.Document) result.Object) (o result.Object) {
	answers := parties[len(parties)-1].Answers
	same := func(m result.Member) bool {
		for _, a := range answers {
			if v, ok := of(a.Document).Get(m.Key); !ok || !reflect.DeepEqual(v, m.Value) {
				return false
			}
		}
		return true
	}
	for i, a := range answers {
		for _, m := range of(a.Document) {
			if common := same(m); !common {
				o = append(o, result.Member{Key: a.Document.Metric + "." + m.Key, Value: m.Value})
			} else if i == 0 {
				o = append(o, m)
			}
		}
	}
	return o
}

// accounts are what became of rows.
func accounts(r result.Rows) []result.Member {
	return []result.Member{{Key: "read", Value: r.Read}, {Key: "counted", Value: r.Counted}, {Key: "blank", Value: r.Blank}, {Key: "invalid", Value: r.Invalid},
		{Key: "out_of_range", Value: r.OutOfRange}, {Key: "duplicate", Value: r.Duplicate}, {Key: "filtered", Value: r.Filtered}, {Key: "excluded", Value: r.Excluded}, {Key: "malformed", Value: r.Malformed},
		{Key: "unmatched", Value: r.Unmatched}}
}

// sides is the account of the rows of each party, for each of several metrics.
func sides(parties []Party, o Outline) result.Findings {
	f := result.Findings{Key: "sides", Title: "sides"}
	if len(parties) == 1 {
		f.Title = "rows"
	}
	seen := make(map[string]bool)
	for _, p := range parties {
		for i, a := range p.Answers {
			if i > 0 && len(o.Metrics) < 2 {
				break
			}
			row := p.account(a.Document, len(parties) > 1, len(o.Metrics) > 1)
			for _, m := range row {
				seen[m.Key] = seen[m.Key] || m.Value != int64(0)
			}
			f.Rows = append(f.Rows, row)
		}
	}
	f.Fields = sideFields(seen)
	return f
}

// account is that of one document of a party.
func (p Party) account(d *result.Document, named, several bool) (row result.Object) {
	var sources []string
	for _, s := range d.Sources {
		sources = append(sources, s.Name)
	}
	row.Add(named, "side", p.Name)
	row.Add(several, "metric", d.Metric)
	return append(append(row, result.Member{Key: "sources", Value: strings.Join(sources, ", ")}), accounts(d.Rows)...)
}

// sideFields are the fields of accounts, of which those that are seen are shown.
func sideFields(seen map[string]bool) (fields []result.Field) {
	fields = []result.Field{
		{Name: "side", Title: "side", Kind: result.Text, Names: true, Doc: "before or after; of two sides."},
		{Name: "metric", Title: "metric", Kind: result.Text, Names: true, Doc: "The metric, where there are several."},
		{Name: "sources", Title: "sources", Kind: result.Text, Extra: true, Doc: "Its sources, in order."},
	}
	for _, m := range accounts(result.Rows{}) {
		fields = append(fields, result.Field{Name: m.Key, Title: strings.ReplaceAll(m.Key, "_", " "), Kind: result.Count, Extra: !seen[m.Key] && m.Key != "counted",
			Doc: "Rows of the side: " + strings.ReplaceAll(m.Key, "_", " ") + "."})
	}
	return slices.DeleteFunc(fields, func(f result.Field) bool { return f.Names && !seen[f.Name] })
}

package history

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// An origin is a source with the digest of its content.
type origin struct {
	result.Source
	Digest string `json:"digest"`
}

// Of writes a document as a record, without the end of the line. name is that of its question in a report, "" for none; digests
// are those of its sources.
func Of(name string, d *result.Document, digests []string, run time.Time) ([]byte, error) {
	origins := make([]origin, len(d.Sources))
	for i, s := range d.Sources {
		origins[i] = origin{s, digests[i]}
	}
	var period any
	if label := periodOf(d.Settings); label != "" {
		period = label
	}
	o := result.Object{{Key: "schema", Value: Schema}, {Key: "metric", Value: d.Metric}}
	o.Add(name != "", "name", name)
	o = append(o, result.Object{
		{Key: "run", Value: run.UTC().Format(time.RFC3339)}, {Key: "unit", Value: d.Unit}, {Key: "definition", Value: d.Definition}, {Key: "sources", Value: origins}, {Key: "columns", Value: d.Columns},
		{Key: "settings", Value: d.Settings}, {Key: "period", Value: period}, {Key: "rows", Value: d.Rows}, {Key: "total", Value: d.Total},
	}...)
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(o)
	return bytes.TrimSpace(b.Bytes()), err
}

// periodOf is the period that a figure is of: the only one of a ledger, or the one that --since and --until enclose.
func periodOf(settings result.Object) string {
	if span, ok := member[result.Object](settings, "span"); ok {
		from, _ := member[string](span, "from")
		if to, _ := member[string](span, "to"); from == to {
			return from
		}
		return ""
	}
	since, _ := member[string](settings, "since")
	until, _ := member[string](settings, "until")
	from, err := dates.ParseBound(since, time.UTC)
	if err != nil || since == "" {
		return ""
	}
	to, err := dates.ParseBound(until, time.UTC)
	if err != nil || until == "" {
		return ""
	}
	for _, p := range slices.Backward(dates.Periods()) {
		at := p.Index(from, time.UTC)
		if begin, end := p.Bounds(at, time.UTC); begin == from && end == to {
			return p.Label(at)
		}
	}
	return ""
}

func member[T any](o result.Object, key string) (value T, ok bool) {
	v, _ := o.Get(key)
	value, ok = v.(T)
	return value, ok
}

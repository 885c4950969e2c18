package render

import "github.com/cxcalc/cxcalc/pkg/result"

// SchemaInput says which documents a schema describes.
type SchemaInput struct {
	// Metric is the name of the metric, "nps".
	Metric string
	// Title is its name in words.
	Title string
	// Unit is the unit of value, low and high.
	Unit string
	// Fields are the fields of a group, in their order.
	Fields []result.Field
}

// Schema returns the JSON Schema (draft 2020-12) of the documents of a metric.
func Schema(in SchemaInput) ([]byte, error) {
	return encodeJSON(result.Object{{Key: "title", Value: in.Title}}, "  ")
}

package render

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// compiled returns the schema of a document.
func compiled(t *testing.T, d *result.Document) *jsonschema.Schema {
	t.Helper()
	b, err := Schema(SchemaInput{Metric: d.Metric, Title: d.Title, Unit: d.Unit, Fields: d.Fields})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	const id = schemaHome
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource(id+d.Metric+".v1.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(id + d.Metric + ".v1.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, d *result.Document) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(written(t, "json", d, Options{})))
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, d).Validate(v)
}

func TestSchemaHolds(t *testing.T) {
	for name, d := range samples() {
		if err := validate(t, d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A schema that lets everything through would be worth nothing.
func TestSchemaRefuses(t *testing.T) {
	check := func(what string, change func(d *result.Document)) {
		t.Helper()
		d := npsByRegion()
		change(d)
		if err := validate(t, d); err == nil {
			t.Errorf("the schema takes %s", what)
		}
	}
	check("an unknown field", func(d *result.Document) {
		d.Total.Values = append(d.Total.Values, result.Member{Key: "median", Value: 8.0})
	})
	check("a missing field", func(d *result.Document) { g := d.Groups.At(0); g.Values = g.Values[:5]; d.Groups = result.List(g) })
	check("points beyond 100", func(d *result.Document) { d.Total.Values[1].Value = 101.0 })
	check("a negative count", func(d *result.Document) { d.Rows.Blank = -1 })
	check("half an answer", func(d *result.Document) { d.Total.Values[0].Value = 0.5 })
	check("a text for a number", func(d *result.Document) { d.Total.Values[1].Value = "30" })
	check("an unknown verdict", func(d *result.Document) {
		d.Total.Verdict = &result.Verdict{Text: "perhaps"}
	})
	check("groups within the total", func(d *result.Document) { d.Total.By = result.Object{} })
}

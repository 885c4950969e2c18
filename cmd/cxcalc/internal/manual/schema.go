package manual

import (
	"bytes"
	"encoding/json"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A subject is what a schema describes: the documents of one metric.
type subject struct {
	metric, title string
	unit          string         // of value, low and high
	fields        []result.Field // of a group, in their order
}

// schemaHome is where the ids of the schemas begin.
const schemaHome = "https://github.com/cxcalc/cxcalc/blob/main/docs/schema/"

// schema returns the JSON Schema (draft 2020-12) of the documents of a metric, ending with a line
// feed. Documents may hold nothing that it does not name, so that a new field is a new version.
func schema(s subject) ([]byte, error) {
	return published(s.metric, s.title, result.Object{
		{Key: "type", Value: "object"},
		{Key: "properties", Value: documentProperties(s)},
		{Key: "required", Value: []string{"schema", "metric", "unit", "definition", "sources", "columns", "settings",
			"rows", "total", "groups", "warnings", "thresholds"}},
		{Key: "additionalProperties", Value: false},
		{Key: "$defs", Value: definitions(s.fields)},
	})
}

// published writes a schema of what a command prints, under its address.
func published(command, title string, rules result.Object) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(append(result.Object{
		{Key: "$schema", Value: "https://json-schema.org/draft/2020-12/schema"},
		{Key: "$id", Value: schemaHome + command + ".v1.json"},
		{Key: "title", Value: title},
		{Key: "description", Value: "What cxcalc " + command + " -o json prints."},
	}, rules...))
	return b.Bytes(), err
}

// reportSchema is the schema of the documents of a report, which are those of metrics.
func reportSchema(metrics []string) ([]byte, error) {
	documents := []result.Object{}
	for _, m := range metrics {
		documents = append(documents, result.Object{{Key: "$ref", Value: schemaHome + m + ".v1.json"}})
	}
	documents = append(documents, described(result.Object{{Key: "type", Value: "null"}}, "The question has no answer."))
	return published("report", "Report", closed(result.Object{
		{Key: "schema", Value: result.Object{{Key: "const", Value: "cxcalc/report/v1"}}},
		{Key: "title", Value: text("The title of the report file, where it has one.")},
		{Key: "documents", Value: described(result.Object{
			{Key: "type", Value: "array"},
			{Key: "items", Value: result.Object{{Key: "anyOf", Value: documents}}},
		}, "The answers in the order of the questions, each as its own command gives it.")},
	}, []string{"schema", "documents"}))
}

func documentProperties(s subject) result.Object {
	return result.Object{
		{Key: "schema", Value: result.Object{{Key: "const", Value: "cxcalc/" + s.metric + "/v1"}}},
		{Key: "metric", Value: result.Object{{Key: "const", Value: s.metric}}},
		{Key: "unit", Value: described(result.Object{{Key: "const", Value: s.unit}}, "Unit of value, low and high.")},
		{Key: "definition", Value: text("The formula in one line, with the breaks in use.")},
		{Key: "sources", Value: described(listOf("source"), "What was read, in order.")},
		{Key: "columns", Value: described(result.Object{{Key: "type", Value: "object"}}, "The columns that were read, by their role.")},
		{Key: "settings", Value: described(result.Object{{Key: "type", Value: "object"}}, "What decided the numbers.")},
		{Key: "rows", Value: described(ref("rows"), "What became of every row; the kinds add up to read.")},
		{Key: "total", Value: described(ref("total"), "All that was counted.")},
		{Key: "groups", Value: described(listOf("group"), "One entry per value of --by and --period, sorted; empty without them.")},
		{Key: "warnings", Value: described(listOf("warning"), "Doubts that belong to the result.")},
		{Key: "thresholds", Value: described(listOf("threshold"), "Gates and how they ended.")},
	}
}

func definitions(fields []result.Field) result.Object {
	by := described(result.Object{
		{Key: "type", Value: "object"},
		{Key: "additionalProperties", Value: result.Object{{Key: "type", Value: []string{"string", "number", "boolean", "null"}}}},
	}, "Column and value of each --by.")
	group := append(result.Object{
		{Key: "by", Value: by},
		{Key: "period", Value: text("Label of the period, 2026, 2026-Q2, 2026-06, 2026-W23 or 2026-06-01.")},
	}, fieldProperties(fields)...)
	group = append(group, result.Object{
		{Key: "few", Value: described(result.Object{{Key: "const", Value: true}}, "n is below 30.")},
		{Key: "reason", Value: described(result.Object{{Key: "const", Value: result.ReasonFew}}, "Why the figures are held back: n is below --min-n.")},
	}...)
	return result.Object{
		{Key: "total", Value: closed(fieldProperties(fields), required(fields))},
		{Key: "group", Value: closed(group, required(fields))},
		{Key: "verdict", Value: verdictSchema()},
		{Key: "source", Value: closed(texts("name", "format", "layout", "encoding", "delimiter", "compression", "sheet"),
			[]string{"name", "format", "layout", "encoding", "delimiter", "compression"})},
		{Key: "rows", Value: rowsSchema()},
		{Key: "warning", Value: closed(append(texts("code", "text", "source"),
			result.Member{Key: "line", Value: whole("Line of the source, from 1.")}), []string{"code", "text"})},
		{Key: "threshold", Value: closed(result.Object{
			{Key: "expression", Value: result.Object{{Key: "type", Value: "string"}}},
			{Key: "actual", Value: optional("The figure, null where there is none.")},
			{Key: "passed", Value: result.Object{{Key: "type", Value: "boolean"}}},
			{Key: "reason", Value: described(result.Object{{Key: "const", Value: result.ReasonFew}}, "Why there is no figure: the group is held back.")},
		}, []string{"expression", "actual", "passed"})},
	}
}

func fieldProperties(fields []result.Field) result.Object {
	var o result.Object
	for _, f := range fields {
		o = append(o, result.Member{Key: f.Name, Value: fieldSchema(f)})
	}
	return append(o, result.Member{Key: "verdict", Value: ref("verdict")})
}

// fieldSchema describes a field by its kind. Percentages have no bounds: growth can pass 100 and
// a net figure can fall below 0.
func fieldSchema(f result.Field) result.Object {
	switch {
	case f.Name == "n":
		return whole(f.Doc)
	case f.Kind == result.Count:
		return append(optional(f.Doc), result.Member{Key: "minimum", Value: int64(0)})
	case f.Kind == result.Points:
		return append(optional(f.Doc), result.Member{Key: "minimum", Value: int64(-100)}, result.Member{Key: "maximum", Value: int64(100)})
	case f.Kind == result.Text:
		return text(f.Doc)
	case f.Kind == result.Flag:
		return described(result.Object{{Key: "type", Value: "boolean"}}, f.Doc)
	case f.Kind == result.Amounts:
		return described(result.Object{
			{Key: "type", Value: "object"},
			{Key: "additionalProperties", Value: result.Object{{Key: "type", Value: "number"}}},
		}, f.Doc)
	case f.Kind == result.Distribution:
		number := result.Object{{Key: "type", Value: "number"}}
		if f.Partial {
			number = optional("")
		}
		return described(result.Object{
			{Key: "type", Value: []string{"object", "null"}},
			{Key: "additionalProperties", Value: append(number, result.Member{Key: "minimum", Value: int64(0)})},
		}, f.Doc)
	}
	return optional(f.Doc)
}

// required names the fields that every group has. A verdict needs a target and a value.
func required(fields []result.Field) []string {
	var names []string
	for _, f := range fields {
		if !f.Extra {
			names = append(names, f.Name)
		}
	}
	return names
}

func verdictSchema() result.Object {
	return closed(result.Object{
		{Key: "target", Value: described(result.Object{{Key: "type", Value: "number"}}, "The figure to reach.")},
		{Key: "met", Value: described(result.Object{{Key: "type", Value: "boolean"}}, "The value is on the good side.")},
		{Key: "proven", Value: described(result.Object{{Key: "type", Value: "boolean"}}, "The whole interval is on that side.")},
		{Key: "text", Value: result.Object{{Key: "enum", Value: []string{"met and proven", "met, not proven", "missed, not proven", "missed and proven"}}}},
		{Key: "per", Value: text("The length of time that the target is of, where the figure can be of another: month.")},
		{Key: "compared", Value: described(result.Object{{Key: "type", Value: "number"}}, "The value brought to that length of time, where it is of another.")},
	}, []string{"target", "met", "proven", "text"})
}

func rowsSchema() result.Object {
	return closed(result.Object{
		{Key: "read", Value: whole("Rows of data that were read.")},
		{Key: "counted", Value: whole("Rows that the figures stand on.")},
		{Key: "blank", Value: whole("Rows without an answer.")},
		{Key: "invalid", Value: whole("Not of the kind that was asked for.")},
		{Key: "out_of_range", Value: whole("A number off the scale.")},
		{Key: "duplicate", Value: whole("Dropped by --dedup.")},
		{Key: "filtered", Value: whole("Left out by --where, --since or --until.")},
		{Key: "excluded", Value: whole("Marked by the vendor as not an answer.")},
		{Key: "malformed", Value: whole("Could not be read as a record.")},
	}, nil)
}

// closed is an object that holds these members and no others. Without names all are required.
func closed(properties result.Object, names []string) result.Object {
	if names == nil {
		for _, m := range properties {
			names = append(names, m.Key)
		}
	}
	return result.Object{
		{Key: "type", Value: "object"},
		{Key: "properties", Value: properties},
		{Key: "required", Value: names},
		{Key: "additionalProperties", Value: false},
	}
}

func ref(name string) result.Object {
	return result.Object{{Key: "$ref", Value: "#/$defs/" + name}}
}

func listOf(name string) result.Object {
	return result.Object{{Key: "type", Value: "array"}, {Key: "items", Value: ref(name)}}
}

func text(doc string) result.Object {
	return described(result.Object{{Key: "type", Value: "string"}}, doc)
}

func texts(names ...string) result.Object {
	var o result.Object
	for _, name := range names {
		o = append(o, result.Member{Key: name, Value: result.Object{{Key: "type", Value: "string"}}})
	}
	return o
}

// whole is a count: a whole number from 0.
func whole(doc string) result.Object {
	return described(result.Object{{Key: "type", Value: "integer"}, {Key: "minimum", Value: int64(0)}}, doc)
}

// optional is a number, or null where it does not exist.
func optional(doc string) result.Object {
	return described(result.Object{{Key: "type", Value: []string{"number", "null"}}}, doc)
}

func described(o result.Object, doc string) result.Object {
	if doc == "" {
		return o
	}
	return append(o, result.Member{Key: "description", Value: doc})
}

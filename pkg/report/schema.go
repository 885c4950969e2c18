package report

import (
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Schema is the JSON Schema of a report file, for editors: every key of every question, with its words.
func Schema(offered map[string][]flags.Flag) result.Object {
	names := slices.Sorted(maps.Keys(offered))
	var cases []any
	defaults := result.Object{}
	known := make(map[string]bool)
	for _, name := range names {
		own := questionKeys()
		properties := keys(slices.Concat(own, offered[name]))
		for _, m := range keys(offered[name]) {
			if !known[m.Key] {
				known[m.Key] = true
				defaults = append(defaults, m)
			}
		}
		cases = append(cases, result.Object{
			{Key: "if", Value: result.Object{{Key: "properties", Value: result.Object{{Key: "metric", Value: result.Object{{Key: "const", Value: name}}}}}}},
			{Key: "then", Value: closed(properties)}})
	}
	question := result.Object{{Key: "type", Value: "object"}, {Key: "required", Value: []string{"metric"}},
		{Key: "properties", Value: result.Object{{Key: "metric", Value: result.Object{{Key: "enum", Value: names}}}}}, {Key: "allOf", Value: cases}}
	head := keys(headKeys())
	for i, m := range head {
		switch m.Key {
		case "defaults":
			head[i].Value = append(closed(defaults), m.Value.(result.Object)...)
		case "questions":
			head[i].Value = append(result.Object{{Key: "type", Value: "array"}, {Key: "minItems", Value: 1}, {Key: "items", Value: question}}, m.Value.(result.Object)...)
		}
	}
	return append(result.Object{{Key: "$schema", Value: "https://json-schema.org/draft/2020-12/schema"}, {Key: "title", Value: "A report file of cxcalc"},
		{Key: "type", Value: "object"}, {Key: "required", Value: []string{"questions"}}}, closed(head)...)
}

// closed is an object that has no other keys.
func closed(properties result.Object) result.Object {
	return result.Object{{Key: "properties", Value: properties}, {Key: "additionalProperties", Value: false}}
}

// keys describes flags as keys of a file.
func keys(list []flags.Flag) (o result.Object) {
	for _, f := range list {
		form := formOf(f.Default)
		if f.Usage != "" {
			form = append(form, result.Member{Key: "description", Value: strings.ReplaceAll(f.Usage, "`", "")})
		}
		o = append(o, result.Member{Key: f.Name, Value: form})
	}
	return o
}

// formOf is what a key takes, by the default of its flag. Any key may be empty.
func formOf(value any) result.Object {
	text := []string{"string", "number", "boolean", "null"}
	switch value.(type) {
	case string:
		return result.Object{{Key: "type", Value: text}}
	case []string:
		return result.Object{{Key: "type", Value: append([]string{"array"}, text...)}, {Key: "items", Value: result.Object{{Key: "type", Value: text[:3]}}}}
	case bool:
		return result.Object{{Key: "type", Value: []string{"boolean", "null"}}}
	case flags.Choice:
		return result.Object{{Key: "enum", Value: []any{flags.Auto, true, false, nil}}}
	case int, int64:
		return result.Object{{Key: "type", Value: []string{"integer", "null"}}}
	case float64:
		return result.Object{{Key: "type", Value: []string{"number", "null"}}}
	}
	return result.Object{}
}

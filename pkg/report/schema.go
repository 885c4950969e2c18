package report

import (
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Schema is the JSON Schema of a report file, for editors: every key of every question, with its words.
func Schema(verbs []Verb) result.Object {
	question := result.Object{{Key: "type", Value: "object"}}
	var cases, required []any
	var named, defaults result.Object
	for _, v := range verbs {
		named = append(named, result.Member{Key: v.Name, Value: v.names()})
		required = append(required, result.Object{{Key: "required", Value: []string{v.Name}}})
		cases = append(cases, v.cases()...)
		for _, m := range keys(v.flagsOf(slices.Sorted(maps.Keys(v.Flags)))) {
			if !slices.ContainsFunc(defaults, func(has result.Member) bool { return has.Key == m.Key }) {
				defaults = append(defaults, m)
			}
		}
	}
	question = append(question, result.Member{Key: "oneOf", Value: required}, result.Member{Key: "properties", Value: named}, result.Member{Key: "allOf", Value: cases})
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

// names is what the key of a verb takes: a metric, or several.
func (v Verb) names() result.Object {
	known := slices.Sorted(maps.Keys(v.Flags))
	one := result.Object{{Key: "enum", Value: known}}
	if !v.Several {
		return one
	}
	either := "(" + strings.Join(known, "|") + ")"
	return result.Object{{Key: "anyOf", Value: []any{one, result.Object{{Key: "type", Value: "string"}, {Key: "pattern", Value: "^" + either + "(, *" + either + ")+$"}},
		result.Object{{Key: "type", Value: "array"}, {Key: "minItems", Value: 1}, {Key: "items", Value: one}}}}}
}

// cases tell which keys a question has, by the metric that it names. Other verbs have those of all metrics, which the program
// tells apart: the schema would be three times as long.
func (v Verb) cases() (cases []any) {
	known := slices.Sorted(maps.Keys(v.Flags))
	when := func(named result.Object, metrics ...string) {
		asks := result.Object{{Key: "required", Value: []string{v.Name}}, {Key: "properties", Value: result.Object{{Key: v.Name, Value: named}}}}
		own := v.questionKeys()
		own[0].Default = nil // names says what it takes
		cases = append(cases, result.Object{{Key: "if", Value: asks}, {Key: "then", Value: closed(keys(slices.Concat(own, v.flagsOf(metrics))))}})
	}
	if v.Name != Plain {
		when(result.Object{}, known...)
		return cases
	}
	for _, name := range known {
		when(result.Object{{Key: "const", Value: name}}, name)
	}
	return cases
}

// closed is an object that has no other keys.
func closed(properties result.Object) result.Object {
	return result.Object{{Key: "properties", Value: properties}, {Key: "additionalProperties", Value: false}}
}

// keys describes flags as keys of a file.
func keys(list []flags.Flag) (o result.Object) {
	for _, f := range list {
		form := formOf(f.Default)
		if f.Name == "by" {
			form[0].Value = append([]string{"object"}, form[0].Value.([]string)...) // a label: {nps: group}
			form = append(form, result.Object{{Key: "minProperties", Value: 1}, {Key: "maxProperties", Value: 1},
				{Key: "additionalProperties", Value: result.Object{{Key: "const", Value: group}}}}...)
			f.Usage += "; or {QUESTION: " + group + "}: one per label that the other question gives, by key"
		}
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

// headKeys are the keys of a report file, and questionKeys those of a question beside the flags of its metric.
func headKeys() []flags.Flag {
	return []flags.Flag{{Name: "title", Default: "", Usage: "stands above everything"}, {Name: "text", Default: "", Usage: "words below the title"},
		{Name: "sources", Default: []string(nil), Usage: "names of files and patterns, relative to this file, for all questions that name none"},
		{Name: "defaults", Usage: "settings for all questions whose metric has them"}, {Name: "questions", Usage: "what is asked"},
		{Name: "outputs", Default: []string(nil), Usage: "FORMAT or FORMAT=FILE, relative to this file; a table without it"}}
}

func (v Verb) questionKeys() []flags.Flag {
	list := []flags.Flag{{Name: v.Name, Default: "", Usage: v.Usage}, {Name: "name", Default: "", Usage: "stands above the answer"},
		{Name: "text", Default: "", Usage: "words above the answer"},
		{Name: "sources", Default: []string(nil), Usage: "names of files and patterns, relative to this file"}}
	if v.Several {
		list[0].Default = []string(nil)
	}
	if v.Name == Plain {
		list = append(list, flags.Flag{Name: "key", Default: "", Usage: "the column that the question has in common with the one whose label makes its groups, by: {nps: group}"},
			flags.Flag{Name: "fold", Default: false, Usage: "that column is the same in upper or lower case, with blanks, and zeros before or behind"})
	}
	if v.Sides {
		list = append(list, flags.Flag{Name: "before", Default: []string(nil), Usage: "names of files and patterns of the side that sources are compared with"})
	}
	return list
}

// flagsOf lists the flags of a question about metrics, each once.
func (v Verb) flagsOf(metrics []string) (list []flags.Flag) {
	for _, name := range metrics {
		for _, f := range v.Flags[name] {
			if !slices.ContainsFunc(list, func(has flags.Flag) bool { return has.Name == f.Name }) {
				list = append(list, f)
			}
		}
	}
	return list
}

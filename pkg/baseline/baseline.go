// Package baseline compares a document with one of the same question that was written before.
package baseline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/history"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// An Earlier is a document that was written before.
type Earlier struct {
	// Name is that of the file.
	Name string

	apart  bool             // from what it is compared with: no row is in both
	series []history.Strand // of a history; nil for a document
	document
}

// A document is what of a document matters to one that comes after it.
type document struct {
	Schema     string            `json:"schema"`
	Metric     string            `json:"metric"`
	Unit       string            `json:"unit"`
	Definition string            `json:"definition"`
	Sources    []result.Source   `json:"sources"`
	Settings   map[string]any    `json:"settings"`
	Rows       result.Rows       `json:"rows"`
	Warnings   []result.Warning  `json:"warnings"`
	Total      map[string]any    `json:"total"`
	Groups     []map[string]any  `json:"groups"`
	Documents  []json.RawMessage `json:"documents"` // of a report
}

// Read reads a document from a file. of is the metric that it has to be of; example is a command that writes one.
func Read(name, of string) (*Earlier, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, &problem.Error{Text: "--baseline: " + visible.Text(err.Error()), Err: err}
	}
	f := &Earlier{Name: name}
	if history.Is(text) {
		return f.remembered(text, of)
	}
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), &f.document); err != nil {
		return nil, f.wrong("is no document that -o json wrote: %v", err)
	}
	if f.Schema == "cxcalc/report/v1" {
		if err := f.choose(of); err != nil {
			return nil, err
		}
	}
	switch want := "cxcalc/" + of + "/v1"; {
	case f.Schema == want && f.Metric == of:
		return f, nil
	case f.Metric != "" && f.Metric != of && strings.HasPrefix(f.Schema, "cxcalc/"):
		return nil, f.wrong("is a document of %s, and this is %s", f.Metric, of)
	}
	return nil, f.wrong("is no document of %s: its schema is %q, expected \"cxcalc/%s/v1\"", of, f.Schema, of)
}

// choose takes the only document of a metric out of a report.
func (f *Earlier) choose(of string) error {
	var found []document
	for _, text := range f.Documents {
		var d document
		if json.Unmarshal(text, &d) == nil && d.Metric == of {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		return f.wrong("is a report with %d documents of %s, so it does not tell which one is meant", len(found), of)
	}
	f.document = found[0]
	return nil
}

func (f *Earlier) wrong(format string, args ...any) *problem.Error {
	return problem.Usage("--baseline %s %s", f.Name, fmt.Sprintf(format, args...)).
		Advise("-o json=FILE writes the document of a run, and another run can take it as its baseline")
}

// isAside tells whether a setting says nothing about what is measured, or is different on another day.
func isAside(setting string) bool {
	return history.IsAside(setting) || setting == "period" || setting == "stretch"
}

// telling are settings without which figures mean something else, whatever the definition says.
var telling = []string{"scale", "reverse", "definition", "currency", "inactive_after", "churn_on", "cycle", "field"}

// Check tells whether the document asks the same: other figures cannot be compared. What else differs is a doubt.
func (f *Earlier) Check(d *result.Document) error {
	switch {
	case f.Unit != d.Unit:
		return f.wrong("is in %s, and this is in %s", f.Unit, d.Unit)
	case f.Definition != d.Definition:
		return f.wrong("has another definition: %q, and this is %q", f.Definition, d.Definition)
	}
	now := settings(d)
	for _, key := range telling {
		if !reflect.DeepEqual(f.Settings[key], now[key]) {
			return f.wrong("was made with another %s: %s, and this is %s", strings.ReplaceAll(key, "_", " "), said(f.Settings[key]), said(now[key]))
		}
	}
	if before, after := span(f.Settings), span(now); before != after {
		return f.wrong("is of %s, and this is of %s", stretch(before), stretch(after))
	}
	if before, after := f.Settings["stretch"], now["stretch"]; before != after {
		e := f.wrong("has %s from one state to the next, and this has %s, so their figures are of different lengths of time", apart(f.Settings), apart(now))
		return e.Advise("a longer --period, such as quarter, makes both alike: write the baseline with it, and compare with it")
	}
	if _, ok := f.Total["value"].(float64); !ok {
		return f.wrong("has no value")
	}
	var other []string
	for key := range f.Settings {
		if !isAside(key) && !reflect.DeepEqual(f.Settings[key], now[key]) {
			other = append(other, key)
		}
	}
	for key := range now {
		if _, ok := f.Settings[key]; !ok && !isAside(key) {
			other = append(other, key)
		}
	}
	if slices.Sort(other); len(other) > 0 {
		d.Warnings = append(d.Warnings, result.Warn("baseline_settings", "the baseline was made with another %s, so some of the change may come from that",
			strings.Join(other, ", ")).At(f.Name, 0))
	}
	return nil
}

// span is the length of time that a figure is of, "" where it is of none: the period of answers makes groups only.
func span(settings map[string]any) string {
	if _, answers := settings["scale"]; answers {
		return ""
	}
	if s, ok := settings["span"].(map[string]any); ok {
		unit, _ := s["unit"].(string)
		return unit
	}
	period, _ := settings["period"].(string)
	return period
}

// open names the file where the figures are of a period that may not be over, as its doubts say: the last one, and of a
// ledger the total, which holds it.
func (f *Earlier) open(values map[string]any) string {
	if !slices.ContainsFunc(f.Warnings, func(w result.Warning) bool { return w.Code == result.OpenPeriod }) {
		return ""
	}
	period, grouped := values["period"].(string)
	for _, g := range f.Groups {
		if later, _ := g["period"].(string); grouped && later > period {
			return ""
		}
	}
	if !grouped && span(f.Settings) == "" {
		return ""
	}
	return f.Name
}

// apart is how much time lies between the states of a ledger.
func apart(settings map[string]any) string {
	if stretch, ok := settings["stretch"].(string); ok {
		return stretch
	}
	return "1 " + span(settings)
}

func stretch(span string) string {
	if span == "" {
		return "no length of time"
	}
	return "a " + span
}

// settings returns those of a document as a file has them.
func settings(d *result.Document) (out map[string]any) {
	text, err := d.Settings.MarshalJSON()
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	if err != nil {
		return nil
	}
	return out
}

func said(v any) string {
	if v == nil {
		return "none"
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// confidence is that of the intervals of the file.
func (f *Earlier) confidence() float64 {
	level, ok := f.Settings["confidence"].(float64)
	if !ok || !(level > 0 && level < 1) {
		return 0.95
	}
	return level
}

package trend

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/history"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Chronicle is a history: the records of earlier runs, in the order of the file.
type Chronicle struct {
	source  result.Source
	records []record
	torn    int // the line that was cut off, 0 for none
}

type record struct{ history.Memory }

// ReadChronicle reads a history.
func ReadChronicle(r io.Reader, name string) (*Chronicle, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", name, err)
	}
	past, err := history.Read(text, name)
	var none *problem.Error
	if errors.As(err, &none) {
		return nil, none.Advise("a file of answers or a ledger needs the metric before it: cxcalc trend nps --period month FILE")
	}
	if len(past.Records) == 0 {
		return nil, problem.Failure("%s has no record", name)
	}
	h := &Chronicle{source: result.Source{Name: name, Format: "ndjson", Layout: "none", Encoding: "utf-8", Compression: "none"}, torn: past.Torn}
	for _, r := range past.Records {
		h.records = append(h.records, record{r})
	}
	return h, nil
}

// Metrics returns the names of the metrics in the history, in their order.
func (h *Chronicle) Metrics() (names []string) {
	for _, r := range h.records {
		if !slices.Contains(names, r.Metric) {
			names = append(names, r.Metric)
		}
	}
	return names
}

// Parts returns the series of a metric, in the order of the file: other surveys, other names and other settings are others.
func (h *Chronicle) Parts(metric string) []history.Strand {
	var records []history.Memory
	for _, r := range h.records {
		if r.Metric == metric {
			records = append(records, r.Memory)
		}
	}
	return history.Split(records)
}

// Of takes the figures of a metric, of some of its parts. Of several records of one period the one of the latest run counts,
// which has to be of the same part.
func (h *Chronicle) Of(m metric.Metric, parts []history.Strand, confidence float64) (*Series, error) {
	s := &Series{told: true, Metric: m, Value: valueField(m, 0), Confidence: confidence, Sources: []result.Source{h.source}, Columns: result.Object{},
		Settings: result.Object{{Key: "confidence", Value: confidence}}}
	if h.torn > 0 {
		s.Warnings = append(s.Warnings, result.Warn("torn_record", "the last line was cut off when it was written, and is left out").At(h.source.Name, int64(h.torn)))
	}
	latest, again, err := lastOf(parts)
	if err != nil {
		return nil, err
	}
	s.Rows.Read, s.Rows.Duplicate = int64(len(h.records)), int64(len(again))
	s.Rows.Filtered = s.Rows.Read
	for _, p := range parts {
		s.Rows.Filtered -= int64(len(p.Records))
	}
	for _, label := range slices.Sorted(maps.Keys(latest)) {
		s.Rows.Counted++
		f := latest[label].figure(label, confidence)
		f.Share = isShare(m)
		if err := s.add(f); err != nil {
			return nil, h.at(latest[label], err)
		}
	}
	if len(again) > 0 {
		s.Warnings = append(s.Warnings, result.Warn("repeated_periods", "%s told more than once: the latest run counts", some(again)))
	}
	if differ := differing(latest); len(differ) > 0 {
		s.Warnings = append(s.Warnings, result.Warn("settings_differ", "the runs had different settings, so their figures may not be of one kind: %s", strings.Join(differ, ", ")))
	}
	s.Settings.Add(s.Unit != "", "period", string(s.Unit))
	return s, s.sort()
}

// lastOf takes the latest record of each period, and the periods that are told again.
func lastOf(parts []history.Strand) (latest map[string]record, again []string, err error) {
	latest = make(map[string]record)
	from := make(map[string]int)
	for i, p := range parts {
		for _, r := range p.Records {
			label := r.Label()
			before, told := latest[label]
			if told && from[label] != i {
				return nil, nil, problem.Usage("%s is told by several of the series: %s; and %s", label, parts[from[label]].Says, p.Says)
			}
			if told {
				again = append(again, label)
			}
			if from[label] = i; !told || !r.Run.Before(before.Run) {
				latest[label] = record{r}
			}
		}
	}
	return latest, again, nil
}

func (r record) figure(label string, confidence float64) PeriodFigure {
	f := PeriodFigure{Label: label, Level: confidence}
	if level, ok := r.Settings["confidence"].(float64); ok && level > 0 && level < 1 {
		f.Level = level
	}
	for _, key := range []string{"n", "value", "low", "high"} {
		member := result.Member{Key: key}
		v, ok := r.Total[key].(float64)
		switch {
		case ok && key == "n" && v == float64(int64(v)):
			member.Value = int64(v)
		case ok:
			member.Value = v
		}
		f.Values = append(f.Values, member)
	}
	f.N, _ = r.Total["n_effective"].(float64)
	return f
}

func (h *Chronicle) at(r record, err error) error {
	return problem.Failure("%s:%d: %v", h.source.Name, r.Line, err)
}

// some names the first of several labels, each once.
func some(labels []string) string {
	const most = 5
	slices.Sort(labels)
	labels = slices.Compact(labels)
	if len(labels) > most {
		return strings.Join(labels[:most], ", ") + fmt.Sprintf(" and %d more are", len(labels)-most)
	}
	if len(labels) == 1 {
		return labels[0] + " is"
	}
	return strings.Join(labels, ", ") + " are"
}

// differing names the settings that are not the same in all records. Which rows of the time were read says no more than
// the period, and the confidence is known of each.
func differing(records map[string]record) (names []string) {
	seen := make(map[string]map[string]bool)
	for _, r := range records {
		for name := range r.Settings {
			seen[name] = make(map[string]bool)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		if slices.Contains([]string{"since", "until", "as_of", "confidence"}, name) {
			continue
		}
		for _, r := range records {
			text, err := json.Marshal(r.Settings[name])
			if err == nil {
				seen[name][string(text)] = true
			}
		}
		if len(seen[name]) > 1 {
			names = append(names, name)
		}
	}
	return names
}

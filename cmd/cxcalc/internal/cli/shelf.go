package cli

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// A shelf is the metrics that the desk offers, in the order of help. All it knows of them is what they
// declare.
type shelf []metric.Metric

func everything() shelf { return catalog.Metrics() }

// Flags returns the flags of all metrics, each once, for the page that lists them.
func Flags() []flags.Flag { return everything().allFlags() }

func (s shelf) names() (names []string) {
	for _, m := range s {
		names = append(names, m.Name)
	}
	return names
}

// find returns a metric by its name.
func (s shelf) find(name string) (m metric.Metric, ok bool) {
	i := slices.IndexFunc(s, func(m metric.Metric) bool { return m.Name == name })
	if i < 0 {
		return m, false
	}
	return s[i], true
}

// flagsOf lists the flags of a metric, nil where there is no such metric.
func (s shelf) flagsOf(metric string) []flags.Flag {
	m, ok := s.find(metric)
	if !ok {
		return nil
	}
	return metricFlags(m)
}

// allFlags lists the flags of all metrics, each once.
func (s shelf) allFlags() []flags.Flag {
	var lists [][]flags.Flag
	for _, name := range s.names() {
		lists = append(lists, s.flagsOf(name))
	}
	seen := make(map[string]bool)
	return slices.DeleteFunc(flags.Join(lists...), func(f flags.Flag) bool {
		again := seen[f.Name]
		seen[f.Name] = true
		return again
	})
}

// owner names a metric that has a flag: the one that is asked for, if it has, or else the first.
func (s shelf) owner(flag, asked string) string {
	for _, metric := range append([]string{asked}, s.names()...) {
		if slices.ContainsFunc(s.flagsOf(metric), func(f flags.Flag) bool { return f.Name == flag }) {
			return metric
		}
	}
	return ""
}

package cli

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// A shelf is the metrics that the desk offers, in the order of help. All it knows of them is what they
// declare.
type shelf struct {
	answers, ledgers []metric.Metric
}

// everything is all metrics that there are.
func everything() shelf { return shelf{catalog.Answers(), catalog.Ledgers()} }

// flagSpecs lists the settings of all metrics, each once.
func (s shelf) flagSpecs() []flagSpec {
	all := flagSpecs()
	for _, m := range s.answers {
		all = append(all, ownFlags(m)...)
	}
	for _, m := range s.ledgers {
		all = append(all, ledgerSpecs(m)...)
	}
	seen := make(map[string]bool)
	return slices.DeleteFunc(all, func(f flagSpec) bool {
		again := seen[f.name]
		seen[f.name] = true
		return again
	})
}

// breaks lists the flags that only metrics know, such as their breaks.
func (s shelf) breaks() []string {
	var names []string
	known := optionFields()
	for _, m := range slices.Concat(s.answers, s.ledgers) {
		for _, f := range m.Flags {
			if _, ok := known[f.Name]; !ok {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

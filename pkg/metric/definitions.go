package metric

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Definition is one of several formulas that go by the same name.
type Definition struct {
	Name    string // for --definition
	Formula string
	Used    string // who uses it
	// Interval names the method of its interval, "none" where it has none; "" for that of the metric.
	Interval string
}

// DefinitionFlags are the flags of a metric that has several definitions.
func DefinitionFlags() []flags.Flag {
	return []flags.Flag{
		{Name: "definition", Default: "", Usage: "use the definition `NAME`", Group: flags.Figures},
		{Name: "definitions", Default: false, Usage: "show every definition, side by side; of each period only with --period", Group: flags.Figures},
	}
}

// Understand returns the account with what the metric's own flags say, or says what is wrong with them.
func (m Metric) Understand(q Account) (Account, error) {
	var err error
	if q.Method, err = m.Choose(q.Own); err != nil {
		return q, err
	}
	names := m.definitionNames()
	switch chosen := q.Own.Text("definition"); {
	case len(names) == 0 && chosen != "":
		return q, fmt.Errorf("%s has no --definition to choose from", m.Name)
	case len(names) == 0 && q.SideBySide():
		return q, fmt.Errorf("%s has one definition only, so there are no --definitions to compare", m.Name)
	case chosen != "" && !slices.Contains(names, chosen):
		return q, fmt.Errorf("--definition %q is not one of %s", chosen, flags.Listed(names, "or"))
	case chosen != "" && q.SideBySide():
		return q, fmt.Errorf("--definitions compares all definitions: it cannot be combined with --definition")
	case len(names) > 0:
		q.Definition = cmp.Or(chosen, names[0])
	}
	if m.Check == nil {
		return q, nil
	}
	return m.Check(q)
}

func (t *LedgerTraits) definitionNames() []string {
	var names []string
	for _, d := range t.Definitions {
		names = append(names, d.Name)
	}
	return names
}

// SideBySide tells whether all definitions are asked for.
func (q Account) SideBySide() bool { return q.Own.Is("definitions") }

// MethodOf names the interval that was chosen, or that of the chosen definition.
func (m Metric) MethodOf(q Account) string {
	if q.Method.Given {
		return q.Method.Name
	}
	for _, d := range m.Definitions {
		if d.Name == q.Definition && d.Interval != "" {
			return d.Interval
		}
	}
	return m.Interval
}

// Compared fits fields to definitions that stand side by side: they differ in value and words, and share what
// they are made of.
func Compared(fields []result.Field) []result.Field {
	for i := range fields {
		f := &fields[i]
		switch {
		case f.Kind == result.Text:
			f.Only = "groups"
		case f.Name == "value" || f.Name == "low" || f.Name == "high":
		case !f.Extra || f.Kind == result.Count: // also those who came and left within a period
			f.Only = "total"
		}
	}
	return fields
}

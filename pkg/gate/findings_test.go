package gate_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A threshold on a list holds for every row, and the figure of the worst is shown.
func TestFindings(t *testing.T) {
	row := func(region, period string, low any, reason any) result.Object {
		return result.Object{{Key: "by", Value: result.Object{{Key: "region", Value: region}}}, {Key: "period", Value: period},
			{Key: "value", Value: 7.0}, {Key: "low", Value: low}, {Key: "reason", Value: reason}}
	}
	d := &result.Document{Total: result.Group{Values: result.Object{{Key: "value", Value: -2.0}}}, Own: result.Object{{Key: "p", Value: 0.04}},
		Findings: []result.Findings{{Key: "points", Fields: []result.Field{{Name: "period", Kind: result.Text, Names: true}},
			Rows: []result.Object{row("EU", "2026-05", 3.0, nil), row("EU", "2026-06", -1.5, nil), row("US", "2026-06", nil, "few")}}}}
	check := func(expression, outcome string, actual float64) {
		t.Helper()
		g, err := gate.Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		th, err := g.Apply(d)
		got, shown := "missed", 0.0
		if th.Passed {
			got = "passed"
		}
		if err != nil {
			got = err.Error()
		}
		if th.Actual != nil {
			shown = *th.Actual
		}
		if got != outcome || shown != actual {
			t.Errorf("%s: %s with %g, want %s with %g", expression, got, shown, outcome, actual)
		}
	}
	check("value>=0", "missed", -2) // the total's
	check("p<0.05", "passed", 0.04)
	check("low>=-2", "passed", -1.5)
	check("low>=0", "missed", -1.5)
	check("low<=2", "missed", 3)
	check("low=3", "missed", -1.5)
	check("low!=3", "missed", 3)
	check("EU/2026-05.low>=3", "passed", 3)
	check("US/2026-06.low>=3", "missed", 0)
	check("high>=3", "missed", 0)
	g, _ := gate.Parse("low>=0")
	if th, err := g.Apply(d); err != nil || th.Whose != "EU/2026-06" || th.Wanted != ">= 0" {
		t.Errorf("the worst is %q, wanted %q, %v", th.Whose, th.Wanted, err)
	}
	d.Findings[0].Every = true
	check("low>=-2", "missed", 0)
	check("EU/2026-05.low>=3", "passed", 3)
	g, _ = gate.Parse("low>=-2")
	if th, err := g.Apply(d); err != nil || th.Whose != "US/2026-06" || th.Reason != "few" {
		t.Errorf("without a figure is %q, reason %q, %v", th.Whose, th.Reason, err)
	}
	check("US.low>=3", `threshold "US.low>=3": there is nothing called "US"; points are "EU/2026-05", "EU/2026-06", "US/2026-06"`, 0)
}

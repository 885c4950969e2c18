package gate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// group makes a group of --by values, its period behind the last of them when it begins with 20.
func group(value any, by ...string) result.Group {
	g := result.Group{Values: result.Object{{Key: "n", Value: int64(200)}, {Key: "value", Value: value}, {Key: "low", Value: 19.76}}}
	for _, v := range by {
		if strings.HasPrefix(v, "20") {
			g.Period = v
			continue
		}
		g.By = append(g.By, result.Member{Key: "column", Value: v})
	}
	return g
}

var document = &result.Document{
	Total: group(30.0),
	Groups: result.List(
		group(10.0, "EU"),
		group(-20.0, "U.S.", "2026-06"),
		group(40.5, "Latin America"),
		group(nil, "nobody"),
		group(1.0, "a>=b"),
		group(2.0, "v.value"),
		group(3.0, "two\nlines"),
		group(4.0, "a/b", "c"),
		group(5.0, "a", "b/c"),
		group(6.0, ""),
	),
}

// apply parses a threshold and compares it with the document: "passed", "missed", or what is wrong.
func apply(expression string) (outcome string, t result.Threshold) {
	g, err := gate.Parse(expression)
	if err == nil {
		t, err = g.Apply(document)
	}
	switch {
	case err != nil:
		return err.Error(), t
	case t.Passed:
		return "passed", t
	}
	return "missed", t
}

func TestApply(t *testing.T) {
	check := func(expression, want string) {
		t.Helper()
		if got, _ := apply(expression); got != want {
			t.Errorf("%q: %s, want %s", expression, got, want)
		}
	}
	check("value>=30", "passed")
	check("value>=30.0001", "missed")
	check("value>30", "missed")
	check("value>29.9", "passed")
	check("value<=30", "passed")
	check("value<=29.99", "missed")
	check("value<30", "missed")
	check("value<31", "passed")
	check("value=30", "passed")
	check("value==30", "passed")
	check("value==31", "missed")
	check("value!=30", "missed")
	check("value!=31", "passed")
	check("n>=200", "passed") // a whole number
	check("low>=20", "missed")

	check("  value >= 30 ", "passed")
	check("value>=30%", "passed") // the unit of the figure may be there
	check("value >= 30 %", "passed")
	check("value>=+30", "passed")
	check("\v\u00a0value>=30\u2003\v", "passed") // every kind of white space
	check("\v\u00a0EU.value>=10", "passed")
	check("value>=-30.50", "passed")

	check("EU.value>=10", "passed")
	check("EU.value>10", "missed")
	check("Latin America.value>=40.5", "passed")
	check("U.S./2026-06.value<=-20", "passed") // label and period are joined by a slash
	check("U.S./2026-06.value>=-19", "missed")
	check("a>=b.value==1", "passed")
	check("v.value.value==2", "passed")
	check("two\nlines.value==3", "passed")
	check("nobody.value>=-100", "missed") // a figure that does not exist reaches nothing
	check("nobody.value<100", "missed")

	check("a/b/c.value>=0", `threshold "a/b/c.value>=0": two groups are called "a/b/c"`)
	check("US.value>=10", `threshold "US.value>=10": there is no group "US"; there are "EU", "U.S./2026-06", "Latin America", `+
		`"nobody", "a>=b", "v.value", "two\nlines", "a/b/c", "a/b/c", ""`)
	check("eu.value>=10", `threshold "eu.value>=10": there is no group "eu"; there are "EU", "U.S./2026-06", "Latin America", `+
		`"nobody", "a>=b", "v.value", "two\nlines", "a/b/c", "a/b/c", ""`)
}

func TestActual(t *testing.T) {
	thirty, ten := 30.0, 10.0
	total, eu := document.Total.Values, document.Groups.At(0).Values
	check := func(expression string, want result.Threshold) {
		t.Helper()
		_, got := apply(expression)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", expression, diff)
		}
	}
	check("value >= 30", result.Threshold{Expression: "value >= 30", Actual: &thirty, Passed: true, Field: "value", Wanted: ">= 30", Of: total})
	check("value>=31.50", result.Threshold{Expression: "value>=31.50", Actual: &thirty, Field: "value", Wanted: ">= 31.5", Of: total})
	check("EU.value<-2", result.Threshold{Expression: "EU.value<-2", Actual: &ten, Field: "value", Wanted: "< -2", Whose: "EU", Of: eu})
	check("nobody.value>=1", result.Threshold{Expression: "nobody.value>=1", Field: "value", Wanted: ">= 1", Whose: "nobody", Of: document.Groups.At(3).Values})
}

// What a baseline asks for is a number where there is one.
func TestWantedOfBaseline(t *testing.T) {
	check := func(expression, want string, baseline any) {
		t.Helper()
		g, err := gate.Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		th, err := g.Apply(&result.Document{Total: result.Group{Values: result.Object{{Key: "value", Value: 7.0}, {Key: "baseline", Value: baseline}}}})
		if err != nil || th.Wanted != want {
			t.Errorf("%s: %q, %v, want %q", expression, th.Wanted, err, want)
		}
	}
	check("value>=baseline-2", ">= 3", 5.0)
	check("value>=baseline", ">= 5", 5.0)
	check("value>=baseline-2", ">= baseline-2", nil)
	check("value<=baseline", "<= baseline", nil)
}

func TestNoGroups(t *testing.T) {
	g, err := gate.Parse("EU.value>=10")
	if err != nil {
		t.Fatal(err)
	}
	_, err = g.Apply(&result.Document{})
	if want := `threshold "EU.value>=10": there is no group "EU"; groups need --by or --period`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestBadForms(t *testing.T) {
	for _, expression := range []string{
		"", "value", "30", ">=30", "value>=", "value=>30", "value>=thirty", "value>=1e3", "value>=.5", "value>=5.", "value>=1,5",
		"value>>30", "value>=30 points", "value>=30%%", "value~30", "Value>=30", ".value>=30", " .value>=30", "EU. value>=30", "EU.>=30",
		"value>=--3", "value>=0x10", "value>=NaN", "value>=Inf", "value>=30 low>=20", "value>=3 0",
	} {
		g, err := gate.Parse(expression)
		if err == nil || !strings.Contains(err.Error(), "such as value>=30") {
			t.Errorf("%q: %+v, %v", expression, g, err)
		}
	}
	if _, err := gate.Parse("value>=1" + strings.Repeat("0", 400)); err == nil || !strings.HasSuffix(err.Error(), "is not a number") {
		t.Errorf("a number that no float64 holds: %v", err)
	}
}

func TestCheck(t *testing.T) {
	fields := []result.Field{{Name: "n"}, {Name: "value"}, {Name: "distribution", Kind: result.Distribution}, {Name: "promoters_pct"}}
	check := func(expression, want string) {
		t.Helper()
		g, err := gate.Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := g.Check(fields); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", expression, got, want)
		}
	}
	check("value>=30", "")
	check("EU.promoters_pct>=30", "")
	check("vaule>=30", `threshold "vaule>=30": there is no field "vaule"; the fields are n, value, promoters_pct`)
	check("distribution>=30", `threshold "distribution>=30": there is no field "distribution"; the fields are n, value, promoters_pct`)
}

// Thresholds may be as far from a baseline as somebody says, of the total and of groups.
func TestBaseline(t *testing.T) {
	figures := func(value, before any) result.Object {
		return result.Object{{Key: "value", Value: value}, {Key: "low", Value: 25.0}, {Key: "change", Value: 1.0}, {Key: "baseline", Value: before}}
	}
	named := func(name string, values result.Object) result.Group {
		return result.Group{By: result.Object{{Key: "region", Value: name}}, Values: values}
	}
	d := &result.Document{Total: result.Group{Values: figures(30.0, 31.5)},
		Groups: result.List(named("EU", figures(10.0, 12.0)), named("US", figures(10.0, nil)), named("APAC", figures(nil, 10.0)))}
	fields := []result.Field{{Name: "n"}, {Name: "value"}, {Name: "low"}, {Name: "baseline"}, {Name: "change"}}
	check := func(expression, want string) {
		t.Helper()
		g, err := gate.Parse(expression)
		if err == nil {
			err = g.Check(fields)
		}
		if err != nil {
			if !strings.HasPrefix(err.Error(), want) {
				t.Errorf("%q: %v, want %s", expression, err, want)
			}
			return
		}
		if passed, err := g.Apply(d); err != nil || passed.Passed != (want == "passed") || want != "passed" && want != "missed" {
			t.Errorf("%q: %+v, %v, want %s", expression, passed, err, want)
		}
	}
	check("value>=baseline-2", "passed")
	check("value>=baseline -1.5", "passed")
	check("value >= baseline - 1.25", "missed")
	check("value>=baseline", "missed")
	check("value<baseline", "passed")
	check("value<baseline +1", "passed")
	check("low>=baseline-7", "passed")
	check("baseline>=31", "passed") // the figure itself
	check("EU.value>=baseline-2", "passed")
	check("EU.value>=baseline-1", "missed")
	check("US.value>=baseline-100", "missed") // what is not there holds nothing
	check("APAC.value>=baseline-100", "missed")

	check("change>=baseline-2", `threshold "change>=baseline-2": baseline is a value`)
	check("value>=baseline2", `threshold "value>=baseline2": "2" is not a number`)
	check("value>=baseline 2", `threshold "value>=baseline 2": "2" is not a number`)
	check("value>=baseline-", "threshold \"value>=baseline-\" is not")
	check("value>=baseline*2", "threshold \"value>=baseline*2\" is not")
	check("value>=baseline--2", "threshold \"value>=baseline--2\" is not")
	check("value>=2-baseline", "threshold \"value>=2-baseline\" is not")
	check("value>=Baseline", "threshold \"value>=Baseline\" is not")
	check("value>=- 2", `threshold "value>=- 2": "- 2" is not a number`)
	check("value>=baseline-2%", `threshold "value>=baseline-2%": % may mean a part`)
	fields = fields[:3]
	check("value>=baseline-2", `threshold "value>=baseline-2": baseline is the value in the file of --baseline, and none is given`)
}

// FuzzParse holds that what is understood is understood whole: the parts make the expression again.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"value>=30", "U.S./2026-06.low < -20 %", "a>=b.value==1", "two\nlines.n!=3", "value=>30", "é.n>1.5", "x.n>=" + strings.Repeat("9", 400),
		"\v0.a=0", "\u00a0x.n>1", "EU.value>=baseline - 2", "value<baseline"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		g, err := gate.Parse(expression)
		if err != nil {
			if err.Error() == "" {
				t.Error("no words")
			}
			return
		}
		rest := strings.TrimSpace(expression)
		if g.Group != "" {
			rest = strings.TrimPrefix(rest, g.Group+".")
		}
		if g.Expression != expression || !strings.HasPrefix(rest, g.Field) {
			t.Errorf("%q is read as field %q of %q", expression, g.Field, g.Group)
		}
		if _, err := g.Apply(document); err != nil && g.Group == "" {
			t.Errorf("%q of the total: %v", expression, err)
		}
	})
}

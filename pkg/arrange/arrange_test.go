package arrange_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/arrange"
	"github.com/cxcalc/cxcalc/pkg/result"
)

var fields = []result.Field{
	{Name: "n", Title: "answers"}, {Name: "value", Kind: result.Percent}, {Name: "distribution", Kind: result.Distribution},
	{Name: "formula", Kind: result.Text, Names: true}, {Name: "span", Kind: result.Text, Extra: true}, {Name: "weight_sum", Kind: result.Number, Extra: true},
}

func group(name string, n int64, value any) result.Group {
	return result.Group{By: result.Object{{Key: "region", Value: name}}, Verdict: &result.Verdict{Met: true, Proven: true},
		Values: result.Object{{Key: "n", Value: n}, {Key: "value", Value: value}, {Key: "distribution", Value: result.Object{}},
			{Key: "formula", Value: name}, {Key: "span", Value: "10.50"}, {Key: "weight_sum", Value: 1.5}}}
}

// never proves nothing again, so that verdicts that do not hold together are not proven.
func never(int, float64) *result.Verdict { return nil }

func arranged(o arrange.Arrangement, groups ...result.Group) *result.Document {
	d := &result.Document{Fields: fields, Groups: result.List(groups...)}
	o.Arrange(d, 0.95, never)
	return d
}

// A group of fewer than --min-n has n and words, no figure and no verdict, and does not count for the verdicts of others.
func TestHeldBack(t *testing.T) {
	d := arranged(arrange.Arrangement{MinN: 10}, group("EU", 9, 30.0), group("US", 10, 40.0))
	want := result.Object{{Key: "n", Value: int64(9)}, {Key: "value"}, {Key: "distribution"}, {Key: "formula", Value: "EU"}}
	eu, us := d.Groups.At(0), d.Groups.At(1)
	if diff := cmp.Diff(want, eu.Values); diff != "" || eu.Verdict != nil || eu.Reason != "few" || !eu.Few {
		t.Errorf("%+v (-want +got)\n%s", eu, diff)
	}
	if us.Reason != "" || !us.Few || us.Verdict == nil || !us.Verdict.Proven {
		t.Errorf("at the limit: %+v", us)
	}
	if len(d.Warnings) != 1 || d.Warnings[0].Code != "held_back" || d.Warnings[0].Text != "1 of 2 groups has fewer than 10 answers: the figures are held back" {
		t.Errorf("warnings %v", d.Warnings)
	}
	if n, _ := d.Settings.Get("min_n"); n != int64(10) {
		t.Errorf("settings %v", d.Settings)
	}
}

// What the groups that are shown leave of the total is no secret, and is said to be none.
func TestToldByTotal(t *testing.T) {
	check := func(total int64, want bool, sizes ...int64) {
		t.Helper()
		d := &result.Document{Fields: fields, Total: result.Group{Values: result.Object{{Key: "n", Value: total}}}}
		for _, n := range sizes {
			d.Groups = result.List(append(d.Groups.First(d.Groups.Len()), group("EU", n, 30.0))...)
		}
		arrange.Arrangement{MinN: 10}.Arrange(d, 0.95, never)
		if got := slices.ContainsFunc(d.Warnings, func(w result.Warning) bool { return w.Code == "told_by_total" }); got != want {
			t.Errorf("total %d of %v: %v", total, sizes, d.Warnings)
		}
	}
	check(29, true, 9, 20)
	check(29, true, 4, 5, 20)
	check(32, false, 6, 6, 20) // theirs is the sum of two, which is of enough
	check(20, false, 9, 20)    // the groups are not what the total is made of
	check(30, false, 10, 20)
}

func TestFew(t *testing.T) {
	d := arranged(arrange.Arrangement{}, group("EU", 29, 30.0), group("US", 30, 40.0))
	if !d.Groups.At(0).Few || d.Groups.At(1).Few || len(d.Settings)+len(d.Warnings) > 0 {
		t.Errorf("%+v", d)
	}
	if d.Groups.At(0).Verdict.Proven {
		t.Error("verdicts do not hold together")
	}
}

func TestSort(t *testing.T) {
	check := func(by, want string) {
		t.Helper()
		d := arranged(arrange.Arrangement{Sort: by}, group("A", 40, 2.0), group("B", 50, nil), group("C", 60, 10.0), group("D", 40, 2.0))
		got := ""
		for _, g := range d.Groups.All() {
			got += g.By[0].Value.(string)
		}
		if got != want {
			t.Errorf("--sort %s: %s, want %s", by, got, want)
		}
	}
	check("value", "ADCB")
	check("-value", "CADB") // what has none is last either way
	check("n", "ADBC")
	check("-formula", "DCBA")
	check("", "ABCD")
}

func TestCheck(t *testing.T) {
	check := func(o arrange.Arrangement, cohorts bool, want string) {
		t.Helper()
		got := ""
		if err := o.Check(fields, cohorts); err != nil {
			got = err.Error()
		}
		if got == "" != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%+v: %q, want %q", o, got, want)
		}
	}
	check(arrange.Arrangement{Sort: "-value", MinN: 5, Head: 3}, false, "")
	check(arrange.Arrangement{MinN: -1}, false, "--min-n -1")
	check(arrange.Arrangement{Head: -1}, false, "--head -1")
	check(arrange.Arrangement{Sort: "-values"}, false, `there is no field "values"; the fields are n, value, formula, span, weight_sum`)
	check(arrange.Arrangement{Sort: "value"}, true, "cohorts")
}

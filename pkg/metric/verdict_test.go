package metric

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A target is of a month, whatever the periods are: 10 % over three months is 3.45 % a month.
func TestVerdictOfAMonth(t *testing.T) {
	limit := 5.0
	l := Metric{Target: &limit, LowerIsBetter: true, LedgerTraits: &LedgerTraits{Monthly: true}}
	group := func(value, low, high float64) result.Object {
		return result.Object{{Key: "value", Value: value}, {Key: "low", Value: low}, {Key: "high", Value: high}}
	}
	check := func(what string, values result.Object, target *float64, q Account, want string, compared float64) {
		t.Helper()
		v := l.Verdict(values, target, q)
		if v == nil {
			if want != "" {
				t.Errorf("%s: no verdict, want %s", what, want)
			}
			return
		}
		got := 0.0
		if v.Compared != nil {
			got = *v.Compared
		}
		if v.Text != want || !near(got, compared) {
			t.Errorf("%s: got %s, compared %v, want %s, %v", what, v.Text, got, want, compared)
		}
	}
	month := Account{PerYear: 12}
	check("a month", group(2.5, 1.9, 3.3), nil, month, "met and proven", 0)
	check("three months in one step", group(10, 8, 12.5), nil, Account{PerYear: 12, Step: 3}, "met and proven", 3.4510615) // 1 − 0.9^(1/3)
	check("a quarter", group(10, 8, 12.5), nil, Account{PerYear: 4}, "met and proven", 3.4510615)
	check("a quarter, high over", group(10, 8, 15), nil, Account{PerYear: 4}, "met, not proven", 3.4510615) // 0.85^(1/3) = 0.9473
	check("a day", group(0.3, 0.25, 0.35), nil, Account{PerYear: 365.2425}, "missed and proven", 8.7391107) // 1 − 0.997^30.436875
	check("more than all in a week", group(120, 90, 150), nil, Account{PerYear: 365.2425 / 7}, "missed and proven", 100)
	check("no periods", group(2.5, 1.9, 3.3), nil, Account{}, "", 0)
	own := 12.0
	check("a target of the user's is of the figure", group(10, 8, 11), &own, Account{PerYear: 4}, "met and proven", 0)
	check("two months prove nothing", group(2.5, 1.9, 3.3), nil, Account{PerYear: 12, Periods: 2}, "met, not proven", 0)
	check("three months do", group(2.5, 1.9, 3.3), nil, Account{PerYear: 12, Periods: 3}, "met and proven", 0)
	check("nothing can be lost", group(0, 0, 1), nil, Account{PerYear: 12, NothingToLose: true}, "", 0)
	check("nothing can be lost", group(0, 0, 1), &own, Account{PerYear: 12, NothingToLose: true}, "", 0)
	if v := l.Verdict(group(2.5, 1.9, 3.3), nil, month); v.Per != "month" || v.Target != 5 {
		t.Errorf("got %+v, want the target of a month", v)
	}
	want := &result.Verdict{Target: 12, Met: true, Proven: true, Text: "met and proven"}
	if diff := cmp.Diff(want, l.Verdict(group(10, 8, 11), &own, Account{PerYear: 4})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

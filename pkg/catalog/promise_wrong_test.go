package catalog

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A metric that is made wrong on purpose breaks the promise that it should, whatever it is computed from.
func TestBrokenPromisesAreSeen(t *testing.T) {
	check := func(want string, change func(parts int, o result.Object) result.Object) {
		t.Helper()
		answers := ofAnswers(t, Of(metric.OfAnswers)[0], false, metric.Inquiry{Confidence: 0.95})
		ledger := ofLedger(Of(metric.OfCustomers)[0], accounts(Of(metric.OfCustomers)[0])[0])
		for _, s := range []subject{answers, ledger} {
			right := s.print
			s.print = func(parts [][]row) []result.Object {
				list := right(parts)
				list[0] = change(len(parts), list[0])
				return list
			}
			got := brokenPromises(s, 1, 60)
			if !slices.ContainsFunc(got, func(text string) bool { return strings.HasPrefix(text, want) }) {
				t.Errorf("%s: %q is seen, want %s", s.name, got, want)
			}
		}
	}
	check("value 50 is not between 120 and -7", func(_ int, o result.Object) result.Object {
		return set(set(set(o, "value", 50.0), "low", 120.0), "high", -7.0)
	})
	check("value 50 is not between 50.001 and 60", func(_ int, o result.Object) result.Object {
		return set(set(set(o, "value", 50.0), "low", 50.001), "high", 60.0)
	})
	check("delight is printed and not declared", func(_ int, o result.Object) result.Object {
		return append(o, result.Member{Key: "delight", Value: 1.0})
	})
	check("value is printed twice", func(_ int, o result.Object) result.Object {
		return append(o, result.Member{Key: "value"})
	})
	check("high is declared and not printed", func(_ int, o result.Object) result.Object {
		return slices.DeleteFunc(o, func(m result.Member) bool { return m.Key == "high" })
	})
	check("value is NaN", func(_ int, o result.Object) result.Object { return set(o, "value", math.NaN()) })
	check("high is +Inf", func(_ int, o result.Object) result.Object { return set(o, "high", math.Inf(1)) })
	check("value does not exist and lies from 1 to 2", func(_ int, o result.Object) result.Object {
		return set(set(set(o, "value", nil), "low", 1.0), "high", 2.0)
	})
	check("value of nothing is 0", func(_ int, o result.Object) result.Object {
		if v, _ := o.Get("value"); v == nil {
			return set(o, "value", 0.0)
		}
		return o
	})
	check("n is -1 (int64)", func(_ int, o result.Object) result.Object { return set(o, "n", int64(-1)) })
	check("n is <nil>", func(_ int, o result.Object) result.Object { return set(o, "n", nil) })
	check("n is 1.5 (float64)", func(_ int, o result.Object) result.Object { return set(o, "n", 1.5) })
	check("value is high (string)", func(_ int, o result.Object) result.Object { return set(o, "value", "high") })
	check("merged parts differ from the whole", func(parts int, o result.Object) result.Object {
		return set(o, "n", int64(parts)) // what a merge would give that forgets a part, or takes their order
	})
}

// A tally whose merge depends on the order is seen as one that differs from the whole.
func TestOrderOfMergingIsSeen(t *testing.T) {
	s := ofLedger(Of(metric.OfCustomers)[0], accounts(Of(metric.OfCustomers)[0])[0])
	right := s.print
	s.print = func(parts [][]row) []result.Object {
		if len(parts) > 1 {
			parts = parts[:len(parts)-1]
		}
		return right(parts)
	}
	if got := strings.Join(brokenPromises(s, 1, 60), "\n"); !strings.HasPrefix(got, "merged parts differ from the whole") {
		t.Errorf("%q is seen of a merge that keeps what comes first", got)
	}
}

// A field whose sentence tells a range is held in it, and so are its limits; shares add up.
func TestRangesAreSeen(t *testing.T) {
	fields := []result.Field{
		{Name: "part", Kind: result.Percent, Share: "good", Doc: "Share in percent, from 0 to 100."},
		{Name: "rest", Kind: result.Percent, Share: "bad"},
		{Name: "part_low", Kind: result.Percent}, {Name: "part_high", Kind: result.Percent},
	}
	check := func(want string, part, rest, low, high any) {
		t.Helper()
		o := result.Object{{Key: "part", Value: part}, {Key: "rest", Value: rest}, {Key: "part_low", Value: low}, {Key: "part_high", Value: high}}
		if got := strings.Join(objectPromises(fields, o), "; "); got != want {
			t.Errorf("%q is seen, want %q", got, want)
		}
	}
	check("", 40.0, 60.0, 30.0, 50.0)
	check("", 40.0, 60.0, nil, nil)
	check("", nil, nil, nil, nil)
	check("", nil, nil, 30.0, nil)
	check("part does not exist and lies from 30 to 50", nil, nil, 30.0, 50.0)
	check("part 140 is not from 0 to 100", 140.0, -40.0, nil, nil)
	check("part_low -1 is not from 0 to 100", 40.0, 60.0, -1.0, 50.0)
	check("part 40 is not between 41 and 50", 40.0, 60.0, 41.0, 50.0)
	check("the shares [40 50] add up to 90", 40.0, 50.0, 30.0, 50.0)
}

// set returns an object with another value under a key.
func set(o result.Object, key string, value any) result.Object {
	o = slices.Clone(o)
	for i := range o {
		if o[i].Key == key {
			o[i].Value = value
		}
	}
	return o
}

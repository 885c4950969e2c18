package render

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/result"
)

func TestDecimal(t *testing.T) {
	check := func(v float64, places int, want string) {
		t.Helper()
		if got := (voice{}).decimal(v, places); got != want {
			t.Errorf("decimal(%v, %d) = %q, want %q", v, places, got, want)
		}
	}
	check(0.125, 2, "0.13")       // a half that a float holds exactly
	check(-0.125, 2, "-0.13")     // away from zero on both sides
	check(2.675, 2, "2.68")       // stored as 2.67499999999999982…
	check(1.005, 2, "1.01")       // stored as 1.00499999999999989…
	check(2.674999999, 2, "2.67") // not a half
	check(2.5, 0, "3")            // not to even
	check(-0.004, 2, "0.00")      // no sign before a zero
	check(math.Copysign(0, -1), 1, "0.0")
	check(1234567.891, 2, "1,234,567.89")
	check(999.999, 2, "1,000.00") // the carry makes a new group
	check(-100, 0, "-100")
	check(-1000, 0, "-1,000")
	check(1e15, 0, "1,000,000,000,000,000")
	check(math.NaN(), 2, "n/a")
	check(math.Inf(1), 2, "n/a")
}

// Figures are rounded as exact fractions of their 15 digits are.
func TestDecimalOfFractions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		v := math.Ldexp(random.Float64()-0.5, random.IntN(120)-60)
		if random.IntN(2) == 0 {
			v = float64(random.IntN(2_000_001)-1_000_000) / 1000 // many halves
		}
		places := random.IntN(8)
		exact, _ := new(big.Rat).SetString(strconv.FormatFloat(v, 'e', 14, 64))
		if got, want := exactly(v, places), withCommas(exact.FloatString(places)); got != want {
			t.Errorf("%v with %d decimals is %q, want %q", v, places, got, want)
		}
	}
}

func TestFigure(t *testing.T) {
	check := func(v any, kind result.Form, want string) {
		t.Helper()
		if got := (voice{}).figure(v, kind); got != want {
			t.Errorf("figure(%v, %d) = %q, want %q", v, kind, got, want)
		}
	}
	check(30.0, result.Points, "30")
	check(53.42, result.Points, "53.42")
	check(2.5, result.Percent, "2.5 %")
	check(0.0, result.Percent, "0 %")
	check(0.00123, result.Percent, "0.0012 %") // two digits of a small share, not 0 %
	check(7.9, result.Mean, "7.9")
	check(int64(13612), result.Count, "13,612")
	check(int64(9007199254740993), result.Count, "9,007,199,254,740,993") // 2^53 + 1: no float holds it
	check(nil, result.Percent, "n/a")
	check(true, result.Number, "yes")
	check([]float64{0, 10}, result.Number, "0, 10")
	check([]string{"a\n", "b"}, result.Number, `a\n, b`)
	check("EUR", result.Percent, "EUR")
}

func TestInterval(t *testing.T) {
	check := func(kind result.Form, low, high any, want string) {
		t.Helper()
		s := fieldset{value: result.Field{Name: "value", Kind: kind}, low: result.Field{Name: "low"}, high: result.Field{Name: "high"}}
		if got := s.interval(result.Object{{Key: "low", Value: low}, {Key: "high", Value: high}}); got != want {
			t.Errorf("interval of %v and %v: %q, want %q", low, high, got, want)
		}
	}
	check(result.Points, 19.757, 39.534, "19.76 to 39.53")
	check(result.Points, -100.0, int64(5), "-100.00 to 5.00")
	check(result.Percent, 71.11708, 86.66331, "71.1 to 86.7") // 80 of 100, Wilson
	check(result.Percent, 1.90, 3.28, "1.90 to 3.28")         // 50 of 2000, Wilson
	check(result.Percent, 8.4, 12.34, "8.4 to 12.3")          // one precision for both ends
	check(result.Percent, 53.21, 53.58, "53.21 to 53.58")     // one decimal would hide the width
	check(result.Percent, 53.421, 53.468, "53.421 to 53.468")
	check(result.Percent, 0.001, 0.0093, "0.0010 to 0.0093")
	check(result.Percent, nil, 3.0, "")
}

package where

import (
	"math/big"
	"regexp"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

func FuzzParse(f *testing.F) {
	for _, expr := range []string{
		"region=EU", `"How likely, 0=low?"!="x ""y"""`, "score>=9.5", "day<2026-06-01", "comment!~(?i)slow", `country in US,"C,A",`, "a=",
	} {
		f.Add(expr, []byte("9.0"))
	}
	f.Fuzz(func(t *testing.T, expr string, cell []byte) {
		c, err := Parse(expr)
		if err != nil {
			return
		}
		if c.Column() == "" {
			t.Fatalf("%q has no column", expr)
		}
		if again, err := Parse(c.String()); err != nil || again.Match(cell) != c.Match(cell) {
			t.Fatalf("%q on %q is not the same again: %v", expr, cell, err)
		}
		if c.With(Cells{}).Match(cell) != c.Match(cell) {
			t.Fatalf("%q on %q depends on empty options", expr, cell)
		}
	})
}

// Exactly one of <, = and > holds between a number and a number, and none without.
func FuzzOrder(f *testing.F) {
	f.Add("9", "9.0")
	f.Add("-0.5", "1e-3")
	f.Add("2026-06-01", "2026-05-31T23:59:59Z")
	f.Fuzz(func(t *testing.T, cell, value string) {
		holds := 0
		for _, pair := range [][2]string{{"<", ">="}, {">", "<="}} {
			c, err := Parse(`x` + pair[0] + value)
			not, otherErr := Parse(`x` + pair[1] + value)
			if err != nil || otherErr != nil {
				return
			}
			if c.Match([]byte(cell)) {
				holds++
				if not.Match([]byte(cell)) {
					t.Fatalf("%q is both %s and %s %q", cell, pair[0], pair[1], value)
				}
			}
		}
		if holds > 1 {
			t.Fatalf("%q is both below and above %q", cell, value)
		}
	})
}

// short are numbers that big.Rat reads in reasonable time.
var short = regexp.MustCompile(`^[+-]?([0-9]{0,30}(\.[0-9]{1,30})?|[0-9]{1,30})([eE][+-]?[0-9]{1,3})?$`)

// Decimals compare as exact fractions do.
func FuzzDecimals(f *testing.F) {
	for _, pair := range [][2]string{{"9", "9.0"}, {"-0", "0.00"}, {"10", "9.99"}, {"1e3", "1000"}, {".5", "0.05e1"}, {"9007199254740993", "9007199254740992"}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := readDecimal([]byte(a), '.', nil), readDecimal([]byte(b), '.', nil)
		if !short.MatchString(a) || !short.MatchString(b) {
			return
		}
		p, pok := new(big.Rat).SetString(a)
		q, qok := new(big.Rat).SetString(b)
		if x.valid != pok || y.valid != qok {
			t.Fatalf("%q is a number: %v, want %v; %q: %v, want %v", a, x.valid, pok, b, y.valid, qok)
		}
		if pok && qok && x.compare(y) != p.Cmp(q) {
			t.Fatalf("%q against %q is %d, want %d", a, b, x.compare(y), p.Cmp(q))
		}
	})
}

// A date in a condition is the bound that --since would make of it.
func FuzzDates(f *testing.F) {
	f.Add("2026-06-01")
	f.Add("2026-06-01T12:00:00.5+02:00")
	f.Fuzz(func(t *testing.T, value string) {
		at, err := dates.ParseBound(value, nil)
		c, parseErr := Parse("x>=" + value)
		if err != nil || parseErr != nil || !c.timed {
			return
		}
		if from := c.values[0].span.from; from != at {
			t.Fatalf("%q is %d, want %d", value, from, at)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	for _, c := range [][2]string{{"a=EU", "EU"}, {"a in 8,9", "9.0"}, {"a>=9.5", "10"}, {"a<2026-06-01", "2026-05-01T12:00:00Z"}} {
		b.Run(c[0], func(b *testing.B) {
			cond, err := Parse(c[0])
			if err != nil {
				b.Fatal(err)
			}
			cell := []byte(c[1])
			for b.Loop() {
				if !cond.Match(cell) {
					b.Fatal("not kept")
				}
			}
		})
	}
}

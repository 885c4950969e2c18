package answer

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"
)

func TestParseNumber(t *testing.T) {
	check := func(text string, mark byte, want float64) {
		t.Helper()
		if got, err := ParseNumber(text, mark); err != nil || got != want {
			t.Errorf("ParseNumber(%q, %q) = %v, %v, want %v", text, mark, got, err, want)
		}
	}
	check("0.2847177143", '.', 0.2847177143) // sfo-survey-2017, WEIGHT
	check("1.0455967742", 0, 1.0455967742)   // sfo-survey-2016, WEIGHT
	check("12.85", '.', 12.85)               // retail-nps-fr, CaTicket
	check("1,234", '.', 1234)
	check("1.234", ',', 1.234e3)
	check("1,234,567.89", '.', 1234567.89)
	check("1.234.567,89", ',', 1234567.89)
	check("1 234 567,89", ',', 1234567.89)
	check("1\u00a0234,5", ',', 1234.5)
	check("1\u202f234,5", ',', 1234.5)
	check("1'234.50", '.', 1234.5)
	check("1’234.50", '.', 1234.5)
	check(" -12.5 ", '.', -12.5)
	check("\u22125", '.', -5)
	check("+5", '.', 5)
	check(".5", '.', 0.5)
	check("5.", '.', 5)
	check("007", '.', 7)
	check("-0", '.', 0)
	check("1e+05", '.', 1e5)      // R writes 100000 so
	check("9.5e-05", '.', 9.5e-5) // R, Python, C
	check("1e-7", '.', 1e-7)      // JavaScript
	check("9,5e-05", ',', 9.5e-5)
}

func TestNotParseNumber(t *testing.T) {
	check := func(text string, mark byte, want error) {
		t.Helper()
		if got, err := ParseNumber(text, mark); !errors.Is(err, want) || got != 0 {
			t.Errorf("ParseNumber(%q, %q) = %v, %v, want %v", text, mark, got, err, want)
		}
	}
	for _, text := range []string{"", " ", "abc", "NaN", "Inf", "-inf", "infinity", "0x1p4", "1_000", "٣", "３", "--5", "+-5", "- 5",
		"12,5", "1,23,456", "1,2345", "1234,567", "0,123", ",123", "1,234,", "1,,234", "1.2.3", "1,234 567", "1.234,5",
		"$5", "5%", "5 kg", "(5)", "1e", "e5", "1e5x", "1e99999999999", ".", "-", "5-", "1\n000"} {
		check(text, '.', ErrNotNumber)
	}
	check("1.5", ',', ErrNotNumber)
	check("1.23E+11", '.', ErrExponent)
	check("1E5", '.', ErrExponent)
	check("1e5", '.', ErrExponent)
	check("1e+999", '.', ErrTooLarge)
	check("1"+strings.Repeat("0", 400), '.', ErrTooLarge)
}

func TestParseCount(t *testing.T) {
	check := func(text string, want int64, wantErr error) {
		t.Helper()
		if got, err := ParseCount(text, '.'); got != want || !errors.Is(err, wantErr) {
			t.Errorf("ParseCount(%q) = %v, %v, want %v, %v", text, got, err, want, wantErr)
		}
	}
	check("0", 0, nil)
	check("-0", 0, nil)
	check("12", 12, nil)
	check("12.0", 12, nil)
	check("1,234", 1234, nil)
	check("1e+05", 100000, nil)
	check("9223372036854775807", math.MaxInt64, nil)
	check("9223372036854775808", 0, ErrTooLarge)
	check("9007199254740993", 1<<53+1, nil) // a float64 would lose the last digit
	check("1e+16", 0, ErrTooLarge)
	check("-1", 0, ErrNegative)
	check("-1e+05", 0, ErrNegative)
	check("2.5", 0, ErrNotCount)
	check("2.5e-01", 0, ErrNotCount)
	check("1E+05", 0, ErrExponent)
	check("", 0, ErrNotNumber)
	check("many", 0, ErrNotNumber)
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1,234.5", "1e+05", "", "-", "1'000", "9.5e-05", "\u2212", "1e-400", "1 000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, err := ParseNumber(text, '.')
		if math.IsNaN(x) || math.IsInf(x, 0) || err != nil && x != 0 {
			t.Fatalf("ParseNumber(%q) = %v, %v", text, x, err)
		}
		if n, countErr := ParseCount(text, '.'); countErr == nil && (n < 0 || err != nil || float64(n) != x) {
			t.Fatalf("ParseCount(%q) = %d, but ParseNumber gives %v, %v", text, n, x, err)
		}
	})
}

func FuzzNumbersSurvive(f *testing.F) {
	f.Add(0.0)
	f.Add(-1234.5)
	f.Add(1e-300)
	f.Fuzz(func(t *testing.T, x float64) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Skip()
		}
		for _, form := range []byte{'f', 'e'} {
			text := strconv.FormatFloat(x, form, -1, 64)
			if got, err := ParseNumber(text, '.'); err != nil || got != x {
				t.Fatalf("ParseNumber(%q) = %v, %v", text, got, err)
			}
		}
	})
}

func TestParsePart(t *testing.T) {
	for text, want := range map[string]float64{"0.25": 0.25, "25%": 0.25, " 12.5 % ": 0.125, "100%": 1, "2": 2} {
		if got, err := ParsePart(text, '.'); err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"%", "a%", "5%%", ""} {
		if got, err := ParsePart(text, '.'); err == nil {
			t.Errorf("%q: %v, want an error", text, got)
		}
	}
}

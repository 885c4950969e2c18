package customers

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

func TestParseSpan(t *testing.T) {
	check := func(text string, n int, unit dates.Period) {
		t.Helper()
		got, ok := parseSpan(text)
		if diff := cmp.Diff(ledger.Lapse{N: n, Unit: unit}, got); diff != "" || !ok {
			t.Errorf("%q: %v (-want +got):\n%s", text, ok, diff)
		}
	}
	check("90d", 90, dates.Day)
	check("90 days", 90, dates.Day)
	check(" 3 Months ", 3, dates.Month)
	check("12w", 12, dates.Week)
	check("1year", 1, dates.Year)
	check("2 quarters", 2, dates.Quarter)
	for _, text := range []string{"", "90", "d", "0d", "-3d", "3 fortnights", "1.5 months", "99999999999999999999d", "100001d", "3 months ago"} {
		if got, ok := parseSpan(text); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	for _, text := range []string{"90d", "3 months", "", "1 y", "\u0663 months", "000d", "18446744073709551616d"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if span, ok := parseSpan(text); ok && (span.N < 1 || span.N > 100_000 || span.Unit == "") {
			t.Errorf("%q was read as %v", text, span)
		}
	})
}

package dates_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

func TestWithin(t *testing.T) {
	check := func(text, label, rest string) {
		t.Helper()
		p, index, gotRest, ok := dates.Within(text)
		got := ""
		if ok {
			got = p.Label(index)
		}
		if got != label || gotRest != rest {
			t.Errorf("%q: %q and %q, want %q and %q", text, got, gotRest, label, rest)
		}
	}
	check("2015 total", "2015", "total")
	check("total_2015", "2015", "total")
	check("FY2015", "2015", "")
	check("2026-01", "2026-01", "")
	check("MRR 2026-01", "2026-01", "MRR")
	check("mrr_2026_01", "2026-01", "mrr")
	check("Jan 2026", "2026-01", "")
	check("Jan-26", "2026-01", "")
	check("enero 2026", "2026-01", "")
	check("Q1 2026", "2026-Q1", "")
	check("2026-Q1 revenue", "2026-Q1", "revenue")
	check("01/2026", "2026-01", "")
	check("202601", "2026-01", "")
	check("2026-01-31", "2026-01-31", "")
	check("score", "", "")
	check("Q1", "", "")
	check("10001", "", "")
	check("1234", "", "")
	check("customer 12", "", "")
	check("May", "", "")
	for _, text := range []string{"KW 7/2026", "KW07 2026", "W7 2026", "2026W07", "2026-KW7", "2026-W07", "Woche 7/2026"} {
		check(text, "2026-W07", "")
	}
	for _, text := range []string{"1Q26", "Q1/26", "Q1'26", "2026Q1", "Q1-26", "1Q2026"} {
		check(text, "2026-Q1", "")
	}
	check("MRR KW 7/2026", "2026-W07", "MRR")
	check("KW 60/2026", "", "")
	check("Q1 26", "", "")
	check("KW 7", "", "")
}

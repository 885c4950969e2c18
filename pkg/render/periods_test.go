package render

import "testing"

func TestApart(t *testing.T) {
	check := func(a, b, kind string, want bool) {
		t.Helper()
		if got := apart(a, b, kind); got != want {
			t.Errorf("%s and %s: apart is %v", a, b, got)
		}
	}
	check("2025-12", "2026-01", "month", false)
	check("2025-12", "2026-02", "month", true)
	check("2025-Q4", "2026-Q1", "quarter", false)
	check("2025-Q3", "2026-Q1", "quarter", true)
	check("2026-W53", "2027-W01", "week", false) // 2026 has 53 weeks
	check("2025-W52", "2026-W01", "week", false)
	check("2025-W52", "2026-W02", "week", true)
	check("1969-W52", "1970-W01", "week", false)
	check("2024-02-28", "2024-02-29", "day", false)
	check("2023-02-28", "2023-03-01", "day", false)
	check("2023-02-28", "2023-03-02", "day", true)
	check("2024", "2026", "year", true)
	check("Q1", "Q3", "quarter", false)
	check("a", "b", "era", false)
}

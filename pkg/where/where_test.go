package where

import "testing"

func TestMatch(t *testing.T) {
	check := func(expr, cell string, want bool) {
		t.Helper()
		c, err := Parse(expr)
		if err != nil {
			t.Error(err)
			return
		}
		if got := c.Match([]byte(cell)); got != want {
			t.Errorf("%s on %q is %v, want %v", expr, cell, got, want)
		}
	}
	check("region=EU", "EU", true)
	check("region=EU", " EU ", true)
	check("region=EU", "eu", false)
	check("region == EU", "EU", true)
	check("region!=EU", "US", true)
	check("region!=EU", "", true)
	check("score=9", "9.0", true)
	check("score in 9, 10", "10", true)
	check("score>=9", "10", true)
	check("score<9", "10", false)
	check("score<9", "", false)
	check("day>=2026-06-01", "2026-05-31T23:59:59Z", false)
	check("day>=2026-06", "2026-06-01", true)
}

package dates

import "testing"

func TestTellsNoDay(t *testing.T) {
	for text, want := range map[string]bool{
		"2026-03": true, " 2026/03": true, "03/2026": true, "03.2026": true, "2026-Q1": true, "Q2 2026": true, "March 2026": true, "Mar-26": true, "березень 2026": true,
		"2026-03-01": false, "1.3.2026": false, "1 March 2026": false, "20260301": false, "2026": false, "13/2026": false, "10:30": false, "": false, "2026-03-01 10:00": false,
	} {
		if got := TellsNoDay([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

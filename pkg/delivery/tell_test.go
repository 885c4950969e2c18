package delivery

import (
	"slices"
	"testing"
)

// What was lost is never taken for delivered because other words stand beside it that nobody knows.
func TestFailuresStandApart(t *testing.T) {
	senses := fromFailures([]string{"punctual", "lost in transit"})
	if len(senses) != 2 || !slices.Contains(senses[0].Flags, "lost in transit=failed") || !slices.Contains(senses[0].Flags, "punctual=delivered") ||
		!slices.Contains(senses[1].Flags, "lost in transit=failed") {
		t.Errorf("%v", senses)
	}
	for _, words := range [][]string{{"punctual", "tardy"}, {"returned", "lost"}} {
		if senses := fromFailures(words); senses != nil {
			t.Errorf("%v: %v", words, senses)
		}
	}
}

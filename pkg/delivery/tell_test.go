package delivery

import (
	"slices"
	"testing"
)

// What was lost is never taken for delivered because other words stand beside it that nobody knows.
func TestFailuresStandApart(t *testing.T) {
	senses := apart([]string{"somewhere", "lost in transit"})
	if len(senses) != 2 || !slices.Contains(senses[0].Flags, "lost in transit=failed") || !slices.Contains(senses[0].Flags, "somewhere=delivered") ||
		!slices.Contains(senses[1].Flags, "lost in transit=failed") {
		t.Errorf("%v", senses)
	}
	for _, words := range [][]string{{"on time", "delayed"}, {"on time", "lost", "delayed"}} {
		for _, sense := range apart(words) {
			if !slices.Contains(sense.Flags, "on time=delivered") {
				t.Errorf("%v: %v", words, sense)
			}
		}
	}
	for _, words := range [][]string{{"somewhere", "tardy"}, {"returned", "lost"}} {
		if senses := apart(words); senses != nil {
			t.Errorf("%v: %v", words, senses)
		}
	}
}

// Nobody wishes to count what has failed as delivered.
func TestEachOfTwo(t *testing.T) {
	senses := eachOfTwo([]string{"FAILURE", "somewhere"}, nil)
	if len(senses) != 1 || !slices.Contains(senses[0].Flags, "somewhere=delivered") {
		t.Errorf("%v", senses)
	}
}

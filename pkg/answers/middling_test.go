package answers

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// TestMiddling has the reading last in which a word is in the middle that another one has above it.
func TestMiddling(t *testing.T) {
	senses := middling([]problem.Sense{
		{Says: "first", Flags: []string{"--value", "Buena=3", "--value", "Mala=1"}},
		{Says: "second", Flags: []string{"--value", "Buena=4", "--value", "Mala=2"}},
		{Says: "third", Flags: []string{"--scale", "1-4"}},
	}, 3)
	want := []string{"second", "third", `first, where "Buena" is neither good nor bad`}
	for i, says := range want {
		if senses[i].Says != says {
			t.Errorf("sense %d says %q, want %q", i, senses[i].Says, says)
		}
	}
	kept := middling([]problem.Sense{{Says: "alone", Flags: []string{"--value", "Regular=3"}}}, 3)
	if kept[0].Says != "alone" {
		t.Errorf("a middle that no other reading has above it says %q", kept[0].Says)
	}
}

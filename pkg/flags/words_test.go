package flags_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/flags"
)

func TestListed(t *testing.T) {
	check := func(want string, names ...string) {
		t.Helper()
		if got := flags.Listed(names, "or"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	check("")
	check("a", "a")
	check("a or b", "a", "b")
	check("a, b or c", "a", "b", "c")
}

package mystery

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// An item lies in the nearest heading above it, whoever has met which row; a ring, and a row that nobody has met, is none.
func TestNest(t *testing.T) {
	at := tally.Place{}
	one, two, sections := newNest(), newNest(), newRoll()
	hall := sections.number([]byte("Hall"), at)
	put := func(n *nest, id, under string, heading int32) {
		n.rows[n.number(0, []byte(id), at)] = nestedRow{n.number(0, []byte(under), at), heading}
	}
	put(one, "q1", "hall", none)
	put(one, "smart", "q1", none)
	put(two, "hall", "", hall)
	put(two, "a", "b", none)
	put(two, "b", "a", none)
	one.merge(two, []int32{hall})
	check := func(under string, want int32) {
		t.Helper()
		if got := one.section(one.number(0, []byte(under), at)); got != want {
			t.Errorf("under %s: %d, want %d", under, got, want)
		}
	}
	check("hall", hall)
	check("q1", hall)
	check("smart", hall)
	check("a", none)
	check("elsewhere", none)
	if one.number(1, []byte("hall"), at) == one.number(0, []byte("hall"), at) {
		t.Error("two sources share an id")
	}
}

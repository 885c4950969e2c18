package pass

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

// called says what some are called.
type called map[string]string

func (c *called) Of(text []byte) string { return (*c)[string(text)] }

// A label stands for the text of its column, trimmed; a text without one has none. Counts with other labels are
// others.
func TestLabel(t *testing.T) {
	vip := &called{"a": "promoter", "b": "detractor"}
	cells := []string{" a ", "b", "c"}
	for i, want := range []string{"promoter", "detractor", ""} {
		key := appendKey(nil, []KeyPart{{Column: 0, Label: vip}}, &Record{Batch: &scan.Batch{Width: 1, Data: []byte(cells[i]), Spans: []scan.Span{{Len: uint32(len(cells[i]))}}}})
		if by := GroupKey(key).Value(0); by != want {
			t.Errorf("%q is %q, want %q", cells[i], by, want)
		}
	}
	count := func(l Label) *Counting { return &Counting{Columns: []Seats{{By: []KeyPart{{Label: l}}}}} }
	if one, same := count(vip).way(), count(vip).way(); one != same || count(vip).way() == count(&called{"a": "passive"}).way() {
		t.Error("labels do not tell ways apart")
	}
}

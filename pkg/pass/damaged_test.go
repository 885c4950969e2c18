package pass

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A group may be named by bytes that are not UTF-8. The row is told of it, whichever way its group is found.
func TestDamagedKeys(t *testing.T) {
	data := []byte("EU E\xffU               ")
	batch := &scan.Batch{Width: 1, Data: data, Spans: []scan.Span{{Len: 2}, {Off: 3, Len: 3}}, Starts: []uint32{0, 3}, FirstLine: 1, LineEnd: '\n'}
	parts := []KeyPart{{Column: 0}}
	for row, want := range []bool{false, true} {
		r := Record{Batch: batch, At: row}
		appendKey(nil, parts, &r)
		told := false
		m := &Marks{parts: parts, by: 0, time: -1, damage: func(int) { told = true }}
		m.AppendKey(nil, batch, row, 0)
		if r.damaged != want || told != want {
			t.Errorf("row %d: damaged %v, told %v", row, r.damaged, told)
		}
	}
}

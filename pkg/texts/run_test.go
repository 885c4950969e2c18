package texts_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// Whatever is asked of whatever rows, any number of workers tells the same, and what a slow count
// of all rows tells.
func TestRun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSetup(t)
		tables := drawTables(t, s)
		want, wantErr := reference(t, s, tables)
		one, err := run(s, tables, 1)
		for _, workers := range []int{2, 8} {
			many, errMany := run(s, tables, workers)
			if plainly(err) != plainly(errMany) {
				t.Fatalf("1 worker ends with %v, %d with %v", err, workers, errMany)
			}
			if diff := cmp.Diff(one, many, cmpopts.EquateEmpty()); err == nil && diff != "" {
				t.Fatalf("(-1 worker, +%d workers)\n%s", workers, diff)
			}
		}
		if plainly(err) != wantErr {
			t.Fatalf("ends with %v, want %v", err, wantErr)
		}
		if err != nil {
			return
		}
		slices.Sort(one.Rejects)
		if diff := cmp.Diff(want, one, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
		if r := one.Rows; r.Counted+r.Blank+r.Invalid+r.OutOfRange+r.Duplicate+r.Filtered+r.Excluded+r.Malformed != r.Read {
			t.Fatalf("the accounts do not add up: %+v", r)
		}
	})
}

package pass_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/pass"
)

func TestParallelDoesEveryPieceOnce(t *testing.T) {
	for _, c := range []struct{ workers, pieces, values int }{{1, 5, 1}, {4, 100, 4}, {8, 3, 3}, {0, 2, 1}, {3, 0, 1}} {
		values, err := pass.Parallel(context.Background(), c.workers, c.pieces, func() *[]int { return new([]int) },
			func(done *[]int, piece int) { *done = append(*done, piece) })
		if err != nil || len(values) != c.values {
			t.Errorf("%+v: %d values, error %v", c, len(values), err)
		}
		all := []int{}
		for _, v := range values {
			all = append(all, *v...)
		}
		slices.Sort(all)
		want := make([]int, c.pieces)
		for i := range want {
			want[i] = i
		}
		if diff := cmp.Diff(want, all); diff != "" {
			t.Errorf("%+v: pieces (-want +got):\n%s", c, diff)
		}
	}
}

func TestParallelStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	values, err := pass.Parallel(ctx, 1, 1000, func() *int { return new(int) }, func(n *int, _ int) {
		*n++
		cancel()
	})
	if err == nil || *values[0] != 1 {
		t.Errorf("%d pieces after the end, error %v", *values[0], err)
	}
}

func TestSequenceHandsOnInOrder(t *testing.T) {
	var got []int64
	s := pass.NewSequence(func(n int64) { got = append(got, n) })
	var want []int64
	for range 2 { // two sources
		s.Begin()
		var wg sync.WaitGroup
		for _, n := range rand.Perm(200) {
			wg.Go(func() { s.Deliver(int64(n), int64(n)) })
		}
		wg.Wait()
		for n := range 200 {
			want = append(want, int64(n))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

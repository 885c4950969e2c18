package cases

import (
	"cmp"
	"fmt"
	"maps"
	"testing"
)

// All entries of a case come together and in order, whichever store they were in.
func TestWalk(t *testing.T) {
	book := NewBook[int]()
	stores := []*Store[int]{book.Store(), book.Store(), book.Store()}
	want := make(map[string]int)
	for i := range 50_000 {
		name := fmt.Sprint("case ", i*7919%3000)
		e := i * 104_729 % 50_021
		stores[i%3].Add([]byte(name), e)
		want[name]++
	}
	stores[0].Merge(stores[1], nil)
	stores[0].Merge(stores[2], func(e *int) { *e += 100_000 })
	sizes := func() map[int]int { return make(map[int]int) }
	got, err := Walk(t.Context(), stores[0], 2, cmp.Compare, sizes, func(sizes map[int]int, of []int) {
		for i := 1; i < len(of); i++ {
			if of[i-1] >= of[i] {
				t.Errorf("%v is not in order", of)
			}
		}
		sizes[len(of)]++
	})
	if err != nil {
		t.Fatal(err)
	}
	all, expected := make(map[int]int), make(map[int]int)
	for _, part := range got {
		for size, n := range part {
			all[size] += n
		}
	}
	for _, n := range want {
		expected[n]++
	}
	if !maps.Equal(all, expected) {
		t.Errorf("cases by size are %v, want %v", all, expected)
	}
}

package result

import (
	"encoding/json"
	"testing"
)

// A long list makes its groups when they are asked for, and says the same as one that keeps them.
func TestGroups(t *testing.T) {
	const n = keptGroups + 1
	made := 0
	group := func(i int) Group { return Group{Values: Object{{"n", int64(i)}}} }
	lazy := Make(n, func(i int) Group { made++; return group(i) })
	if made != 0 {
		t.Errorf("%d of %d groups are made before anybody asks", made, n)
	}
	var list Groups
	for i := range n {
		list.Add(group(i))
	}
	if !lazy.Equal(list) || lazy.Len() != n || made != n {
		t.Errorf("the lists differ, or %d groups were made for %d", made, n)
	}
	twice := func(_ int, g Group) Group { x, _ := g.Values.Number("n"); return group(2 * int(x)) }
	b, err := json.Marshal(lazy.Map(twice).Pick([]int{1000, 3}))
	if want := `[{"n":2000},{"n":6}]`; string(b) != want || err != nil {
		t.Errorf("%s, %v, want %s", b, err, want)
	}
	if got := list.First(2); len(got) != 2 || len(list.First(n+1)) != n {
		t.Errorf("the first two are %v", got)
	}
	if b, _ := json.Marshal(Groups{}); string(b) != "[]" {
		t.Errorf("no groups are %s", b)
	}
}

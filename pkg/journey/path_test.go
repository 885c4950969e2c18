package journey

import (
	"maps"
	"testing"
)

func pathOf(text string) path {
	var key []byte
	for _, letter := range text {
		key = appendStep(key, uint16(letter-'a'))
	}
	return path(key)
}

func TestAgain(t *testing.T) {
	m := &memory{met: make([]uint32, 26)}
	check := func(text string, repeats, returns bool) {
		t.Helper()
		if a, b := m.again(pathOf(text)); a != repeats || b != returns {
			t.Errorf("%s repeats %v and returns %v, want %v and %v", text, a, b, repeats, returns)
		}
	}
	check("abc", false, false)
	check("aab", true, false) // at once
	check("aba", true, true)  // after another
	check("abba", true, true)
	check("", false, false)
	check("abc", false, false) // what came in other paths is forgotten
}

func TestBack(t *testing.T) {
	check := func(text string, past, came bool) {
		t.Helper()
		if a, b := pathOf(text).back(1); a != past || b != came {
			t.Errorf("%s was past b %v and came back %v, want %v and %v", text, a, b, past, came)
		}
	}
	check("abc", true, false)
	check("abcb", true, true)
	check("ab", false, false) // is still there
	check("abb", false, false)
	check("ac", false, false)
	check("bab", true, true)
}

func TestCollapsed(t *testing.T) {
	if got := pathOf("aabbba").collapsed(); got != pathOf("aba") {
		t.Errorf("collapsed is %q", got)
	}
}

// The most frequent come first, and of equals the first by name, whatever the order of the map.
func TestFrequent(t *testing.T) {
	ways := map[path]int64{}
	for i := range 26 * 26 {
		ways[pathOf(string([]rune{rune('a' + i/26), rune('a' + i%26)}))] = int64(i % 7)
	}
	names := make([]string, 26)
	for i := range names {
		names[i] = string(rune('z' - i)) // the names run the other way
	}
	got := frequent(maps.All(ways), func(a, b path) int { return a.compare(b, names) })
	if len(got) != listed || got[0].way != pathOf("zv") || got[0].n != 6 {
		t.Errorf("%d ways, the first %s %d", len(got), got[0].way.told(names), got[0].n)
	}
	for i := 1; i < len(got); i++ {
		if a, b := got[i-1], got[i]; a.n < b.n || a.n == b.n && a.way.told(names) > b.way.told(names) {
			t.Errorf("%s before %s", a.way.told(names), b.way.told(names))
		}
	}
}

package render

import "testing"
import "strings"

func TestGrid(t *testing.T) {
	l, err := grid([]column{{"name v1.2 of_it", false}, {"n", true}, {"", false}}, [][]string{{"a", "1", "x"}, {"東京都", "1,000", "\x1b[31m█\x1b[0m▒"}, {"  a  b", "", "👩‍👩‍👧"}})
	t.Log("\n"+strings.Join(l, "|\n"), err)
	l, err = grid([]column{{"", false}, {"", true}, {"", false}}, [][]string{{"a", "1", "x"}, {"東京都", "1,000", "\x1b[31m█\x1b[0m▒"}, {"  a  b", "", "👩‍👩‍👧"}})
	t.Log("\n"+strings.Join(l, "|\n"), err)
	l, err = grid([]column{{"", false}, {"", true}, {"b", false}}, nil)
	t.Log("\n"+strings.Join(l, "|\n"), err)
	l, err = grid([]column{{"a", false}}, [][]string{{"a"}, {""}, {"c"}})
	t.Log("\n"+strings.Join(l, "|\n"), err)
}

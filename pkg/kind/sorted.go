package kind

import (
	"cmp"
	"strconv"
	"strings"
)

// CompareValues orders the values of a column as people do: none first, then whole numbers by
// their size, then texts.
func CompareValues(a, b string) int {
	x, isX := whole(a)
	y, isY := whole(b)
	switch {
	case a == "" || b == "" || !isX && !isY:
		return cmp.Compare(a, b)
	case !isX:
		return 1
	case !isY:
		return -1
	}
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
}

// whole reads a whole number. Most texts are none, and an error for each of them would take most of a sort.
func whole(text string) (int64, bool) {
	if digits := strings.TrimLeft(text, "+-"); strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

package kind

import (
	"cmp"
	"strconv"
)

// CompareValues orders the values of a column as people do: none first, then whole numbers by
// their size, then texts.
func CompareValues(a, b string) int {
	x, notX := strconv.ParseInt(a, 10, 64)
	y, notY := strconv.ParseInt(b, 10, 64)
	switch {
	case a == "" || b == "" || notX != nil && notY != nil:
		return cmp.Compare(a, b)
	case notX != nil:
		return 1
	case notY != nil:
		return -1
	}
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
}

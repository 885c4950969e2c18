package flags

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Number understands the text of a flag as a number.
func Number(name, text string) (float64, error) {
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, fmt.Errorf("--%s %q is not a number", name, text)
	}
	return x, nil
}

// Listed writes names as people do: "a", "a or b", "a, b or c". word stands before the last.
func Listed[T ~string](names []T, word string) string {
	text := ""
	for i, name := range names {
		switch {
		case i > 0 && i == len(names)-1:
			text += " " + word + " "
		case i > 0:
			text += ", "
		}
		text += string(name)
	}
	return text
}

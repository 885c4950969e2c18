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

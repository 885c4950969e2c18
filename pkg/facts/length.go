package facts

import (
	"math"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// lengths are the units of lengths of time, the longest first.
var lengths = []struct {
	unit   string
	micros float64
}{{"w", 7 * 86400e6}, {"d", 86400e6}, {"h", 3600e6}, {"m", 60e6}, {"s", 1e6}}

// Length understands the value of a flag that is a length of time: 90s, 15m, 1h30m, 7d or 2w, the larger units first.
func Length(flag, text string) (dates.Instant, error) {
	total, rest, from := 0.0, strings.ToLower(strings.TrimSpace(text)), 0
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789."))
		number, err := strconv.ParseFloat(rest[:digits], 64)
		at := from
		for at < len(lengths) && !strings.HasPrefix(rest[digits:], lengths[at].unit) {
			at++
		}
		if err != nil || at == len(lengths) {
			return 0, noLength(flag, text)
		}
		total += number * lengths[at].micros
		rest, from = rest[digits+len(lengths[at].unit):], at+1
	}
	const most = 36525 * 86400e6 // a century
	if text == "" || total > most {
		return 0, noLength(flag, text)
	}
	return dates.Instant(math.Round(total)), nil
}

func noLength(flag, text string) error {
	return problem.Usage("--%s %q is no length of time, such as 90s, 15m, 1h30m or 7d", flag, text)
}

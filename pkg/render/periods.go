package render

import (
	"fmt"
	"time"
)

// ordinal numbers the periods of a kind, so that neighbours differ by one; ok is false for what is no label of one.
func ordinal(label, kind string) (n int, ok bool) {
	var year, part int
	switch kind {
	case "year":
		_, err := fmt.Sscanf(label, "%d", &n)
		return n, err == nil
	case "quarter":
		_, err := fmt.Sscanf(label, "%d-Q%d", &year, &part)
		return year*4 + part, err == nil
	case "month":
		_, err := fmt.Sscanf(label, "%d-%d", &year, &part)
		return year*12 + part, err == nil
	case "week":
		_, err := fmt.Sscanf(label, "%d-W%d", &year, &part)
		first := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // is in the first week, whatever its day
		monday := first.Unix()/86400 - int64(first.Weekday()+6)%7
		return int(floorDiv(monday+3, 7)) + part, err == nil
	case "day":
		day, err := time.Parse(time.DateOnly, label)
		return int(floorDiv(day.Unix(), 86400)), err == nil
	}
	return 0, false
}

func floorDiv(a, b int64) int64 {
	if a%b < 0 {
		return a/b - 1
	}
	return a / b
}

// apart tells whether periods without a row lie between two.
func apart(a, b, kind string) bool {
	m, ok := ordinal(a, kind)
	n, too := ordinal(b, kind)
	return ok && too && n > m+1
}

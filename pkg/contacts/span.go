package contacts

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// lengthOf is the length of a unit in seconds.
func lengthOf(word string) (seconds float64, ok bool) {
	seconds, err := strconv.ParseFloat(layout.Meaning("length", word), 64)
	return seconds, err == nil
}

// parseSpan reads a length of time: 20s, 15m, 7d, 1h 30m, 0:27, 00:00:27 or 27, which is in the unit of bare numbers.
func parseSpan(text string, bare float64, decimal byte) (dates.Instant, bool) {
	text = strings.TrimSpace(text)
	if n, ok := digits(text); ok {
		return dates.Instant(math.Round(n * bare * 1e6)), true
	}
	sign := 1.0
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		text, sign = rest, -1
	}
	if decimal == ',' {
		text = strings.Replace(text, ",", ".", 1)
	}
	seconds, ok := clockSpan(text)
	if !ok {
		seconds, ok = unitSpan(text, bare)
	}
	micros := math.Round(sign * seconds * 1e6)
	return dates.Instant(micros), ok && math.Abs(micros) < 1e17
}

// digits reads a whole number without more ado, since most waits are some.
func digits(text string) (n float64, ok bool) {
	const most = 9
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = 10*n + float64(text[i]-'0')
	}
	return n, text != "" && len(text) <= most
}

// clockSpan reads minutes and seconds, with hours or without.
func clockSpan(text string) (seconds float64, ok bool) {
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	for i, part := range parts {
		x, err := strconv.ParseFloat(part, 64)
		last := i == len(parts)-1
		if err != nil || x < 0 || i > 0 && x >= 60 || !last && strings.ContainsAny(part, ".eE") || strings.ContainsAny(part, "+xXiInN") {
			return 0, false
		}
		seconds = 60*seconds + x
	}
	return seconds, true
}

// unitSpan reads numbers with their units; one without a unit stands alone.
func unitSpan(text string, bare float64) (seconds float64, ok bool) {
	for text != "" {
		digits := len(text) - len(strings.TrimLeft(text, "0123456789."))
		x, err := strconv.ParseFloat(text[:digits], 64)
		if err != nil {
			return 0, false
		}
		text = strings.TrimLeft(text[digits:], " \u00a0")
		word := text[:len(text)-len(strings.TrimLeftFunc(text, unicode.IsLetter))]
		text = strings.TrimLeft(text[len(word):], " .\u00a0")
		unit, known := bare, word == "" && !ok && text == ""
		if word != "" {
			unit, known = lengthOf(word)
		}
		if !known {
			return 0, false
		}
		seconds, ok = seconds+x*unit, true
	}
	return seconds, ok
}

// clockTime reads a time of day without a date, as the time since midnight.
func clockTime(text string) (dates.Instant, bool) {
	seconds, ok := clockSpan(text)
	if ok && strings.Count(text, ":") == 1 {
		seconds *= 60
	}
	return dates.Instant(seconds * 1e6), ok && seconds < 86400
}

// nextClock is when a clock next shows a time of day; where that is half a day later, it rather is the time before.
func nextClock(began, clock dates.Instant, zone *time.Location) dates.Instant {
	const day = 86400e6
	later := ((clock-sinceMidnight(began, zone))%day + day) % day
	if later > day/2 {
		later -= day
	}
	return began + later
}

// sinceMidnight is the time of day of a moment.
func sinceMidnight(at dates.Instant, zone *time.Location) dates.Instant {
	local := time.UnixMicro(at).In(zone)
	return local.Sub(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)).Microseconds()
}

package span

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

//go:embed units.tsv
var unitData string

// A unit is a length that numbers are told in.
type unit struct {
	name   string // as flags have it
	micros int64
	header string // where in a header a word tells it: "any", "last" or "cell" for nowhere
}

var unitWords = sync.OnceValue(func() map[string]unit {
	out := make(map[string]unit)
	for line := range strings.Lines(unitData) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(cells) < 4 {
			continue
		}
		micros, _ := strconv.ParseInt(cells[1], 10, 64)
		for _, word := range cells[3:] {
			out[answer.Normalise(word)] = unit{cells[0], micros, cells[2]}
		}
	}
	return out
})

// Named is the length of a unit in microseconds, such as s, min or hours.
func Named(text string) (micros int64, ok bool) {
	u, ok := unitWords()[answer.Normalise(text)]
	return u.micros, ok && u.micros > 0
}

// InHeader is what a header tells of the numbers below it, such as wait_s, wait (min) or wait (hh:mm).
func InHeader(header string) Yardstick {
	for _, form := range clockForms {
		if strings.Contains(strings.ToLower(header), form.text) {
			return Yardstick{Clock: form.first}
		}
	}
	u, _ := unitOfHeader(header)
	return YardstickOf(u.micros)
}

// clockForms are the forms of clocks that headers show. One of three parts says nothing of two.
var clockForms = []struct {
	text  string
	first int64
}{{"h:mm:ss", 0}, {"h:mm", 3600e6}, {"h:m", 3600e6}, {"m:ss", 60e6}, {"m:s", 60e6}}

// unitOfHeader is the unit that a header tells of the numbers below it, such as wait_s; ok is false where it tells none, or two.
func unitOfHeader(header string) (found unit, ok bool) {
	words := headerWords(header)
	for i, word := range words {
		u, known := unitWords()[answer.Normalise(word)]
		if !known || u.header == "cell" || u.header == "last" && (i < len(words)-1 || i == 0) {
			continue
		}
		if ok && u.name != found.name {
			return unit{}, false
		}
		found, ok = u, true
	}
	return found, ok
}

// headerWords takes a header apart, also where words begin with capitals.
func headerWords(header string) []string {
	var b strings.Builder
	before := ' '
	for _, r := range header {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

package dates

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Within finds the period that a text names beside other words, as headers of columns do: "2015 total", "Jan 2026",
// "MRR 2026-01", "Q1 2026". rest is the other words.
func Within(text string) (p Period, index int64, rest string, ok bool) {
	text = plainPeriod(strings.ReplaceAll(text, ".-", "-")) // janv.-26
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("_.,:;()[]'’", r) })
	for _, n := range []int{2, 1} {
		for i := 0; i+n <= len(words); i++ {
			if p, index, ok = spelled(strings.Join(words[i:i+n], " ")); ok {
				others := append(append([]string{}, words[:i]...), words[i+n:]...)
				return p, index, strings.Join(others, " "), true
			}
		}
	}
	return "", 0, "", false
}

// The other ways to write weeks and quarters: KW 7/2026 and 2026W07, 2026Q1, Q1/26 and 1Q26. Without them 7/2026 would be a month.
var (
	weekOfYear = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(^|[^\pL\d])(?:kw|cw|wk|w|week|woche|semana|semaine|settimana|нед|неделя|тиждень)[ .-]*(\d{1,2})[ ./-]+((?:19|20)\d\d)($|[^\pL\d])`)
	})
	yearAndWeek = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(^|[^\pL\d])((?:19|20)\d\d)[ ./-]*(?:kw|cw|wk|w|week|woche)[ .-]*(\d{1,2})($|[^\pL\d])`)
	})
	yearQuarter = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(^|[^\pL\d])((?:19|20)\d\d)q([1-4])($|[^\pL\d])`)
	})
	quarterOfYear = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(^|[^\pL\d])(?:q([1-4])[/'’-]|([1-4])q[/'’]?)((?:19|20)?\d\d)($|[^\pL\d])`)
	})
)

// plainPeriod writes a week or a quarter as labels do, where a text has one in another way.
func plainPeriod(text string) string {
	other := func(r rune) bool { return r > unicode.MaxASCII || strings.ContainsRune("qQwWsS", r) } // all those ways have one of these
	if !strings.ContainsAny(text, "0123456789") || !strings.ContainsFunc(text, other) {
		return text
	}
	week := func(year, number string) string {
		return " " + year + "-W" + strings.Repeat("0", 2-len(number)) + number + " "
	}
	if m := weekOfYear().FindStringSubmatchIndex(text); m != nil {
		return text[:m[3]] + week(text[m[6]:m[7]], text[m[4]:m[5]]) + text[m[8]:]
	}
	if m := yearAndWeek().FindStringSubmatchIndex(text); m != nil {
		return text[:m[3]] + week(text[m[4]:m[5]], text[m[6]:m[7]]) + text[m[8]:]
	}
	text = yearQuarter().ReplaceAllString(text, "$1$2-Q$3$4")
	m := quarterOfYear().FindStringSubmatch(text)
	if m == nil {
		return text
	}
	year := m[4]
	if n, err := strconv.Atoi(year); err == nil && len(year) == 2 {
		year = strconv.Itoa(fullYear(n))
	}
	return strings.Replace(text, m[0], m[1]+year+"-Q"+m[2]+m[3]+m[5], 1)
}

// The years that a header can name: any other number of four digits is something else.
const firstNamed, lastNamed = 1970, 2099

// spelled reads the name of a period in any of the ways of headers.
func spelled(text string) (p Period, index int64, ok bool) {
	if p, index, ok = parseLabel([]byte(text)); ok {
		return p, index, p != Year || index >= firstNamed && index <= lastNamed
	}
	a, b, two := cutPeriod(text)
	switch {
	case !two && len(text) == 6 && isDigits(text): // 202601
		return labelOf(text[:4] + "-" + text[4:])
	case !two:
		return labelOf(strings.TrimPrefix(strings.ToUpper(text), "FY"))
	case isQuarter(a):
		return labelOf(b + "-Q" + strings.Trim(a, "QqTt"))
	case isQuarter(b):
		return labelOf(a + "-Q" + strings.Trim(b, "QqTt"))
	case isDigits(a) && isDigits(b): // 2026/01, 01/2026
		if len(a) == 4 {
			a, b = b, a
		}
		return labelOf(b + "-" + strings.Repeat("0", max(0, 2-len(a))) + a)
	}
	return monthNamed(a, b)
}

// labelOf reads a label of a period, of years that headers name.
func labelOf(label string) (p Period, index int64, ok bool) {
	p, index, ok = parseLabel([]byte(label))
	year, _ := strconv.Atoi(label[:min(4, len(label))])
	return p, index, ok && year >= firstNamed && year <= lastNamed
}

// monthNamed reads a month and a year, in either order; the year may have two digits.
func monthNamed(a, b string) (p Period, index int64, ok bool) {
	if isDigits(a) {
		a, b = b, a
	}
	c := cursor{[]byte(a)}
	month, ok := monthName(&c)
	year, err := strconv.Atoi(b)
	if !ok || !c.done() || err != nil {
		return "", 0, false
	}
	if len(b) == 2 {
		year = fullYear(year)
	}
	return Month, Month.ofDay(daysOf(year, month, 1)), len(b) == 2 || year >= firstNamed && year <= lastNamed
}

// cutPeriod cuts a text at its only blank, hyphen or slash.
func cutPeriod(text string) (a, b string, ok bool) {
	i := strings.IndexAny(text, " -/")
	if i < 0 || strings.ContainsAny(text[i+1:], " -/") {
		return "", "", false
	}
	return text[:i], text[i+1:], true
}

// isQuarter tells whether a text is the number of a quarter, as in Q1, 1Q, T1 and 1T.
func isQuarter(text string) bool {
	number := strings.TrimLeft(text, "QqTt")
	if number == text {
		number = strings.TrimRight(text, "QqTt")
	}
	return len(text) == 2 && len(number) == 1 && number[0] >= '1' && number[0] <= '4'
}

func isDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

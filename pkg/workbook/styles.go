package workbook

import (
	"io"
	"strings"
)

// A numberForm says what the numbers of a style mean.
type numberForm byte

const (
	plainNumber numberForm = iota
	dayForm                // a date
	timeForm               // a date with a time
	clockForm              // a time without a date
	spanForm               // a length of time, which may pass a day
	percentForm            // a share of 1 that is shown in percent
)

// readStyles returns the form of every style that a cell may name.
func readStyles(in io.Reader) ([]numberForm, error) {
	m := newMarkup(in)
	own := make(map[int]numberForm)
	var forms []numberForm
	cells := false
	for m.next() {
		switch {
		case m.is("numFmt") && m.opens:
			own[whole([]byte(m.attr("numFmtId")))] = formOf(m.attr("formatCode"))
		case m.is("cellXfs"):
			cells = m.opens
		case cells && m.is("xf") && m.opens:
			id := whole([]byte(m.attr("numFmtId")))
			form, ok := own[id]
			if !ok {
				form = builtIn(id)
			}
			forms = append(forms, form)
		}
	}
	return forms, m.failure()
}

// builtIn returns the form of the formats that a workbook need not declare: ECMA-376, part 1, 18.8.30, with those that East
// Asian versions have for dates and times.
func builtIn(id int) numberForm {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return dayForm
	case id == 22:
		return timeForm
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return clockForm
	case id == 46:
		return spanForm
	case id == 9, id == 10:
		return percentForm
	}
	return plainNumber
}

// formOf reads a format such as yyyy\-mm\-dd hh:mm. Only its first part counts, which is that of positive numbers.
func formOf(format string) numberForm {
	format, spans := bareFormat(format)
	if strings.Contains(format, "general") {
		return plainNumber
	}
	days := strings.ContainsAny(format, "yd") || strings.Contains(format, "e") && !strings.Contains(format, "e+") && !strings.Contains(format, "e-") ||
		strings.Contains(format, "mmm")
	clock := strings.ContainsAny(format, "hs")
	switch {
	case days && clock:
		return timeForm
	case days:
		return dayForm
	case spans:
		return spanForm
	case clock:
		return clockForm
	case strings.Contains(format, "m"):
		return dayForm // a month alone
	case strings.Contains(format, "%"):
		return percentForm
	}
	return plainNumber
}

// bareFormat takes off all that a format shows as it stands, and what is in brackets; spans tells of [h], [m] or [s].
func bareFormat(format string) (bare string, spans bool) {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '"', '[':
			end := strings.IndexByte(format[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if end < 0 {
				return strings.ToLower(b.String()), spans
			}
			if inside := strings.ToLower(format[i+1 : i+1+end]); c == '[' && inside != "" && strings.Trim(inside, "hms") == "" {
				spans = true
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case ';':
			return strings.ToLower(b.String()), spans
		default:
			b.WriteByte(c)
		}
	}
	return strings.ToLower(b.String()), spans
}

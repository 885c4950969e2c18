package workbook

import (
	"bytes"
	"math"
	"strconv"
	"time"
)

// A valuer writes cells as text.
type valuer struct {
	forms   []numberForm
	since   time.Time // day 0 of the dates
	texts   stringTable
	decimal byte // the decimal mark of numbers

	fractions bool // some number had one
}

// The day 0 of both systems of dates. In the first one, which Lotus began, 1900 is a leap year: days up to 60 are one later.
var (
	since1900 = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	since1904 = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
)

// unknownValue stands for the value of a formula that nobody has worked out: it must not look like a blank.
const unknownValue = "#FORMULA?"

// append appends what a cell says to dst.
func (v *valuer) append(dst []byte, r *sheetRow, c sheetCell) []byte {
	value := r.value(c)
	switch {
	case c.unknown:
		return append(dst, unknownValue...)
	case c.kind == sharedCell:
		text, _ := v.texts.get(whole(value))
		return append(dst, text...)
	case c.kind == textCell:
		return append(dst, unescaped(value)...)
	case c.kind == boolCell && isTrue(value):
		return append(dst, "TRUE"...)
	case c.kind == boolCell:
		return append(dst, "FALSE"...)
	case c.kind == dateCell:
		return append(dst, bytes.TrimSuffix(bytes.TrimSuffix(value, []byte(".000")), []byte("T00:00:00"))...)
	case c.kind == errorCell:
		return append(dst, value...)
	}
	return v.appendNumber(dst, bytes.TrimSpace(value), v.form(c.style))
}

func (v *valuer) form(style int) numberForm {
	if style < 0 || style >= len(v.forms) {
		return plainNumber
	}
	return v.forms[style]
}

func (v *valuer) appendNumber(dst, value []byte, form numberForm) []byte {
	if form == plainNumber && isShort(value) {
		return v.marked(append(dst, value...), len(dst))
	}
	x, err := strconv.ParseFloat(string(value), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return append(dst, value...) // no number, whatever the cell says
	}
	if form != plainNumber && form != percentForm {
		if out, ok := v.appendTime(dst, x, form); ok {
			return out
		}
	}
	from := len(dst)
	if form == percentForm {
		x *= 100 // as people see it, and as other formats have it
	}
	// Spreadsheets show 15 digits: 19.989999999999998 is the 19.99 that somebody typed.
	if x, err = strconv.ParseFloat(strconv.FormatFloat(x, 'e', 14, 64), 64); err != nil {
		return append(dst, value...)
	}
	dst = v.marked(strconv.AppendFloat(dst, x, 'f', -1, 64), from)
	if form == percentForm {
		dst = append(dst, '%')
	}
	return dst
}

// marked puts the decimal mark into the number that begins at a place.
func (v *valuer) marked(dst []byte, from int) []byte {
	if i := bytes.IndexByte(dst[from:], '.'); i >= 0 {
		v.fractions = true
		if v.decimal == ',' {
			dst[from+i] = ','
		}
	}
	return dst
}

// isShort tells whether a number may stay as it is written: digits, a sign and a point, and no more digits than a spreadsheet
// shows. A whole number is not touched: it may be a name.
func isShort(value []byte) bool {
	point := false
	for i, c := range value {
		switch {
		case c == '.' && !point:
			point = true
		case c >= '0' && c <= '9', c == '-' && i == 0:
		default:
			return false
		}
	}
	return len(value) > 0 && (!point || len(value) <= 16)
}

// The last day that a spreadsheet knows, in 9999.
const lastDay = 2958465

// firstYear is how many days a number may be that is shown as a time without a date, and no date: a length of time, of which
// whole days are not shown. Others are dates of our time of which only the clock is shown.
const firstYear = 366

// appendTime appends a number of days as a date, a time or a length of time. ok is false where it is none.
func (v *valuer) appendTime(dst []byte, days float64, form numberForm) (out []byte, ok bool) {
	if days < 0 || days >= lastDay+1 {
		return dst, false
	}
	const day = 24 * 60 * 60 * 1000
	total := int64(math.Round(days * day))
	date, clock := total/day, total%day
	noDay := date == 0 && v.since == since1900
	switch {
	case form == spanForm, form == clockForm && date < firstYear, noDay && clock > 0:
		return appendClock(dst, total), true
	case noDay:
		return dst, false
	case date < 60 && v.since == since1900:
		date++
	}
	dst = v.since.AddDate(0, 0, int(date)).AppendFormat(dst, time.DateOnly)
	if form == dayForm && clock == 0 {
		return dst, true
	}
	return appendClock(append(dst, ' '), clock), true
}

// appendClock appends a time of so many thousandths of a second: 08:05:00, with a fraction where there is one.
func appendClock(dst []byte, total int64) []byte {
	two := func(n int64, mark byte) {
		if n < 10 {
			dst = append(dst, '0')
		}
		dst = strconv.AppendInt(dst, n, 10)
		if mark != 0 {
			dst = append(dst, mark)
		}
	}
	seconds := total / 1000
	two(seconds/3600, ':')
	two(seconds/60%60, ':')
	two(seconds%60, 0)
	if rest := total % 1000; rest > 0 {
		dst = append(dst, '.', byte('0'+rest/100), byte('0'+rest/10%10), byte('0'+rest%10))
	}
	return dst
}

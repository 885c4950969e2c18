// Package dates reads the texts of one time column into instants, and cuts time into periods.
//
// A date is never guessed value by value. What a text can mean is written down in forms; where
// the day and the month could change places, the whole column decides (see OrderEvidence), and a
// column that does not decide is an error.
//
// # Forms that are read without a layout
//
//	2026-06-01  2026/06/01  2026.06.01  2026-6-1     year first
//	2026-06  2026/06  06/2026  June 2026             a month, read as its first instant
//	2026-Q2  2026Q2  Q2 2026                         a quarter, read as its first instant
//	3/4/2026  03-04-2026  7/27/26                    day or month first: the column decides
//	10.03.2023  10.03.23                             with dots the day comes first
//	1 June 2026  Jun 1, 2026  01-Jun-26  2026-Jun-01 names in en, es, pt, fr, de, it, nl, pl, tr, uk, ru
//	lundi 1 juin 2026  1. Juni 2026 um 14:30 Uhr     the same with the day of the week, and as people say times
//	20260601                                         years 1900 to 9999
//	20260601120000  20260601T120000Z                 the same with a time
//	1713418460  1713418460.5                         10 digits: Unix seconds
//	1713418460000                                    13 digits: Unix milliseconds
//	1713418460000000                                 16 digits: Unix microseconds
//	45000  45000.5                                   20000 to 80000: days of a spreadsheet (1900 system)
//
// Every form with a day, except the numbers, may be followed by a time and a zone:
//
//	T12:00  12:00:00.123  8:51 PM  10:26:52 p. m.    after a T, or blanks with or without a comma
//	14h30                                            the same
//	Z  UTC  GMT  GMT-3  +02:00  +0200  +02           with or without a blank
//	+02:00[Europe/Berlin]                            the offset counts, and the name does not
//
// Years of two digits are 2000 to 2068 and 1969 to 1999, as in POSIX strptime; behind dashes they
// are refused without a layout, since 26-06-01 may begin with its year. Numbers of other lengths,
// a year alone, ISO week and ordinal dates, zone abbreviations other than UTC and GMT, and days
// that the calendar does not have are not dates.
//
// A time without a zone is wall-clock time in the zone of the Reader. Where clocks went back it
// is the earlier of the two instants; where clocks went forward it counts on from before the
// gap, so 02:30 is read as 03:30 and no date slips into the day before. Source: RFC 5545,
// section 3.3.5.
package dates

import (
	"fmt"
	"time"
)

// An Instant is a point in time in microseconds since 1970-01-01T00:00:00Z. Finer fractions are
// cut off. It reaches further than the years 1 to 9999 that texts can name.
type Instant = int64

// A DayOrder says whether the day or the month comes first in a date such as 03/04/2026.
type DayOrder int

// The orders.
const (
	Unknown    DayOrder = iota // not known; dates that could be read both ways are not read
	DayFirst                   // 03/04/2026 is 3 April
	MonthFirst                 // 03/04/2026 is 4 March
)

// String returns "unknown", "day first" or "month first".
func (o DayOrder) String() string {
	return [...]string{"unknown", "day first", "month first"}[o]
}

// A Reading says what a text tells about the order of day and month.
type Reading int

// The readings.
const (
	Plain            Reading = iota // nothing: the text has one meaning, or is not a date
	Either                          // 03/04/2026 can be read both ways
	MustBeDayFirst                  // 25/12/2026 is a date only with the day first
	MustBeMonthFirst                // 12/25/2026 is a date only with the month first
)

// A Writing says how the texts of a column are read.
type Writing struct {
	// Layout says how all values are written; empty stands for the forms of the package comment.
	// It is strftime, such as "%d/%m/%Y %H:%M", or one word:
	//
	//	dmy     the usual forms with the day first, also with dots and with years of two digits
	//	mdy     the same with the month first
	//	iso     ISO 8601 only
	//	unix    seconds since 1970, with any number of digits, a sign or a fraction
	//	unixms  milliseconds since 1970, likewise
	//	excel   spreadsheet days 1 to 2958465 (1900 system), with or without a fraction
	//
	// With a Layout no question about the order is left, and every Reading is Plain.
	Layout string
	// Order is the order of day and month in the usual forms, as far as it is known.
	Order DayOrder
	// Zone is the zone of times that carry none, UTC when nil.
	Zone *time.Location
	// ShortYears says that Jan-26 is January 2026, and no day of a year that is not told.
	ShortYears bool
	// Earliest and Latest bound the moments that can be; nil for no bound. What lies outside is read as no
	// date, and Reader.Impossible tells why.
	Earliest, Latest *Instant
}

// A Reader reads the texts of one column. Copies are independent; one Reader must not be used by
// two goroutines at once, unless its zone is UTC.
type Reader struct {
	form    form
	order   DayOrder
	short   bool // Jan-26 is a month
	settled bool // the order was stated by the user: it holds for dots as well
	layout  layout
	zone    zone

	bounded          bool
	earliest, latest Instant // what lies outside cannot be
}

// form is the family of texts that a Reader accepts.
type form int

const (
	usual form = iota
	iso
	unixSeconds
	unixMillis
	excelDays
	byLayout
)

// NewReader returns a Reader. A Layout that is neither a known word nor complete strftime is an
// error that lists what is possible.
func NewReader(o Writing) (*Reader, error) {
	r := &Reader{order: o.Order, short: o.ShortYears, zone: newZone(o.Zone)}
	r.bound(o)
	switch o.Layout {
	case "":
	case "dmy":
		r.order, r.settled = DayFirst, true
	case "mdy":
		r.order, r.settled = MonthFirst, true
	case "iso":
		r.form = iso
	case "unix":
		r.form = unixSeconds
	case "unixms":
		r.form = unixMillis
	case "excel":
		r.form = excelDays
	default:
		steps, err := compileLayout(o.Layout)
		if err != nil {
			return nil, fmt.Errorf("%q is no date format: %w", o.Layout, err)
		}
		r.form, r.layout = byLayout, steps
	}
	return r, nil
}

// Parse reads one text; blanks around it do not matter. ok is false when the text is not a date
// of the Reader's forms, or not one in the Reader's order; the Reading then still tells which
// order it asks for. A text that can be read both ways is read by the Reader's order, and not
// read while that is Unknown. A date outside the Reader's bounds is not read either.
func (r *Reader) Parse(text []byte) (t Instant, reading Reading, ok bool) {
	if r.form <= iso {
		if t, ok = r.isoStamp(text); ok && r.possible(t) {
			return t, Plain, true
		}
	}
	t, reading, ok = r.parseSlow(trim(text))
	if ok && !r.possible(t) {
		return 0, reading, false
	}
	return t, reading, ok
}

func (r *Reader) parseSlow(s []byte) (Instant, Reading, bool) {
	// Nothing that is a date is longer; a limit keeps hostile cells cheap.
	if len(s) == 0 || len(s) > 120 {
		return 0, Plain, false
	}
	switch r.form {
	case unixSeconds:
		t, ok := epochNumber(s, 1e6)
		return t, Plain, ok
	case unixMillis:
		t, ok := epochNumber(s, 1e3)
		return t, Plain, ok
	case excelDays:
		return r.settle(serialDay(s, 1, lastSerial))
	case byLayout:
		return r.settle(r.layout.match(s))
	}
	return r.parseForms(s)
}

// settle places a moment that was read on the time line.
func (r *Reader) settle(m civil, ok bool) (Instant, Reading, bool) {
	if !ok {
		return 0, Plain, false
	}
	return r.instant(m), Plain, true
}

// instant places a wall-clock reading on the time line.
func (r *Reader) instant(m civil) Instant {
	if m.absolute {
		return m.micro
	}
	seconds := daysOf(m.year, m.month, m.day)*86400 + int64(m.second)
	if m.zoned {
		seconds -= int64(m.offset)
	} else {
		seconds = r.zone.unix(seconds)
	}
	return seconds*1e6 + m.micro
}

// A civil is a date and time as it was written.
type civil struct {
	year, month, day int   // a valid date of the calendar
	second           int   // of the day, 0 to 86399
	micro            int64 // of the second, 0 to 999999
	offset           int   // seconds east of UTC, when zoned
	zoned            bool  // the text named its zone
	absolute         bool  // micro is the Instant itself
}

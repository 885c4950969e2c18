package where

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// A Spelling is how the column of a condition is written, as far as that decides what is compared.
type Spelling struct {
	// Timed says that the cells are dates, so that a value that is a number and a date, such as 2026, is a date, and that a
	// value of = is met by the moments within it.
	Timed bool
	// Layout and Order are those of the dates, as in dates.Writing.
	Layout string
	Order  dates.DayOrder
	// Parts says that numbers stand there with and without a percent sign, so that nobody knows what those with one are.
	Parts bool
}

// As returns the condition for a column that is written in a form.
func (c *Cond) As(f Spelling) *Cond {
	with := *c
	with.form = f
	with.timed = f.Timed || !c.values[0].number.valid && c.Orders()
	with.place(nil)
	return &with
}

// Way tells conditions apart that compare in different ways.
func (c *Cond) Way() string { return fmt.Sprint(c.excludes, " ", c.text, " ", c.timed, c.form) }

// Dated tells whether a value is a date, and whether it may as well be a number.
func (c *Cond) Dated() (dated, number bool) {
	for _, v := range c.values {
		if _, ok := spanOf(v.text, nil); ok && !v.quoted && c.op != match {
			dated, number = true, number || v.number.valid
		}
	}
	return dated, number
}

// place puts the values on the time line of a zone, where they are compared as dates.
func (c *Cond) place(zone *time.Location) {
	if !c.timed {
		return
	}
	w := dates.Writing{Layout: c.form.Layout, Order: c.form.Order, Zone: zone}
	if !c.form.Timed {
		w.Layout = "iso"
	}
	reader, err := dates.NewReader(w)
	if err != nil {
		return // whoever says a layout has seen that it is one
	}
	c.reader = *reader
	values := make([]operand, len(c.values))
	for i, v := range c.values {
		if v.span, _ = spanOf(v.text, zone); v.quoted && !c.Orders() {
			v.span = moments{}
		}
		values[i] = v
	}
	c.values = values
}

// within tells whether a cell is a moment of a span.
func (c *Cond) within(cell []byte, s moments) bool {
	r := c.reader
	t, _, ok := r.Parse(cell)
	return ok && s.compare(t) == 0
}

// The moments of a value are the stretch of time that a value names, without its end.
type moments struct {
	valid       bool
	from, until dates.Instant
}

// compare returns -1, 0 or 1 as a moment is before, within or after the span.
func (s moments) compare(t dates.Instant) int {
	switch {
	case t < s.from:
		return -1
	case t < s.until:
		return 0
	}
	return 1
}

// spanOf reads a value: a period or a day is all of it, a date with a time is that moment.
func spanOf(text []byte, zone *time.Location) (s moments, ok bool) {
	trimmed := bytes.TrimSpace(text)
	if p, index, ok := dates.ParseLabel(string(trimmed)); ok {
		from, until := p.Bounds(index, zone)
		return moments{true, from, until}, p != dates.Year || index >= firstYear && index <= lastYear
	}
	at, err := dates.ParseBound(string(trimmed), zone)
	if err != nil {
		return moments{}, false
	}
	if len(trimmed) == len("20260601") {
		_, until := dates.Day.Bounds(dates.Day.Index(at, zone), zone)
		return moments{true, at, until}, true
	}
	return moments{true, at, at + 1}, true
}

// The years that a value can name: any other number of four digits is a number.
const firstYear, lastYear = 1900, 2199

// inISO tells how a date of another writing is written in a condition, "" where a text is none.
func inISO(text []byte) string {
	day := func(o dates.DayOrder) string {
		r, err := dates.NewReader(dates.Writing{Order: o})
		if err != nil {
			return ""
		}
		t, _, ok := r.Parse(text)
		if !ok {
			return ""
		}
		return dates.Day.Label(dates.Day.Index(t, nil))
	}
	first, other := day(dates.DayFirst), day(dates.MonthFirst)
	switch {
	case first == "" && other == "":
		return ""
	case first == other || other == "":
		return "; that day is written " + first
	case first == "":
		return "; that day is written " + other
	}
	return "; that day is written " + first + " if the day comes first, " + other + " if the month does"
}

// number reads the number in a cell: as it is written, or with grouped thousands, a currency or a percent sign.
func (c *Cond) number(cell, room []byte) exact {
	if n := readDecimal(cell, c.decimal, room); n.valid || len(cell) == 0 {
		return n
	}
	mark := c.decimal
	if mark == 0 {
		mark = '.'
	}
	if part, found := bytes.CutSuffix(cell, []byte{'%'}); found {
		if c.form.Parts {
			return exact{}
		}
		if cell = bytes.TrimSpace(part); len(cell) == 0 {
			return exact{}
		}
	}
	w, err := money.Read(cell, mark)
	if err != nil {
		return exact{}
	}
	negative, mantissa, fraction := w.Parts()
	d := exact{valid: true, negative: negative, digits: strconv.AppendUint(room, mantissa, 10)}
	if mantissa == 0 {
		return exact{valid: true}
	}
	d.point = len(d.digits) - fraction
	d.digits = bytes.TrimRight(d.digits, "0")
	return d
}

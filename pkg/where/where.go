// Package where decides which rows are kept: one condition on one column.
//
//	region=EU          equal; region== is the same
//	region!=EU         not equal; blank cells are kept
//	score>=9           also < <= >: a number, or a date such as 2026-06-01
//	comment~(?i)slow   a regular expression (RE2) that matches somewhere in the cell
//	comment!~slow      one that does not
//	country in US,CA   one of a list
//	comment=           the cell is empty or absent; comment!= for the others
//
// The column is everything before the first operator. A column or value in double quotes may hold
// anything, a double quote written twice: "How likely, 0=low?"="7, maybe". Because column names
// hold the word, "in" is the operator only where no sign is.
//
// Cells and unquoted values are compared without the blanks around them, and absent cells are
// empty. Equality is that of texts, letter case included, or of plain numbers, so that 9 equals
// 9.0; a quoted value is compared as text, and a number with leading zeros is an id, not a number.
//
// The signs < <= > >= keep only cells that are a number, also one with grouped thousands, a currency or a percent sign, or
// a date where the value is one. A value that is a day, a month, a quarter, a week or a year stands for all of it: > is
// after its end, and <= includes it. How dates of a column are written is for whoever knows the column to say (see As);
// until then they are those of ISO 8601.
package where

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A Cond is a condition on the cell of one column. It may be used by several goroutines at once.
type Cond struct {
	text     string
	column   string
	op       operator
	negate   bool
	excludes bool      // rows that meet it are left out
	values   []operand // for equal: one of them
	pattern  *regexp.Regexp
	form     Spelling
	decimal  byte
	timed    bool         // the value is compared as a date
	reader   dates.Reader // of the cells, where dates are compared
}

// operator is a way to compare; equality with one value is a list of one.
type operator int

const (
	equal operator = iota
	match
	less
	lessOrEqual
	greater
	greaterOrEqual
)

type operand struct {
	text   []byte
	quoted bool
	number exact   // valid where the text is a number
	span   moments // valid where the value is compared as a date
}

// Cells say how the cells of a source are written. The zero Cells stand for a decimal point and
// UTC.
type Cells struct {
	// Decimal is the decimal mark in cells, '.' or ','; 0 is '.'. Values always have a point.
	Decimal byte
	// Zone is the zone of dates, in the cells and in the condition, that carry none; nil is UTC.
	Zone *time.Location
}

// String returns the condition as it was written.
func (c *Cond) String() string { return c.text }

// Column returns the name of the column, without its quotes.
func (c *Cond) Column() string { return c.column }

// With returns the same condition for the cells of a source.
func (c *Cond) With(o Cells) *Cond {
	with := *c
	with.decimal = o.Decimal
	with.place(o.Zone)
	return &with
}

// Excluding returns the condition that leaves out the rows that meet this one, for they are no data.
func (c *Cond) Excluding() *Cond {
	with := *c
	with.excludes = true
	return &with
}

// Excludes tells whether the condition leaves out the rows that meet what is written.
func (c *Cond) Excludes() bool { return c.excludes }

// LeavesOut tells whether what is written names the rows that are left out, and not those that are kept.
func (c *Cond) LeavesOut() bool { return c.excludes != (c.negate && (c.op == equal || c.op == match)) }

// Tells tells whether a cell shows that the condition does what it is written for: one that names what is left out leaves it
// out, and any other one keeps it.
func (c *Cond) Tells(cell []byte) bool { return c.Match(cell) != c.LeavesOut() }

// Match reports whether a row with a cell is kept. A nil cell is absent, which is the same as empty.
func (c *Cond) Match(cell []byte) bool {
	keeps, _ := c.Judge(cell)
	return keeps
}

// Judge reports whether a row with a cell is kept, as Match does, and whether the cell is of the kind that is compared.
func (c *Cond) Judge(cell []byte) (keeps, read bool) {
	meets, read := false, true
	switch c.op {
	case equal:
		meets = c.matchesAny(cell) != c.negate
	case match:
		meets = c.pattern.Match(bytes.TrimSpace(cell)) != c.negate
	default:
		meets, read = c.measure(bytes.TrimSpace(cell))
	}
	return meets != c.excludes, read
}

// measure orders a cell against the value, and tells whether the cell is of its kind.
func (c *Cond) measure(cell []byte) (meets, read bool) {
	order, read := c.compare(cell)
	if !read {
		return false, false
	}
	switch c.op {
	case less:
		return order < 0, true
	case lessOrEqual:
		return order <= 0, true
	case greater:
		return order > 0, true
	}
	return order >= 0, true
}

// decimalRoom is room for the digits of the numbers that cells have, so that reading one takes no memory.
const decimalRoom = 24

func (c *Cond) matchesAny(cell []byte) bool {
	trimmed := bytes.TrimSpace(cell)
	n, read := exact{}, false
	var room [decimalRoom]byte
	for i := range c.values {
		v := &c.values[i]
		if bytes.Equal(trimmed, v.text) || v.quoted && bytes.Equal(cell, v.text) {
			return true
		}
		if v.span.valid && c.within(trimmed, v.span) {
			return true
		}
		if !v.number.plain || v.quoted {
			continue
		}
		if !read {
			n, read = readDecimal(trimmed, c.decimal, room[:0]), true
		}
		if n.plain && n.compare(v.number) == 0 {
			return true
		}
	}
	return false
}

// compare orders a cell against the value; ok is false when the cell is not of its kind. A moment within the value is equal to it.
func (c *Cond) compare(cell []byte) (order int, ok bool) {
	if !c.timed {
		var room [decimalRoom]byte
		n := c.number(cell, room[:0])
		return n.compare(c.values[0].number), n.valid
	}
	r := c.reader // a copy, since a Reader remembers where it was
	t, _, ok := r.Parse(cell)
	return c.values[0].span.compare(t), ok
}

// Reads tells whether a cell is of the kind that the condition compares: a number or a date for < <= > >=, and anything
// else for any other sign.
func (c *Cond) Reads(cell []byte) bool {
	if c.op == equal || c.op == match {
		return true
	}
	_, ok := c.compare(bytes.TrimSpace(cell))
	return ok
}

// Orders tells whether the condition compares by size or by time, with < <= > or >=.
func (c *Cond) Orders() bool { return c.op != equal && c.op != match }

// Since tells whether the condition leaves out what is small, or early, and keeps what is not.
func (c *Cond) Since() bool {
	switch c.op {
	case greater, greaterOrEqual:
		return !c.excludes
	case less, lessOrEqual:
		return c.excludes
	}
	return false
}

// Measures tells whether the decimal mark of the cells matters: where numbers are compared by size, and where a number with
// decimals is looked for that does not stand among the cells as it is written.
func (c *Cond) Measures(cells []string) bool {
	if c.op != equal {
		return c.op != match && !c.timed
	}
	for _, v := range c.values {
		text := string(v.text)
		if v.number.plain && !v.quoted && strings.Contains(text, ".") && !slices.Contains(cells, text) {
			return true
		}
	}
	return false
}

// Recased returns the condition with its values in the letters that cells have, where they differ from them in capitals alone;
// "" where no cell has such a value, or one has the value itself.
func (c *Cond) Recased(cells []string) string {
	text, found := c.text, false
	for i := len(c.values) - 1; i >= 0 && c.op == equal; i-- {
		value := string(c.values[i].text)
		other := slices.IndexFunc(cells, func(cell string) bool { return strings.EqualFold(strings.TrimSpace(cell), value) })
		at := strings.LastIndex(text, value)
		if other < 0 || at < 0 {
			continue
		}
		text, found = text[:at]+strings.TrimSpace(cells[other])+text[at+len(value):], true
	}
	if !found || text == c.text {
		return ""
	}
	return text
}

// Names tells whether the condition is about texts that cells are to have, and not about how large they are or whether they
// are empty.
func (c *Cond) Names() bool { return (c.op == equal || c.op == match) && !c.AsksOfBlank() }

// AsksOfBlank tells whether the condition is about cells being empty or not.
func (c *Cond) AsksOfBlank() bool {
	for _, v := range c.values {
		if len(v.text) == 0 {
			return true
		}
	}
	return false
}

package facts

import (
	"bytes"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Fact is one row of a source. Columns are named by their place in the list of the traits.
type Fact struct {
	// Group is the number of the row's group.
	Group int32
	// Source is the number of its source.
	Source int

	record    *pass.Record
	rule      *gathering
	reader    *dates.Reader
	decimal   byte
	seats     [][]int // by column, then by part: the place in batches
	moments   [][]stamp
	missing   []string
	asides    *asides
	weighs    bool                  // a mark of the source may stand before decimals or between thousands
	unsettled map[dataset.Role]bool // those whose point may, although points are usual before decimals
	label     int                   // the place of what rows of sums are about, None where they are none
	clocks    []clockSeat           // by column: where the time of day stands that belongs to its date
}

// A State is what a cell holds.
type State int

// What a cell holds.
const (
	Blank State = iota // nothing, or a word for it
	Bad                // something else than was asked for
	Good
)

type stamp struct {
	at    dates.Instant
	state State
}

// begin readies the row for a source.
func (r *Fact) begin(rule *gathering, s pass.Feed) {
	r.rule, r.Source, r.missing = rule, s.Number, rule.Missing
	r.decimal = rule.set.Tables[s.Number].Decimal
	r.seats, r.moments = nil, nil
	r.clocks = rule.clocks(rule.session.columns[s.Number], s.Columns.At)
	r.unsettled, r.label = rule.unsettled[s.Number], s.Columns.At(labelled)
	r.weighs = rule.weighing(s.Number) || r.unsettled != nil
	for _, c := range rule.traits.Columns {
		var seats []int
		for n := 0; rule.has(Part(c.Role, n)); n++ {
			seats = append(seats, s.Columns.At(Part(c.Role, n)))
		}
		r.seats = append(r.seats, seats)
		r.moments = append(r.moments, make([]stamp, map[bool]int{true: len(seats)}[c.Times]))
	}
}

// read takes a record, and reads its times. It tells whether the order of day and month matters, and see of every time
// that says something about it.
func (r *Fact) read(record *pass.Record, see func(dates.Reading, []byte, tally.Place)) (open bool) {
	r.record = record
	for i, moments := range r.moments {
		for n := range moments {
			m := &moments[n]
			text := r.Part(i, n)
			if *m = (stamp{}); len(text) == 0 && !r.Joined(i) {
				continue
			}
			var reading dates.Reading
			if m.at, reading, m.state = r.moment(i, n, text); reading != dates.Plain {
				open = true
				see(reading, text, record.Place())
			}
		}
	}
	return open
}

// noDays is the moment before which the days lie that stand for no date.
const noDays = dates.Instant(3 * 24 * 3600 * 1e6)

// moment reads the time in a cell, and in that beside it which holds the time of day.
func (r *Fact) moment(column, n int, text []byte) (dates.Instant, dates.Reading, State) {
	if r.Joined(column) {
		return r.joined(column, text)
	}
	at, reading, ok := r.reader.Parse(text)
	switch {
	case ok && at < noDays && r.silent(column, n, text):
		return 0, reading, Blank
	case ok:
		return at, reading, Good
	case reading == dates.Plain && r.silent(column, n, text):
		return 0, reading, Blank
	case reading == dates.Plain && r.counts():
		if at, ok := r.beginning(string(text)); ok {
			return at, reading, Good
		}
	}
	return at, reading, Bad
}

// counts tells whether a row counts what happened in a period, and is not what happened at a time.
func (r *Fact) counts() bool {
	at := slices.IndexFunc(r.rule.traits.Columns, func(c Position) bool { return c.Role == layout.Count })
	return at >= 0 && r.Has(at)
}

// beginning is when the period begins that a text names, where groups are made of such periods: of a week no day is told.
func (r *Fact) beginning(text string) (at dates.Instant, ok bool) {
	unit, index, ok := dates.ParseLabel(text)
	if !ok || unit != r.rule.Cut {
		return 0, false
	}
	at, _ = unit.Bounds(index, r.rule.Zone)
	return at, true
}

// Has tells whether the source has a column.
func (r *Fact) Has(column int) bool {
	return len(r.seats[column]) > 0 && r.seats[column][0] != dataset.None
}

// Parts is the number of columns that play a role together.
func (r *Fact) Parts(column int) int { return len(r.seats[column]) }

// Text is the text of a cell without blanks around it; empty where there is no column, or where the cell means nothing.
func (r *Fact) Text(column int) []byte {
	if times := r.moments[column]; len(times) > 0 && times[0].state == Blank {
		return nil
	}
	return r.Part(column, 0)
}

// Told is the text of a cell, empty also where it is one of the usual ways to say that there is no value, which is noted.
func (r *Fact) Told(column int) []byte {
	text := r.Text(column)
	if len(text) > 0 && r.silent(column, 0, text) {
		return nil
	}
	return text
}

// Part is the text of the n-th of several columns.
func (r *Fact) Part(column, n int) []byte {
	if n >= len(r.seats[column]) || r.seats[column][n] == dataset.None {
		return nil
	}
	return r.given(bytes.TrimSpace(r.record.Cell(r.seats[column][n])))
}

// given is a text, nil for one of which people say that it means nothing.
func (r *Fact) given(text []byte) []byte {
	if len(r.missing) > 0 && slices.Contains(r.missing, string(text)) {
		return nil
	}
	return text
}

// When is the time in a cell.
func (r *Fact) When(column int) (at dates.Instant, state State) {
	if column < 0 || len(r.moments[column]) == 0 {
		return 0, Blank
	}
	m := r.moments[column][0]
	return m.at, m.state
}

// Number is the number in the n-th cell of a column.
func (r *Fact) Number(column, n int) (x float64, state State) {
	text := r.Part(column, n)
	if len(text) == 0 {
		return 0, Blank
	}
	x, err := answer.ParseNumber(string(text), r.decimal)
	switch {
	case err == nil:
		r.Weigh(column, n, text)
		return x, Good
	case r.silent(column, n, text):
		return 0, Blank
	}
	return 0, Bad
}

// Place tells where the row stands.
func (r *Fact) Place() tally.Place { return r.record.Place() }

// Order rises with the order of reading, in as few bits as there are: 12 for the source, 32 for the batch, 20 for the row
// in it.
func (r *Fact) Order() uint64 {
	return uint64(r.Source)<<52 | uint64(r.record.Batch.Seq)<<20 | uint64(r.record.At)
}

// Decimal is the decimal mark of the source.
func (r *Fact) Decimal() byte { return r.decimal }

// Wrong is a row that does not count for a cell of a column.
func (r *Fact) Wrong(account string, column int, reason string) pass.Became {
	return pass.Became{Account: account, Role: r.rule.traits.Columns[column].Role, Value: r.Text(column), Reason: reason}
}

// WrongPart is a row that does not count for the n-th of several cells.
func (r *Fact) WrongPart(account string, column, n int, reason string) pass.Became {
	return pass.Became{Account: account, Role: Part(r.rule.traits.Columns[column].Role, n), Value: r.Part(column, n), Reason: reason}
}

// NoTime is a row whose cell is no time.
func (r *Fact) NoTime(column int) pass.Became { return r.Wrong("invalid", column, noTime) }

// noTime is why a cell without a time does not count.
const noTime = "is not a time"

// Counted is a row that counts.
func Counted() pass.Became { return pass.Became{Account: pass.Counted} }

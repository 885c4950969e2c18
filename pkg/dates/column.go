package dates

import (
	"encoding/binary"
	"time"
)

// A PeriodReader reads the texts of one column straight into the numbers of their periods. It
// gives what Parse and Index give, and is faster, since it remembers the months that it
// has met.
// It must not be used by two goroutines at once; copies are independent.
type PeriodReader struct {
	reader Reader
	period Period
	loc    *time.Location

	months [monthSlots]knownMonth
}

// monthSlots is how many months are remembered, about five years.
const monthSlots = 64

// A knownMonth is a month that a text began with.
type knownMonth struct {
	key    uint64 // the bytes of "2026-06-"; 0, which is no month, while the slot is empty
	first  int64  // the day on which the month begins
	length int    // how many days it has
	index  int64  // its period, for months and longer
}

// slot returns where the month of a key is remembered. The digits that tell one month from the
// next stand in the bytes that the multiplication brings to the top.
func (p *PeriodReader) slot(key uint64) *knownMonth {
	return &p.months[key*0x9E3779B97F4A7C15>>58]
}

// Periods returns a reader of periods, cut by the clock of the Reader's zone.
func (r *Reader) Periods(p Period) *PeriodReader {
	return &PeriodReader{reader: *r, period: p, loc: r.zone.loc}
}

// Parse reads one text as Reader.Parse does, and returns the number of its period.
func (p *PeriodReader) Parse(text []byte) (index int64, reading Reading, ok bool) {
	if index, ok = p.seenMonth(text); ok {
		return index, Plain, true
	}
	t, reading, ok := p.reader.Parse(text)
	if !ok {
		return 0, reading, false
	}
	p.remember(text)
	return p.period.Index(t, p.loc), reading, true
}

// seenMonth reads a text that begins with a month that is remembered.
func (p *PeriodReader) seenMonth(s []byte) (index int64, ok bool) {
	if len(s) < 10 {
		return 0, false
	}
	key := binary.LittleEndian.Uint64(s)
	m := p.slot(key)
	day, ok := stampDay(s)
	if !ok || m.key != key || day < 1 || day > m.length {
		return 0, false
	}
	wall := (m.first + int64(day-1)) * daySeconds
	if len(s) > 10 {
		seconds, ok := stampClock(s)
		if !ok || len(s) > 20 || len(s) == 20 && (s[19] != 'Z' || p.loc != nil) {
			return 0, false
		}
		wall += seconds
	}
	if p.loc != nil && !p.reader.zone.covers(wall) {
		return 0, false
	}
	if p.period == Day || p.period == Week {
		return p.period.ofDay(m.first + int64(day-1)), true
	}
	return m.index, true
}

// remember keeps the month of a text that was read, if it is in the usual form.
func (p *PeriodReader) remember(s []byte) {
	if len(s) < 10 || p.reader.form > iso {
		return
	}
	key := binary.LittleEndian.Uint64(s)
	year, month := stampMonth(key ^ datePattern)
	if !digits8(key^datePattern, dateMarks) || !validDate(year, month, 1) {
		return
	}
	first := daysOf(year, month, 1)
	*p.slot(key) = knownMonth{key, first, monthLength(year, month), p.period.ofDay(first)}
}

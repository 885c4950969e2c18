package dates

import (
	"encoding/binary"
	"time"
)

// A PeriodReader reads the texts of one column straight into the numbers of their periods. It
// gives what Parse and Index give, and is faster, since it remembers the month of the last text.
// It must not be used by two goroutines at once; copies are independent.
type PeriodReader struct {
	reader Reader
	period Period
	loc    *time.Location

	key    uint64 // the bytes of the last "2026-06-"; 0, which is no month, before the first
	first  int64  // the day on which that month begins
	length int    // how many days it has
	index  int64  // its period, for months and longer
}

// Periods returns a reader of periods, cut by the clock of the Reader's zone.
func (r *Reader) Periods(p Period) *PeriodReader {
	return &PeriodReader{reader: *r, period: p, loc: r.zone.loc}
}

// Parse reads one text as Reader.Parse does, and returns the number of its period.
func (p *PeriodReader) Parse(text []byte) (index int64, reading Reading, ok bool) {
	if index, ok = p.sameMonth(text); ok {
		return index, Plain, true
	}
	t, reading, ok := p.reader.Parse(text)
	if !ok {
		return 0, reading, false
	}
	p.remember(text)
	return p.period.Index(t, p.loc), reading, true
}

// sameMonth reads a text that begins with the month of the last one.
func (p *PeriodReader) sameMonth(s []byte) (index int64, ok bool) {
	if len(s) < 10 || binary.LittleEndian.Uint64(s) != p.key {
		return 0, false
	}
	day, ok := stampDay(s)
	if !ok || day < 1 || day > p.length {
		return 0, false
	}
	wall := (p.first + int64(day-1)) * daySeconds
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
		return p.period.ofDay(p.first + int64(day-1)), true
	}
	return p.index, true
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
	p.key, p.first, p.length = key, daysOf(year, month, 1), monthLength(year, month)
	p.index = p.period.ofDay(p.first)
}

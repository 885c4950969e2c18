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
	whole  bool // months or longer periods, cut by the clock of UTC

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
	whole := r.zone.loc == nil && p != Day && p != Week
	return &PeriodReader{reader: *r, period: p, loc: r.zone.loc, whole: whole}
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

// StampLength is the length of the most usual form of a time, 2026-06-30T23:59:59Z.
const StampLength = 20

// What follows the month of a stamp, in two words, first byte lowest. Sixes lift every digit's byte
// over 15 that is more than 9; odd has the bits that no digit, and nothing at a mark, may have set
// then. A limit lifts the number in its byte over 127 if it is too large.
const (
	clockText   = 0x30303a3030543030 // "00T00:00"
	clockSixes  = 0x0606000606000606
	clockOdd    = 0xf0f0fff0f0fff0f0
	clockLimits = (127-59)<<48 | (127-23)<<24
	clockTops   = 0x80<<48 | 0x80<<24
	endText     = 0x5a30303a // ":00Z"
	endSixes    = 0x00060600
	endOdd      = 0xfff0f0ff
	endLimit    = (127 - 59) << 8
	endTop      = 0x80 << 8
)

// Stamps reads many texts of StampLength bytes, which begin at the given places of the data, and
// puts the numbers of their periods into indexes. Where there is no such text, or none in the most
// usual form in a month that is remembered, it sets the start to -1, and Parse has to read it; a
// start below 0 is passed over.
func (p *PeriodReader) Stamps(data []byte, starts []int32, indexes []int64) {
	if !p.whole {
		data = nil
	}
	indexes = indexes[:len(starts)]
	for i, start := range starts {
		starts[i] = -1
		if start < 0 || int(start)+StampLength > len(data) {
			continue
		}
		text := data[start:][:StampLength]
		key := binary.LittleEndian.Uint64(text)
		m := p.slot(key)
		x := binary.LittleEndian.Uint64(text[8:]) ^ clockText
		y := binary.LittleEndian.Uint32(text[16:]) ^ endText
		xs, ys := x*10+x>>8, y*10+y>>8 // day, hour and minute in bytes 0, 3 and 6; the second in byte 1
		odd := m.key ^ key | (x|(x+clockSixes))&clockOdd | (xs+clockLimits)&clockTops |
			uint64((y|(y+endSixes))&endOdd|(ys+endLimit)&endTop)
		if odd == 0 && xs&0xff-1 < uint64(m.length) {
			starts[i], indexes[i] = start, m.index
		}
	}
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
	first, length := daysOf(year, month, 1), monthLength(year, month)
	if !p.reader.possible((first-1)*dayMicros) || !p.reader.possible((first+int64(length)+1)*dayMicros) {
		return // not all of it can be, in some zone
	}
	*p.slot(key) = knownMonth{key, first, length, p.period.ofDay(first)}
}

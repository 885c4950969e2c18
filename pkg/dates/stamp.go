package dates

import "encoding/binary"

// Digits are checked and read eight at a time, since this is the form that large files hold.
const (
	datePattern  = 0x2d30302d30303030 // "0000-00-", first byte lowest
	clockPattern = 0x30303a30303a3030 // "00:00:00"
	dateMarks    = 0xff0000ff00000000
	clockMarks   = 0x0000ff0000ff0000
	highNibbles  = 0xf0f0f0f0f0f0f0f0
	sixes        = 0x0606060606060606
)

// isoStamp reads YYYY-MM-DD and YYYY-MM-DDThh:mm:ss, with T or a blank, with Z or without a zone.
// Anything else is left to the slower forms.
func (r *Reader) isoStamp(s []byte) (Instant, bool) {
	if len(s) < 10 {
		return 0, false
	}
	d := binary.LittleEndian.Uint64(s) ^ datePattern
	d1, d0 := s[8]-'0', s[9]-'0'
	if !digits8(d, dateMarks) || d1 > 9 || d0 > 9 {
		return 0, false
	}
	pairs := d*10 + d>>8
	year := int(pairs&0xff)*100 + int(pairs>>16&0xff)
	month := int(pairs >> 40 & 0xff)
	day := int(d1)*10 + int(d0)
	if !validDate(year, month, day) {
		return 0, false
	}
	wall := daysOf(year, month, day) * daySeconds
	if len(s) == 10 {
		return r.zone.unix(wall) * 1e6, true
	}
	return r.isoClock(s, wall)
}

// isoClock reads the time behind a date, of which wall is the midnight.
func (r *Reader) isoClock(s []byte, wall int64) (Instant, bool) {
	if len(s) < 19 || s[10] != 'T' && s[10] != ' ' {
		return 0, false
	}
	c := binary.LittleEndian.Uint64(s[11:]) ^ clockPattern
	pairs := c*10 + c>>8
	hour, minute, second := pairs&0xff, pairs>>24&0xff, pairs>>48&0xff
	if !digits8(c, clockMarks) || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	wall += int64(hour*3600 + minute*60 + second)
	if len(s) == 20 && s[19] == 'Z' {
		return wall * 1e6, true
	}
	if len(s) > 19 {
		return 0, false
	}
	return r.zone.unix(wall) * 1e6, true
}

// digits8 reports whether the bytes, freed of their pattern, are digits, and zero at the marks.
func digits8(x, marks uint64) bool {
	return (x|(x+sixes))&highNibbles|x&marks == 0
}

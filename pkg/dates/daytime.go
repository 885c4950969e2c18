package dates

// DayTime reads a time of day that stands by itself, in microseconds from midnight: 8:51, 08:51:12.345, 8:51 PM, and 24:00
// for the end of the day.
func DayTime(text []byte) (micros int64, ok bool) {
	c := cursor{rest: trim(text)}
	if n := leadingDigits(c.rest); n > 2 || len(c.rest) > 24 {
		return 0, false
	}
	switch string(c.rest) {
	case "24:00", "24:00:00":
		return 24 * 3600e6, true
	}
	var m civil
	if !m.timeOfDay(&c) || !c.done() {
		return 0, false
	}
	return int64(m.second)*1e6 + m.micro, true
}

package facts

import (
	"slices"
	"strconv"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// The words for what the time tells, where a column could make the groups. Columns of these names are reached by their
// numbers.
const (
	HourKey    = ".hour"
	WeekdayKey = ".weekday"
)

func isClock(name string) bool { return name == HourKey || name == WeekdayKey }

// byColumns lists the columns that make the groups. In keys their values stand before those that the time tells.
func (s *session) byColumns() []string {
	return slices.DeleteFunc(slices.Clone(s.By), isClock)
}

// appendClocks adds to a key what the time tells: the hour from 0, and the number of the day from Monday, 1.
func (s *session) appendClocks(key []byte, at dates.Instant) []byte {
	for _, name := range s.By {
		if !isClock(name) {
			continue
		}
		clock := time.UnixMicro(int64(at)).In(s.Zone)
		n := clock.Hour()
		if name == WeekdayKey {
			n = (int(clock.Weekday())+6)%7 + 1
		}
		key = pass.AppendText(key, strconv.AppendInt(nil, int64(n), 10))
	}
	return key
}

// value is that of the j-th name of --by in a key.
func (s *session) value(key pass.GroupKey, j int) string {
	at := 0
	for i, name := range s.By {
		if isClock(name) == isClock(s.By[j]) && i < j || isClock(s.By[j]) && !isClock(name) {
			at++
		}
	}
	return key.Value(at)
}

// shown is the value as people read it.
func (s *session) shown(key pass.GroupKey, j int) string {
	text := s.value(key, j)
	if s.By[j] != WeekdayKey {
		return text
	}
	n, _ := strconv.Atoi(text)
	return time.Weekday(n % 7).String()
}

// values are those of all names of --by.
func (s *session) values(key pass.GroupKey) (by []string) {
	for j := range s.By {
		by = append(by, s.shown(key, j))
	}
	return by
}

// names are those of --by in documents; nil without any.
func (s *session) names() (names []string) {
	columns := s.set.Tables[0].Names(s.columns[0].By)
	for _, name := range s.By {
		if isClock(name) {
			names = append(names, name)
			continue
		}
		names, columns = append(names, columns[0]), columns[1:]
	}
	return names
}

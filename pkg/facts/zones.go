package facts

import (
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// zones asks where times of some columns have a zone and others have none: what lies between two of them hangs on the zone of
// the latter, which nothing tells. A zone that is named says it.
func (s *session) zones(t *dataset.Table, cs dataset.Columns) error {
	const byDefault, named = "UTC", "Etc/UTC"
	zoned, bare, times := dataset.None, dataset.None, 0
	for _, c := range s.traits.Columns {
		if !c.Times || !cs.Has(c.Role) || cs.Has(clockOf(c.Role)) || s.Daily(t, cs.At(c.Role)) {
			continue
		}
		all, with := s.zoned(t, cs.At(c.Role))
		if with > 0 {
			zoned = cs.At(c.Role)
		}
		if with < all {
			bare = cs.At(c.Role)
		}
		times++
	}
	if times < 2 || zoned == dataset.None || bare == dataset.None || s.ZoneName != byDefault || inUTC(t.Headers[bare]) {
		return nil
	}
	e := problem.Usage("%s: times of column %s have a zone, and times of column %s have none: how long it is from one to the other hangs on theirs",
		t.Name, t.Header(zoned), t.Header(bare))
	e.Hint = "where they are by the clock of a place, --tz names it, such as --tz Europe/Madrid"
	e.Senses = []problem.Sense{{Says: "if they are UTC", Flags: []string{"--tz", named}}}
	return e
}

// inUTC tells whether a header says that its times are UTC.
func inUTC(header string) bool {
	for _, word := range strings.Fields(answer.Normalise(header)) {
		if word == "utc" || word == "gmt" {
			return true
		}
	}
	return false
}

// zoned counts the times of a column, and those that are the same moment wherever they are read.
func (s *session) zoned(t *dataset.Table, column int) (all, with int) {
	here, there := s.Writing(dates.DayFirst), s.Writing(dates.DayFirst)
	here.Zone, there.Zone = time.UTC, time.FixedZone("", 5*3600)
	one, err := dates.NewReader(here)
	other, errOther := dates.NewReader(there)
	if err != nil || errOther != nil {
		return 0, 0
	}
	for _, text := range t.Sample(column) {
		a, _, ok := one.Parse([]byte(text))
		b, _, okOther := other.Parse([]byte(text))
		if !ok || !okOther {
			continue
		}
		if all++; a == b {
			with++
		}
	}
	return all, with
}

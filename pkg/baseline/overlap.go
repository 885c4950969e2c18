package baseline

import (
	"math"
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A stay is the time that a document is of, as far as its settings tell.
type stay struct {
	since, until dates.Instant
	bounded      bool
}

func stayOf(settings map[string]any) stay {
	s := stay{since: math.MinInt64, until: math.MaxInt64}
	bound := func(key string, into *dates.Instant) {
		text, _ := settings[key].(string)
		if at, err := dates.ParseBound(text, time.UTC); err == nil && text != "" {
			*into, s.bounded = at, true
		}
	}
	bound("since", &s.since)
	bound("until", &s.until)
	if span, ok := settings["span"].(map[string]any); ok && !s.bounded {
		from, _ := span["from"].(string)
		to, _ := span["to"].(string)
		p, first, ok := dates.ParseLabel(from)
		if _, last, also := dates.ParseLabel(to); ok && also {
			s.since, _ = p.Bounds(first, time.UTC)
			_, s.until = p.Bounds(last, time.UTC)
			s.bounded = true
		}
	}
	return s
}

// words name the time for people.
func (s stay) words() result.Phrase {
	day := func(at dates.Instant) string { return dates.Day.Label(dates.Day.Index(at, time.UTC)) }
	switch {
	case !s.bounded:
		return result.Say("all rows")
	case s.until == math.MaxInt64:
		return result.Say("what is since %s", day(s.since))
	case s.since == math.MinInt64:
		return result.Say("what is before %s", day(s.until))
	}
	return result.Say("%s until %s", day(s.since), day(s.until))
}

// doubtTime says where rows may be on both sides, or the baseline comes later, and tells whether chance can be judged: a sample
// cannot be held against one that it is part of.
func (f *Earlier) doubtTime(d *result.Document) (apart bool) {
	before, now := stayOf(f.Settings), stayOf(settings(d))
	note := func(code, format string, args ...any) {
		d.Warnings = append(d.Warnings, result.Warn(code, format, args...).At(f.Name, 0))
	}
	shared := slices.ContainsFunc(f.Sources, func(a result.Source) bool {
		return slices.ContainsFunc(d.Sources, func(b result.Source) bool { return a.Name == b.Name })
	})
	overlap := before.since < now.until && now.since < before.until
	switch differ := before != now; {
	case before.bounded && now.bounded && before.since >= now.until:
		note("baseline_later", "the baseline is of %s, later than this, which is of %s: the change is that back in time", before.words(), now.words())
	case shared && overlap && (before.bounded || now.bounded):
		note("baseline_overlap", "the baseline is of %s, this is of %s, and of the same source, so rows are in both: what is chance cannot be told", before.words(), now.words())
		return false
	case differ && overlap:
		note("baseline_span", "the baseline is of %s, and this is of %s", before.words(), now.words())
	}
	return true
}

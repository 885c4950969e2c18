package customers

import (
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A version is one of a subscription that has a row for each of its states.
type version struct {
	who         string
	from, until dates.Instant
}

// versionSeam is how much later than the end of a version the next one may begin.
const versionSeam = dates.Instant(24 * time.Hour / time.Microsecond)

// versions asks where a cancellation is a row of its own that begins where another one of its customer ends, and has no end: it
// would run on for ever, though it says that the version before it was the last.
func (s *audit) versions(t *dataset.Table, cs columns) error {
	if len(s.Lost) > 0 || s.eachRow || !cs.has(ledger.StatusOf) || !cs.has(ledger.End) || cs.has(ledger.Request) || s.asksOf(t, cs.at(ledger.StatusOf)) {
		return nil
	}
	gone, all, later, texts := s.cancelledVersions(t, cs)
	if gone == 0 || 2*gone <= all {
		return nil
	}
	flags := []string{"--exclude", dataset.Among(t.Reference(cs.at(ledger.StatusOf)), texts), "--end", t.Reference(cs.at(ledger.End))}
	if later == gone && s.LastDay.Open() { // an end is the last day of a version
		flags = append(flags, "--last-day")
	}
	e := problem.Usage("%s: column %s says %s in %s without an end, each of which begins when another one of its customer ends: such a row is a cancellation, and no subscription that runs on",
		t.Name, t.Header(cs.at(ledger.StatusOf)), dataset.Shortly(texts), kind.HowMany(int64(gone), "row"))
	e.Senses = []problem.Sense{{Says: "without them, the subscription ends with the row before", Flags: flags}}
	return e
}

// cancelledVersions counts the rows that say that a customer left and have no end, those of them that begin where another one of
// the same customer ends or on the day after that, and lists their texts; none where the same texts stand in rows with an end.
func (s *audit) cancelledVersions(t *dataset.Table, cs columns) (gone, all, later int, texts []string) {
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return 0, 0, 0, nil
	}
	var ended, open []version
	said, closed := make(map[string]bool), make(map[string]bool)
	for _, row := range t.Rows {
		text := answer.Trim(cellOf(row, cs.at(ledger.StatusOf)))
		left, known := ledger.IsLost(text, s.yesIsKept)
		from, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.Start))))
		until, _, ends := reader.Parse([]byte(cellOf(row, cs.at(ledger.End))))
		v := version{strings.TrimSpace(cellOf(row, cs.at(ledger.Customer))), from, until}
		switch ends = ends && (s.Now == nil || until <= *s.Now); {
		case !dated:
		case known && left && ends:
			closed[text] = true
		case known && left:
			open, said[text] = append(open, v), true
		case ends:
			ended = append(ended, v)
		}
	}
	for text := range said {
		if closed[text] {
			return 0, 0, 0, nil
		}
		texts = append(texts, text)
	}
	slices.Sort(texts)
	for _, v := range open {
		after, follows := v.after(ended)
		if follows {
			gone++
		}
		if follows && after == versionSeam {
			later++
		}
	}
	return gone, len(open), later, texts
}

// after is how much later a version begins than another one of its customer ends; ok is false where it follows none.
func (v version) after(ended []version) (gap dates.Instant, ok bool) {
	for _, before := range ended {
		if gap = v.from - before.until; before.who == v.who && gap >= 0 && gap <= versionSeam {
			return gap, true
		}
	}
	return 0, false
}

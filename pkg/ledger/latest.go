package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// latest holds the last moment of each slot of which rows tell. It tells a period that the data end in from one that
// is whole.
type latest struct{ neighbours[lastMoment] }

type lastMoment struct {
	at    dates.Instant
	known bool
}

// maxLatest bounds the slots that are kept apart. Longer ledgers are cut in shorter periods than such a doubt is about.
const maxLatest = 1 << 14

func (l *latest) add(slot int32, at dates.Instant) {
	i := int(slot) - int(l.first)
	if len(l.list) > 0 && (i < 0 && len(l.list)-i > maxLatest || i >= maxLatest) {
		return
	}
	if m := l.at(slot); !m.known || m.at < at {
		*m = lastMoment{at, true}
	}
}

func (l *latest) merge(o *latest) {
	for i, m := range o.list {
		if m.known {
			l.add(o.first+int32(i), m.at)
		}
	}
}

// of returns the last moment of a slot; ok is false where there is none.
func (l *latest) of(slot int32) (at dates.Instant, ok bool) {
	if i := int(slot) - int(l.first); i >= 0 && i < len(l.list) {
		return l.list[i].at, l.list[i].known
	}
	return 0, false
}

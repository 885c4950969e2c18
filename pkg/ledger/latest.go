package ledger

import "github.com/cxcalc/cxcalc/pkg/dates"

// latest holds the last moment of each slot of which rows tell. It tells a period that the data end in from one that
// is whole.
type latest struct {
	first int32           // slot of the first moment
	at    []dates.Instant // always where rows tell of none
}

// maxLatest bounds the slots that are kept apart. Longer ledgers are cut in shorter periods than such a doubt is about.
const maxLatest = 1 << 14

func (l *latest) add(slot int32, at dates.Instant) {
	if len(l.at) == 0 {
		l.first = slot
	}
	i := int(slot) - int(l.first)
	switch {
	case i < 0 && len(l.at)-i <= maxLatest:
		l.at = append(nowhere(-i), l.at...)
		l.first, i = slot, 0
	case i >= len(l.at) && i < maxLatest:
		l.at = append(l.at, nowhere(i+1-len(l.at))...)
	}
	if i >= 0 && i < len(l.at) {
		l.at[i] = max(l.at[i], at)
	}
}

func nowhere(n int) []dates.Instant {
	out := make([]dates.Instant, n)
	for i := range out {
		out[i] = always
	}
	return out
}

func (l *latest) merge(o *latest) {
	for i, at := range o.at {
		if at != always {
			l.add(o.first+int32(i), at)
		}
	}
}

// of returns the last moment of a slot; ok is false where there is none.
func (l *latest) of(slot int32) (at dates.Instant, ok bool) {
	i := int(slot) - int(l.first)
	if i < 0 || i >= len(l.at) {
		return 0, false
	}
	return l.at[i], l.at[i] != always
}

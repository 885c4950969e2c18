package inspect

import (
	"encoding/json"
	"hash/maphash"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// mostDistinct is how many different values of a column are counted.
const mostDistinct = 100_000

// holding is what a column holds. Parts of a column merge to the same as the whole.
type holding struct {
	judge sorter
	hash  maphash.Seed

	rows, blank int64
	of          [sorts]int64
	seen        map[uint64]sort // different values by their hash; nil where there are too many
	full        bool
	numbers     span[float64]
	days        [dates.MonthFirst + 1]span[dates.Instant] // as read in each order
	evidence    dates.OrderEvidence
}

// A span is the least and the greatest of some values.
type span[T float64 | int64] struct {
	some      bool
	low, high T
}

func (s *span[T]) add(x T) {
	if !s.some {
		*s = span[T]{true, x, x}
	}
	s.low, s.high = min(s.low, x), max(s.high, x)
}

func (s *span[T]) merge(o span[T]) {
	if o.some {
		s.add(o.low)
		s.add(o.high)
	}
}

func newHolding(decimal byte, hash maphash.Seed) *holding {
	return &holding{judge: newSorter(decimal), hash: hash, seen: make(map[uint64]sort)}
}

// add takes the value of a row.
func (h *holding) add(cell []byte) {
	h.rows++
	if cell = trimmed(cell); len(cell) == 0 {
		h.blank++
		return
	}
	key := maphash.Bytes(h.hash, cell)
	kind, known := h.seen[key]
	if !known {
		kind = h.learn(string(cell))
		if !h.full {
			h.seen[key] = kind
			h.bound()
		}
	}
	h.of[kind]++
}

// trimmed is a cell without what people do not see at its ends. Most have nothing of that.
func trimmed(cell []byte) []byte {
	plain := func(b byte) bool { return b > ' ' && b < utf8.RuneSelf }
	if len(cell) == 0 || plain(cell[0]) && plain(cell[len(cell)-1]) {
		return cell
	}
	return []byte(answer.Trim(string(cell)))
}

// learn says what a value is, and how far the values of the column reach with it.
func (h *holding) learn(value string) sort {
	kind, x := h.judge.of(value)
	if kind == integer || kind == number {
		h.numbers.add(x)
	}
	if kind == date || kind == integer && len(value) >= 8 { // may be a day, 20260601
		h.day([]byte(value))
	}
	return kind
}

func (h *holding) day(value []byte) {
	_, reading, _ := h.judge.open.Parse(value)
	h.evidence.Add(reading, value, tally.Place{})
	if t, _, ok := h.judge.dayFirst.Parse(value); ok {
		h.days[dates.DayFirst].add(t)
	}
	if t, _, ok := h.judge.monthFirst.Parse(value); ok {
		h.days[dates.MonthFirst].add(t)
	}
}

// bound lets go of the different values where there are too many.
func (h *holding) bound() {
	if len(h.seen) > mostDistinct {
		h.seen, h.full = nil, true
	}
}

// merge adds another part of the column.
func (h *holding) merge(o *holding) {
	h.rows, h.blank = h.rows+o.rows, h.blank+o.blank
	for i, n := range o.of {
		h.of[i] += n
	}
	h.numbers.merge(o.numbers)
	for i := range h.days {
		h.days[i].merge(o.days[i])
	}
	h.evidence.Merge(&o.evidence)
	if o.full {
		h.seen, h.full = nil, true
	}
	for key, kind := range o.seen {
		if h.full {
			return
		}
		h.seen[key] = kind
		h.bound()
	}
}

// filled is how many rows have a value.
func (h *holding) filled() int64 { return h.rows - h.blank }

// distinct is the number of different values. more says that there are more.
func (h *holding) distinct() (n int, more bool) {
	if h.full {
		return mostDistinct, true
	}
	return len(h.seen), false
}

// kind names the type of the column: what nine of ten values are.
func (h *holding) kind() string {
	most := func(n int64) bool { return 10*n >= 9*h.filled() }
	switch {
	case h.filled() == 0:
		return Blank
	case most(h.of[integer]) && h.isFlag(), most(h.of[boolean]):
		return Boolean
	case h.of[integer] == h.filled() && h.counts():
		return ID
	case most(h.of[integer]):
		return Integer
	case most(h.of[integer] + h.of[number]):
		return Number
	case most(h.of[date]):
		return Date
	case most(h.of[address]):
		return EMail
	case most(h.of[token]) && h.varies():
		return ID
	case most(h.of[text] + h.of[token] + h.of[boolean]):
		return Text
	}
	return Mixed
}

// isFlag tells whether the numbers of a column are 0 and 1.
func (h *holding) isFlag() bool {
	n, more := h.distinct()
	return n == 2 && !more && h.numbers.low == 0 && h.numbers.high == 1
}

// counts tells whether the numbers of a column count its rows.
func (h *holding) counts() bool {
	n, more := h.distinct()
	return !more && n >= 20 && int64(n) == h.filled() && h.numbers.high-h.numbers.low == float64(n-1)
}

// varies tells whether a column has as many values as ids have: a value for two rows, or dozens.
func (h *holding) varies() bool {
	n, more := h.distinct()
	return more || n > 50 || 2*int64(n) > h.filled()
}

// reach is the range of the column, nil where it has none.
func (h *holding) reach(kind string) []any {
	switch kind {
	case Integer, Number, Boolean:
		if h.numbers.some {
			return []any{plain(h.numbers.low), plain(h.numbers.high)}
		}
	case Date:
		return h.dated()
	}
	return nil
}

// plain is a number as JSON writes it: whole where it is, and without an exponent where the number is of the size of money.
func plain(x float64) any {
	if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return int64(x)
	}
	const least, most = 1e4, 1e15 // below, it has none anyway
	if math.Abs(x) < least || math.Abs(x) > most {
		return x
	}
	return json.Number(strconv.FormatFloat(x, 'f', -1, 64))
}

// dated is the first and the last day, where the column tells in which order its dates are written.
func (h *holding) dated() []any {
	order, err := h.evidence.Decide()
	if err != nil {
		return nil
	}
	if order == dates.Unknown { // every date has one meaning
		order = dates.DayFirst
	}
	s := h.days[order]
	if !s.some {
		return nil
	}
	day := func(t dates.Instant) string { return dates.Day.Label(dates.Day.Index(t, nil)) }
	return []any{day(s.low), day(s.high)}
}

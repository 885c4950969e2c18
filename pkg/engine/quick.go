package engine

import (
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A quick counter does the usual work in a tight loop: whole numbers from 0 to 10 and blanks, in
// one group, or by one column of short values, by period, or by both. Any other row takes the
// way that knows everything.
type quick struct {
	w      *worker
	by     int // wanted column of the group, None without
	time   int // wanted column of the time, None without periods
	period *dates.PeriodReader
	slots  []slot // a cache of groups, by a hash of their key
	one    *tally.Scores
}

// A slot remembers the group of one key, which is a text of up to 16 bytes and a period.
type slot struct {
	low, high uint64
	period    int64
	length    int
	scores    *tally.Scores
}

const slots = 1 << 10

// newQuick returns the quick counter of a worker for one source, or nil where the plan asks for more.
func newQuick(w *worker) *quick {
	p, r := w.plan, w.roles
	if len(p.Where) > 0 || p.Reject != nil || p.Dedup != DedupNone || p.Since != nil || p.Until != nil ||
		r.Weight != None || r.Count != None || len(r.By) > 1 {
		return nil
	}
	q := &quick{w: w, by: None, time: None}
	if len(r.By) == 1 {
		q.by = r.By[0]
	}
	if p.Period != "" {
		reader := w.readers[plain]
		if w.both {
			reader = w.readers[dayFirst]
		}
		q.time, q.period = r.Time, reader.Periods(p.Period)
	}
	if q.by != None || q.time != None {
		q.slots = make([]slot, slots)
	}
	return q
}

// batch counts the rows of a batch.
func (q *quick) batch(b *scan.Batch) error {
	if q.slots == nil {
		return q.ungrouped(b)
	}
	score := q.w.roles.Score
	for row := range b.Rows() {
		text := b.Cell(row, score)
		i := tally.Index(text)
		var scores *tally.Scores
		if i >= 0 {
			scores = q.group(b, row)
		}
		if scores == nil {
			if err := q.w.row(record{b, row}); err != nil {
				return err
			}
			continue
		}
		c := scores.At(i)
		if c.Rows == 0 {
			c.First = q.w.place(record{b, row})
		}
		c.Rows++
		c.N++
	}
	return nil
}

// ungrouped counts into one group. The counts of a batch are kept aside and added at its end.
func (q *quick) ungrouped(b *scan.Batch) error {
	if q.one == nil {
		g, err := q.w.parts[plain].group(nil)
		if err != nil {
			return err
		}
		q.one = g.scores
	}
	var counts [tally.Dense]int64
	score := q.w.roles.Score
	for row := range b.Rows() {
		i := tally.Index(b.Cell(row, score))
		if i < 0 {
			if err := q.w.row(record{b, row}); err != nil {
				return err
			}
			continue
		}
		counts[i]++
	}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		c := q.one.At(i)
		if c.Rows == 0 {
			c.First = q.first(b, i)
		}
		c.Rows += n
		c.N += n
	}
	return nil
}

// first finds the first row of a batch with a dense text.
func (q *quick) first(b *scan.Batch, index int) tally.Place {
	for row := range b.Rows() {
		if tally.Index(b.Cell(row, q.w.roles.Score)) == index {
			return q.w.place(record{b, row})
		}
	}
	return tally.Place{}
}

// group returns the tally of a row's group, or nil when the row is not of the usual kind.
func (q *quick) group(b *scan.Batch, row int) *tally.Scores {
	var key slot
	if q.by != None {
		text := b.Cell(row, q.by)
		if key.length = len(text); key.length > 16 || !plainEnds(text) {
			return nil
		}
		key.low, key.high = words(text)
	}
	if q.time != None {
		index, reading, ok := q.period.Parse(b.Cell(row, q.time))
		if !ok || reading != dates.Plain {
			return nil
		}
		key.period = index
	}
	h := (key.low*0x9E3779B97F4A7C15 ^ key.high*0xC2B2AE3D27D4EB4F ^ uint64(key.period)*0x165667B19E3779F9) >> 54
	s := &q.slots[h%slots]
	if s.low == key.low && s.high == key.high && s.period == key.period && s.length == key.length && s.scores != nil {
		return s.scores
	}
	return q.search(s, key, b, row)
}

// search finds the group of a key that is not in its slot, and puts it there.
func (q *quick) search(s *slot, key slot, b *scan.Batch, row int) *tally.Scores {
	w := q.w
	w.key = w.key[:0]
	if q.by != None {
		w.key = appendCell(w.key, b.Cell(row, q.by))
	}
	if q.time != None {
		w.key = appendPeriod(w.key, key.period)
	}
	g, err := w.parts[plain].group(w.key)
	if err != nil {
		return nil // the row takes the other way, and meets the same limit there
	}
	key.scores = g.scores
	*s = key
	return g.scores
}

// plainEnds tells whether a text has no blank around it.
func plainEnds(text []byte) bool {
	n := len(text)
	return n == 0 || text[0] > ' ' && text[n-1] > ' ' && text[0] < 0x80 && text[n-1] < 0x80
}

// words returns up to 16 bytes of a text as two numbers.
func words(text []byte) (low, high uint64) {
	switch n := len(text); {
	case n >= 8:
		low = binary.LittleEndian.Uint64(text)
		if n > 8 {
			high = binary.LittleEndian.Uint64(text[n-8:])
		}
	case n >= 4:
		low = uint64(binary.LittleEndian.Uint32(text)) | uint64(binary.LittleEndian.Uint32(text[n-4:]))<<32
	default:
		for _, c := range text {
			low = low<<8 | uint64(c)
		}
	}
	return low, high
}

package ledger

import (
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A usual is an entry of the kind that the largest ledgers consist of: a short key, no group, the
// currency of the run, a small amount that makes its customer present. In its fact, the spot of the
// hash stands for the number that is not known yet.
type usual struct {
	key
	fact
}

// usuals holds the usual entries for each part until they are worth the way.
type usuals struct {
	n       [partCount]uint8
	entries [partCount][batchSize]usual
}

// Places says which wanted columns of a batch hold the cells of usual rows.
type Places struct{ Customer, Time, Amount int }

// AddUsual adds rows of a batch from one on, as long as they are of the kind that the largest ledgers
// consist of: a short customer without blanks around it, a time that was met before, a plain amount
// or a time outside the bounds. It returns the first row that it has not added, which Add can do, or
// the number of rows. TestUsualRows holds it to Add.
func (c *Collector) AddUsual(b *scan.Batch, row int, at Places) (next int) {
	if !c.usual {
		return row
	}
	if c.usuals == nil {
		c.usuals = new(usuals)
	}
	data, spans := b.Data, b.Spans[row*b.Width:]
	counted, outside := 0, 0
	for ; len(spans) >= b.Width && len(spans) > 0; spans = spans[b.Width:] {
		who, when, amount := spans[at.Customer], spans[at.Time], spans[at.Amount]
		k, ok := packIn(data, who)
		if !ok || byte(k.lo)-(' '+1) >= 0x80-(' '+1) || data[who.Off+who.Len-1]-(' '+1) >= 0x80-(' '+1) {
			break
		}
		t, ok := packIn(data, when)
		recent := c.time.place(t)
		if !ok || recent.key != t || !recent.used {
			break
		}
		if !recent.inside {
			outside++
			continue
		}
		a, ok := c.amountIn(data, amount)
		if !ok {
			break
		}
		if !recent.noted {
			if uint64(recent.slot) >= 1<<slotBits {
				break
			}
			recent.noted = true
			c.tell(recent.slot)
		}
		c.add(k, recent.slot, a)
		counted++
	}
	c.Account[Counted] += int64(counted)
	c.Account[Filtered] += int64(outside)
	return row + counted + outside
}

// packIn makes the key of a cell of 1 to 15 bytes that is not at the end of its text; ok is false for
// others.
func packIn(data []byte, s scan.Span) (k key, ok bool) {
	if s.Len-1 >= shortKey || uint64(s.Off)+16 > uint64(len(data)) {
		return key{}, false
	}
	text := data[s.Off : s.Off+16 : s.Off+16]
	of := &keyMasks[s.Len&15]
	return key{binary.LittleEndian.Uint64(text) & of.lo, binary.LittleEndian.Uint64(text[8:])&of.hi | uint64(s.Len)<<56}, true
}

// keyMasks keep the bytes of a text, by its length.
var keyMasks = func() (masks [shortKey + 1]key) {
	for n := range masks {
		masks[n] = key{1<<(8*min(n, 8)) - 1, 1<<(8*max(n-8, 0)) - 1}
	}
	return masks
}()

// amountIn reads a plain amount that is above zero and fits a fact.
func (c *Collector) amountIn(data []byte, s scan.Span) (amount int32, ok bool) {
	var a money.Amount
	if s.Len <= 8 && uint64(s.Off)+8 <= uint64(len(data)) {
		a, ok = money.QuickWord(binary.LittleEndian.Uint64(data[s.Off:]), int(s.Len), c.options.Decimal, c.prices.decimals)
	} else if s != scan.Absent {
		a, ok = money.Quick(data[s.Off:s.Off+s.Len], c.options.Decimal, c.prices.decimals)
	}
	return int32(a), ok && a > 0 && a < 1<<amountBits
}

// add sends a usual entry on its way.
func (c *Collector) add(k key, slot, amount int32) {
	hash := k.hash(c.seed)
	at := partOf(hash)
	n := c.usuals.n[at]
	c.usuals.entries[at][n%batchSize] = usual{k, newFact(spotOf(hash), slot, amount)}
	c.usuals.n[at] = n + 1
	if n == batchSize-1 {
		c.flushUsual(at)
	}
}

func (c *Collector) flushUsual(at int) {
	n := c.usuals.n[at]
	c.ledger.parts[at].addUsual(c.usuals.entries[at][:n], &c.found)
	c.usuals.n[at] = 0
}

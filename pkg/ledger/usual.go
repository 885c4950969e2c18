package ledger

import (
	"encoding/binary"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A usual is an entry of the sort that the largest ledgers consist of: a short key, the currency of the run, a small amount that makes its customer present. In its fact, the spot of the
// hash stands for the number that is not known yet.
type usual struct {
	key
	fact
}

// usuals holds the usual entries for each shard until they are worth the way, and what was met before.
type usuals struct {
	n       [shardCount]uint8
	entries [shardCount][batchSize]usual
	ids     map[usualClass]uint16
	classes [1 << recentClassBits]recentClass
	groups  [256]recentGroup
}

const recentClassBits = 10

// Places says which wanted columns of a batch hold the cells of usual rows. Group is below zero
// without groups.
type Places struct{ Customer, Time, Amount, Group int }

// AddUsual adds rows of a batch from one on, as long as they are of the sort that the largest ledgers
// consist of: a short customer without blanks around it, a time that was met before, a plain amount, a
// group that was met before. It returns the first row that it has not
// added, which Add can do, or the number of rows. TestUsualRows holds it to Add.
func (c *Collector) AddUsual(b *scan.Batch, row int, at Places) (next int) {
	if !c.usual || c.options.Grouped != (at.Group >= 0) {
		return row
	}
	if c.usuals == nil {
		c.usuals = &usuals{ids: make(map[usualClass]uint16)}
	}
	data, spans := b.Data, b.Spans[row*b.Width:]
	if cap(data)-len(data) >= 16 { // what is read behind the last cell is masked away
		data = data[:len(data)+16]
	}
	counted, outside := 0, 0
	for ; len(spans) >= b.Width && len(spans) > 0; spans = spans[b.Width:] {
		who := spans[at.Customer]
		if who.Len-1 >= shortKey || !isVisible(data[who.Off]) || !isVisible(data[who.Off+who.Len-1]) {
			break
		}
		t, ok := packIn(data, spans[at.Time])
		recent := c.time.place(t)
		if !ok || recent.key != t || !recent.used {
			break
		}
		if !recent.kept {
			outside++
			continue
		}
		k, ok := packIn(data, who)
		a, okAmount := c.amountIn(data, spans[at.Amount])
		if !ok || !okAmount {
			break
		}
		id, ok := recent.class, recent.known
		if !ok {
			if id, ok = c.learnClass(recent, data, spans, at.Group); !ok {
				break
			}
		}
		c.add(k, newFact(0, id, a))
		if recent.inside {
			counted++
		} else { // known, see dated
			outside++
		}
	}
	c.found.Account[Counted] += int64(counted)
	c.found.Account[Filtered] += int64(outside)
	return row + counted + outside
}

// isVisible tells whether a byte is a visible character of ASCII: such ones stand at both ends of most
// texts, which then need no trimming.
func isVisible(c byte) bool { return c-(' '+1) < 0x80-(' '+1) }

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
func (c *Collector) add(k key, f fact) {
	hash := k.hash(c.seed)
	at := shardOf(hash)
	n := c.usuals.n[at]
	c.usuals.entries[at][n%batchSize] = usual{k, f.of(spotOf(hash))}
	c.usuals.n[at] = n + 1
	if n == batchSize-1 {
		c.flushUsual(at)
	}
}

func (c *Collector) flushUsual(at int) {
	n := c.usuals.n[at]
	c.ledger.shards[at].addUsual(c.usuals.entries[at][:n], &c.scratch)
	c.usuals.n[at] = 0
}

// A usualClass is all a usual row says beside its customer and its amount. There are few, so a fact
// has a number in place of it.
type usualClass struct {
	slotDay
	group uint16 // number plus 1, 0 for none
}

// classes numbers the classes of a ledger. All its collectors share it.
type classes struct {
	mu   sync.Mutex
	ids  map[usualClass]uint16
	list []usualClass
}

// id returns the number of a class; ok is false when there are more classes than a fact can tell apart.
func (cs *classes) id(k usualClass) (id uint16, ok bool) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if id, ok = cs.ids[k]; ok {
		return id, true
	}
	if len(cs.list) == 1<<classBits {
		return 0, false
	}
	if cs.ids == nil {
		cs.ids = make(map[usualClass]uint16)
	}
	id = uint16(len(cs.list))
	cs.ids[k], cs.list = id, append(cs.list, k)
	return id, true
}

// all returns the classes by their numbers.
func (cs *classes) all() []usualClass {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	return cs.list
}

// A recentClass is a class that was met before.
type recentClass struct {
	usualClass
	id   uint16
	used bool
}

// classOf returns the number of a class, of which the ledger then knows that there are rows.
func (c *Collector) classOf(k usualClass) (id uint16, ok bool) {
	recent := &c.usuals.classes[(uint32(k.day)*0x9e3779b1^uint32(k.group)*0x85ebca6b)>>(32-recentClassBits)]
	if recent.usualClass == k && recent.used {
		return recent.id, true
	}
	id, ok = c.usuals.ids[k]
	if !ok {
		if id, ok = c.ledger.classes.id(k); !ok {
			return 0, false
		}
		c.usuals.ids[k] = id
		c.passed.tell(k.day)
	}
	*recent = recentClass{k, id, true}
	return id, true
}

// learnClass returns the class of the row at hand. Without groups it is remembered with the time.
func (c *Collector) learnClass(recent *recentTime, data []byte, spans []scan.Span, group int) (id uint16, ok bool) {
	if group < 0 {
		recent.class, recent.known = c.classOf(usualClass{slotDay: recent.slotDay})
		return recent.class, recent.known
	}
	of := usualClass{slotDay: recent.slotDay}
	if of.group, ok = c.groupIn(data, spans[group]); !ok {
		return 0, false
	}
	return c.classOf(of)
}

// A recentGroup is a short cell that was met before, and its group.
type recentGroup struct {
	key
	id uint16 // 0 for none
}

func (c *Collector) groupPlace(k key) *recentGroup {
	return &c.usuals.groups[(k.lo*0x9e3779b97f4a7c15^k.hi*0xd6e8feb86659fd93)>>56]
}

// keepGroup remembers the group of a cell.
func (c *Collector) keepGroup(cell []byte, id uint16) {
	if c.usuals != nil && len(cell) > 0 && len(cell) <= shortKey {
		k := pack(cell)
		*c.groupPlace(k) = recentGroup{k, id}
	}
}

// groupIn returns the group of a cell that was met before.
func (c *Collector) groupIn(data []byte, s scan.Span) (id uint16, ok bool) {
	k, ok := packIn(data, s)
	if !ok {
		return 0, false
	}
	recent := c.groupPlace(k)
	return recent.id, recent.key == k && recent.id != 0
}

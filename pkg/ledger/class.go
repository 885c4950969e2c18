package ledger

import (
	"sync"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

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

package ledger

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// Movers are the customers of a ledger of movements whose rows lie in several groups. Where a group is a product, its own rows
// add up there. Where it is the plan that a customer has after a movement, the rows of one group take what those of another
// brought, and nothing tells what stands where in between.
type Movers struct {
	Entered int64 // customers who come to a group by a movement of what they have already, in another one
	First   Mover // of them, by name
	Booked  bool  // some customer moves from one group to another by rows of both, or leaves several by a row of each
	Astray  Mover // the first whose rows take from a group what is not there, and not all that it has
}

// A Mover is a customer whose row lies in a group in which it has too little, with the period of the row; nobody without a name.
type Mover struct {
	Customer, Group string
	Slot            int
}

func (m *Mover) take(o Mover) {
	if o.Customer != "" && (m.Customer == "" || cmp.Or(cmp.Compare(o.Customer, m.Customer), cmp.Compare(o.Slot, m.Slot), cmp.Compare(o.Group, m.Group)) < 0) {
		*m = o
	}
}

func (m *Movers) merge(o *Movers) {
	m.Entered += o.Entered
	m.First.take(o.First)
	m.Booked = m.Booked || o.Booked
	m.Astray.take(o.Astray)
}

// follow takes note of the rows of a place, whose amounts have been added, that do not fit to what the customer has in their
// group. It tells whether the customer came to a group by a movement of what it has.
func (w *bookkeeper) follow(blocks []uint32, place int) (entered bool) {
	if o := &w.closing.ledger.options; !o.Grouped || o.Shape != Movement {
		return false
	}
	booked := w.booked(blocks, place)
	w.books.movers.Booked = w.books.movers.Booked || booked
	for _, at := range blocks {
		b, group := w.shard.blocks.at(at), w.groupAt(at, place)
		if group == 0 {
			continue
		}
		has, others, places := w.standing(group, b.meta.currency())
		amount := w.shard.amount(b, place)
		switch {
		case has < 0 && others > 0 && (has+others > 0 && places > 1 || !w.closing.ledger.groups.isBlank(group)):
			w.books.movers.Astray.take(w.mover(b, place, group))
		case !booked && amount >= 0 && !b.meta.seen(place) && has == amount && others > 0:
			w.books.movers.First.take(w.mover(b, place, group))
			entered = true
		}
	}
	return entered
}

// booked tells whether the rows of a place take from one group and concern another as well.
func (w *bookkeeper) booked(blocks []uint32, place int) bool {
	taken, groups := 0, 0
	for _, at := range blocks {
		if amount := w.shard.amount(w.shard.blocks.at(at), place); amount != 0 && w.groupAt(at, place) != 0 {
			if groups++; amount < 0 {
				taken++
			}
		}
	}
	return taken > 0 && groups > 1
}

func (w *bookkeeper) mover(b *block, place int, group uint16) Mover {
	return Mover{w.nameText(), w.closing.ledger.groups.text(group), int(b.meta.base()*slotsPerBlock + int32(place))}
}

// standing returns what the customer has in a group and in all others, and in how many of those.
func (w *bookkeeper) standing(group uint16, currency uint8) (has, others int64, places int) {
	for _, s := range w.sums {
		switch {
		case s.currency != currency:
		case s.group == group:
			has = s.amount
		case s.amount != 0:
			others += s.amount
			places++
		}
	}
	return has, others, places
}

// isBlank tells whether a group is the one of rows that name none: all that its key says is that texts have no length.
func (g *groups) isBlank(id uint16) bool { return strings.Trim(g.text(id), "\x00") == "" }

// ReplacesPlan tells whether the type of a movement speaks of a plan that takes the place of another.
func ReplacesPlan(text string) bool {
	plain := answer.Normalise(text)
	return replacingWords()[plain] || replacingWords()[withoutNoise(plain)]
}

// replacingWords are the words for that, in the form in which labels are compared.
var replacingWords = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool)
	for word, means := range wordsOf("replaces") {
		all[answer.Normalise(word)] = means == "plan"
	}
	return all
})

// IsReplaced tells whether the header of a column speaks of what customers have one of, as plans: who takes another leaves it.
func IsReplaced(header string) bool {
	return slices.ContainsFunc(strings.Fields(plainWords([]byte(header))), func(word string) bool { return wordsOf("replaces")[word] == "header" })
}

// says tells whether the rows say anything about a place.
func (p *shard) says(blocks []uint32, place int) bool {
	for _, at := range blocks {
		b := p.blocks.at(at)
		if b.low[place] != 0 || b.meta.seen(place) || b.meta.cause(place) != 0 || p.amount(b, place) != 0 {
			return true
		}
	}
	return false
}

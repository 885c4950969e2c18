package ledger

import (
	"bytes"
	"maps"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Whys are what rows say why a customer left in a period.
type whys map[leaving]why

// A leaving is a customer and the period in which it is gone.
type leaving struct {
	who  string
	slot int32
}

// A why is the cell that says so, and where it stands.
type why struct {
	cell string
	at   tally.Place
}

// add keeps the later of two rows.
func (ws *whys) add(of leaving, w why) {
	if *ws == nil {
		*ws = make(whys)
	}
	if have, ok := (*ws)[of]; !ok || have.at.Before(w.at) {
		(*ws)[of] = w
	}
}

// merge adds what other rows say.
func (ws *whys) merge(o whys) {
	if *ws == nil {
		*ws = maps.Clone(o)
		return
	}
	for of, w := range o {
		ws.add(of, w)
	}
}

// explain keeps why the customer of the row at hand left, where the row says so and somebody asks.
func (c *Collector) explain(who []byte, slot int32, r *Row) {
	if !c.gives(r) {
		return
	}
	text := bytes.TrimSpace(r.Reason)
	cell, ok := c.cells[string(text)]
	if !ok {
		cell = string(text)
		if c.cells == nil {
			c.cells = make(map[string]string)
		}
		if len(c.cells) < maxWords {
			c.cells[cell] = cell
		}
	}
	c.whys.add(leaving{string(who), slot}, why{cell, c.place()})
}

// gives tells whether somebody asks for reasons, and the row at hand gives one.
func (c *Collector) gives(r *Row) bool {
	if c.options.Reasoned == nil {
		return false
	}
	text := bytes.TrimSpace(r.Reason)
	return !c.isBlank(text) && c.reasoned.of(text)
}

// stays takes note of a reason of a customer who did not leave.
func (c *Collector) stays(r *Row) {
	if c.gives(r) {
		c.note(NoteIdle)
	}
}

// why is what the rows say why the customer at hand is gone in a period, "" where they do not.
func (w *bookkeeper) why(slot int32) string {
	w.name = w.shard.appendName(w.name[:0], w.at)
	said, ok := w.closing.ledger.whys[leaving{string(w.name), slot}]
	if ok {
		w.books.explained++
	}
	return said.cell
}

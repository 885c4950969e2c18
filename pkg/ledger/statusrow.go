package ledger

import "bytes"

// passSide takes note of the side on which a row is that is left out.
func (c *Collector) passSide(r *Row) {
	switch c.options.Shape {
	case Subscription:
		c.sideOf(!c.isBlank(bytes.TrimSpace(r.End)))
		c.passTerm(r)
	case Status:
		if side, out := c.sideIn(r); out.Fate == Counted {
			c.sideOf(side == wordLost)
		}
	default:
		c.found.Left = c.found.Left || c.motions.of(bytes.TrimSpace(r.Type)) == Leave
		if at, _, ok := c.time.entered.Parse(r.Time); ok {
			c.passChange(at)
		}
	}
}

// The two periods of a status ledger.
const (
	before = 0
	after  = 1
)

// slotted is the moment of a row whose day does not matter.
func slotted(slot int32) slotDay { return slotDay{slot: slot} }

func (c *Collector) status(who []byte, r *Row) (Outcome, error) {
	side, out := c.sideIn(r)
	if out.Fate != Counted {
		return out, nil
	}
	p, out := c.monthlyPrice(r)
	if out.Fate != Counted {
		return out, nil
	}
	c.sideOf(side == wordLost)
	if side == wordLost {
		c.explain(who, after, r)
	} else {
		c.stays(r)
	}
	if side == wordJoined {
		c.note(NoteJoined)
		return out, c.push(who, r.Group, slotted(after), p, flagSeen)
	}
	if err := c.push(who, r.Group, slotted(before), p, flagSeen); err != nil {
		return out, err
	}
	if side == wordLost {
		return out, c.push(who, r.Group, slotted(after), price{currency: p.currency}, flagsOf(false, uint8(causeOf(r.Reason))))
	}
	return out, c.push(who, r.Group, slotted(after), p, flagSeen)
}

// sideIn reads on which side the customer of a row is: by a status, or by the date on which it left.
func (c *Collector) sideIn(r *Row) (standingWord, Outcome) {
	text := bytes.TrimSpace(r.Status)
	if c.options.EndIsLost {
		at, left, out := c.time.maybe(StatusOf, text, c)
		if left && !c.isAhead(at) {
			return wordLost, out
		}
		return wordKept, out
	}
	if tick := c.options.Ticked; tick != "" && (len(text) == 0 || string(text) == tick) {
		return map[bool]standingWord{true: wordKept, false: wordLost}[c.options.YesIsKept == (len(text) > 0)], counted
	}
	if c.isBlank(text) {
		return wordUnknown, blank(StatusOf)
	}
	if side := c.ledger.statuses.sideOf(text); side != wordUnknown {
		return side, counted
	}
	switch usualState(text) {
	case stateTrial:
		c.note(NoteTrial)
		return wordUnknown, excluded(StatusOf, "is a trial")
	case statePending:
		c.note(NotePending)
		return wordUnknown, excluded(StatusOf, "is no subscription that began")
	case stateRunning, stateLeaving:
		return wordKept, counted
	case statePaused:
		c.note(NotePaused)
		return wordKept, counted
	case stateEnded:
		return wordLost, counted
	}
	return wordUnknown, invalid(StatusOf, "does not say whether the customer is lost")
}

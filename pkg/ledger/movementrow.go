package ledger

import "bytes"

func (c *Collector) movement(who []byte, r *Row) (Outcome, error) {
	at, out := c.time.read(Time, r.Time, c)
	if out.Fate != Counted {
		return out, nil
	}
	p, out := c.monthlyPrice(r)
	if out.Fate != Counted {
		return out, nil
	}
	begins := p.amount > 0
	if r.Type != nil {
		motion, out := c.motion(r)
		if out.Fate != Counted {
			return out, nil
		}
		switch direction := motion.direction(); {
		case direction > 0 && p.amount < 0:
			return invalid(Amount, "is below zero, which such a movement cannot be"), nil
		case motion == Leave && p.amount == 0:
			return invalid(Amount, "is nothing, so it does not tell what was lost"), nil
		case c.options.Unpriced && motion.resizes():
			p.amount = 0
		case direction < 0 && p.amount > 0:
			p.amount = -p.amount
		}
		begins = p.amount > 0 && motion.Begins()
		c.found.Replaces = c.found.Replaces || motion.resizes() && c.replacing.of(bytes.TrimSpace(r.Type))
		if motion == Open {
			at = c.time.before(at)
		}
	}
	if c.isPlannedDay(at) {
		c.found.Ahead++
		return out, nil
	}
	if p.amount < 0 {
		c.explain(who, at.slot, r)
	} else {
		c.stays(r)
	}
	c.found.Left = c.found.Left || p.amount < 0 && !c.motions.of(bytes.TrimSpace(r.Type)).resizes()
	return out, c.push(who, r.Group, at, p, flagsOf(begins, uint8(causeOf(r.Reason))))
}

// motion reads the type of a movement.
func (c *Collector) motion(r *Row) (Motion, Outcome) {
	text := bytes.TrimSpace(r.Type)
	if c.isBlank(text) {
		return "", blank(Type)
	}
	motion := c.motions.of(text)
	switch {
	case motion == Ignore:
		return motion, excluded(Type, "is a type that is left out")
	case motion.direction() == 0:
		if c.found.Unknown[string(text)] != nil || len(c.found.Unknown) < maxWords {
			c.found.Unknown.of(string(text)).add(r, nil)
		}
		return motion, invalid(Type, "is not a type of movement")
	}
	return motion, counted
}

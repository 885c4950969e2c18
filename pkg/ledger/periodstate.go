package ledger

import "bytes"

// worthWhileThere reads what a customer brings in a period, of a row whose status may say that the customer was gone in it, or
// was not there yet: its money then counts for nothing, but that the data tell of the period is known all the same.
func (c *Collector) worthWhileThere(r *Row) (price, Outcome) {
	p, out := c.monthlyPrice(r)
	if r.Status == nil || out.Fate != Counted || p.amount <= 0 {
		return p, out
	}
	if out = c.stateIn(bytes.TrimSpace(r.Status)); out.Fate == Excluded {
		c.passTime(r)
	}
	return p, out
}

// stateIn reads the status of a customer in a period.
func (c *Collector) stateIn(text []byte) Outcome {
	if c.isBlank(text) {
		return counted
	}
	switch s := c.ledger.statuses.periodState(text); s {
	case stateTrial:
		return excluded(StatusOf, "is a trial")
	case statePending:
		return excluded(StatusOf, "is no subscription that began")
	case stateEnded:
		return excluded(StatusOf, "says that the customer was gone")
	case statePaused:
		c.note(NotePaused)
	case "":
		c.note(NoteUnknownState)
	}
	return counted
}

// periodState reads what a status says of a customer in its period: one that is cancelled there is gone, one that is
// about to be is not.
func (w statusWords) periodState(text []byte) state {
	s := w.stateOf(text)
	if w.yesIsKept && w.lost == nil {
		s = map[standingWord]state{wordKept: stateRunning, wordJoined: stateRunning, wordLost: stateEnded}[w.sideOf(text)]
	}
	switch {
	case s == "" && statusWords{}.sideOf(text) == wordJoined:
		return stateRunning
	case s == stateLeaving:
		return stateRunning
	case s == stateCancelled:
		return stateEnded
	}
	return s
}

// IsThere tells whether the usual words of the status of a customer in a period say that it was there; ok is false for
// unknown ones. Where yes says that it was, yesIsKept is true.
func IsThere(text string, yesIsKept bool) (there, ok bool) {
	s := statusWords{yesIsKept: yesIsKept}.periodState([]byte(text))
	return s == stateRunning || s == statePaused, s != ""
}

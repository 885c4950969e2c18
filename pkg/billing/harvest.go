package billing

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A harvest is what all workers together have read.
type harvest struct {
	counts             counts
	sided              [2]counts
	evidence           dates.Evidence
	clues              map[tally.Place]ledger.Role
	filtered           int64
	malformed, remarks engine.Faults
	uncycled           uncycled
}

// counts is what all workers have added to one ledger.
type counts struct {
	account  ledger.Account
	notes    ledger.Notes
	statuses ledger.Statuses
	marks    ledger.Marks
	seams    ledger.Seams
	dated    int64               // subscriptions that are over, and when
	undated  int64               // and nobody knows when
	unknown  ledger.UnknownTypes // movements
	left     bool                // some row told of a customer who left
	odd      map[ledger.Outcome]*odd
	late     []engine.Reject
}

func (c *counts) add(o *count) {
	if o == nil {
		return
	}
	o.Flush()
	for kind, n := range o.Account {
		c.account[kind] += n
	}
	c.left = c.left || o.Left
	c.marks.Merge(&o.Marks)
	c.seams.Merge(&o.Seams)
	c.dated += o.Dated
	c.undated += o.Undated
	c.mergeUnknown(o.Unknown)
	c.notes.Merge(&o.Notes)
	c.mergeStatuses(o.Statuses())
	c.late = append(c.late, o.late...)
	c.mergeOdd(o.odd)
}

func (c *counts) mergeUnknown(from ledger.UnknownTypes) {
	if c.unknown == nil {
		c.unknown = make(ledger.UnknownTypes)
	}
	c.unknown.Merge(from)
}

func (c *counts) mergeStatuses(from ledger.Statuses) {
	if c.statuses == nil {
		c.statuses = make(ledger.Statuses)
	}
	c.statuses.Merge(from)
}

func (c *counts) mergeOdd(from map[ledger.Outcome]*odd) {
	if c.odd == nil {
		c.odd = make(map[ledger.Outcome]*odd)
	}
	for out, o := range from {
		mine, ok := c.odd[out]
		if !ok {
			copied := *o
			c.odd[out] = &copied
			continue
		}
		mine.rows += o.rows
		if o.first.Before(mine.first) {
			mine.first, mine.text = o.first, o.text
		}
	}
}

// merge adds the rows that one order of day and month has decided.
func (c *counts) merge(o *counts) {
	for kind, n := range o.account {
		c.account[kind] += n
	}
	c.account[ledger.Undecided] = 0
	c.left = c.left || o.left
	c.marks.Merge(&o.marks)
	c.seams.Merge(&o.seams)
	c.dated += o.dated
	c.undated += o.undated
	c.mergeUnknown(o.unknown)
	c.notes.Merge(&o.notes)
	c.mergeStatuses(o.statuses)
	c.mergeOdd(o.odd)
}

func gather(workers []*worker) *harvest {
	h := &harvest{clues: make(map[tally.Place]ledger.Role)}
	for _, w := range workers {
		h.counts.add(w.counts)
		for i := range w.sided {
			h.sided[i].add(w.sided[i])
		}
		h.evidence.Merge(&w.evidence)
		for at, role := range w.clues {
			h.clues[at] = role
		}
		h.filtered += w.filtered
		h.malformed.Merge(w.malformed)
		h.remarks.Merge(w.remarks)
		h.uncycled.merge(&w.uncycled)
	}
	return h
}

// rows is the account of all rows.
func (h *harvest) rows(c *counts) result.Rows {
	r := c.account.Rows()
	r.Filtered += h.filtered
	r.Malformed = h.malformed.N
	r.Read += h.filtered + h.malformed.N
	return r
}

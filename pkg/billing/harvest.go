package billing

import (
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A harvest is what was read.
type harvest struct {
	counts             *counts
	filtered           int64
	malformed, remarks pass.Faults
	uncycled           *uncycled
}

// gather returns what a pass has read in one of the ways to read its dates.
func gather(r *pass.Read, w pass.Way) *harvest {
	c := w.Counter.(*taker)
	return &harvest{counts: c.gather(), filtered: r.Filtered, malformed: r.Faults, remarks: r.Remarks, uncycled: &c.uncycled}
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
}

func (c *counts) add(o *ledger.Collector, odds map[ledger.Outcome]*odd) {
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
	c.mergeOdd(odds)
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

// rows is the account of all rows.
func (h *harvest) rows() result.Rows {
	r := h.counts.account.Rows()
	r.Filtered += h.filtered
	r.Malformed = h.malformed.N
	r.Read += h.filtered + h.malformed.N
	return r
}

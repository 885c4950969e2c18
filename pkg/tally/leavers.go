package tally

import (
	"bytes"
	"cmp"
	"slices"
)

// How many leavers are known by name, and of how many the amount is known.
const (
	NamedLeavers  = 10
	LargestLosses = 1000
)

// A Leaver is a customer that left, and what it brought before.
type Leaver struct {
	Customer string
	Amount   int64 // minor units
}

// Leavers holds the leavers that took most. The zero Leavers is empty and ready.
type Leavers struct {
	// Top holds the largest by name, the largest first, equal ones by name.
	Top []Leaver
	// Losses holds the largest amounts, the largest first.
	Losses []int64
}

// Add counts a customer that left.
func (l *Leavers) Add(amount int64, name []byte) {
	l.addLoss(amount)
	if n := len(l.Top); n == NamedLeavers {
		last := &l.Top[n-1]
		if amount < last.Amount || amount == last.Amount && bytes.Compare(name, []byte(last.Customer)) >= 0 {
			return
		}
	}
	l.addTop(Leaver{string(name), amount})
}

func (l *Leavers) addTop(x Leaver) {
	at, _ := slices.BinarySearchFunc(l.Top, x, func(have, want Leaver) int {
		return cmp.Or(cmp.Compare(want.Amount, have.Amount), cmp.Compare(have.Customer, want.Customer))
	})
	if at < NamedLeavers {
		l.Top = slices.Insert(l.Top, at, x)
		l.Top = l.Top[:min(len(l.Top), NamedLeavers)]
	}
}

func (l *Leavers) addLoss(amount int64) {
	n := len(l.Losses)
	if n == LargestLosses {
		if amount <= l.Losses[n-1] {
			return
		}
		l.Losses = l.Losses[:n-1]
	}
	at, _ := slices.BinarySearchFunc(l.Losses, amount, func(have, want int64) int { return cmp.Compare(want, have) })
	l.Losses = slices.Insert(l.Losses, at, amount)
}

// Merge adds other leavers.
func (l *Leavers) Merge(o *Leavers) {
	for _, x := range o.Top {
		l.addTop(x)
	}
	if len(l.Losses) == 0 {
		l.Losses = slices.Clone(o.Losses)
		return
	}
	merged := make([]int64, 0, min(len(l.Losses)+len(o.Losses), LargestLosses))
	for mine, others := l.Losses, o.Losses; len(merged) < cap(merged); {
		if len(others) == 0 || len(mine) > 0 && mine[0] >= others[0] {
			merged, mine = append(merged, mine[0]), mine[1:]
		} else {
			merged, others = append(merged, others[0]), others[1:]
		}
	}
	l.Losses = merged
}

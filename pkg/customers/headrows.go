package customers

import (
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// headRows lists the labels of rows at the head of others that they add up, with those of totals of all: where those below are indented, or
// where all rows are heads or below one that moves as they do, so that it is no chance.
func headRows(rows []wideRow) (labels []string) {
	heads := indentedHeads(rows)
	if len(heads) == 0 {
		heads = summedHeads(rows)
	}
	if len(heads) == 0 {
		return nil
	}
	for i, w := range rows {
		is, _ := dataset.HeadsSum(w.label)
		if (is || heads[i]) && !slices.Contains(labels, w.label) {
			labels = append(labels, w.label)
		}
	}
	return labels
}

// wholes lists the labels of rows whose parts stand indented below them, where parts of several have one name: they are what customers
// have, and no customers.
func (s *audit) wholes(t *dataset.Table, table, customer int) (labels []string) {
	if s.wide == nil {
		return nil
	}
	rows := s.wideRows(t, table, customer)
	heads, times := indentedHeads(rows), make(map[string]int)
	for i, w := range rows {
		if heads[i] {
			labels = append(labels, w.label)
		}
		times[w.label]++
	}
	for _, label := range labels {
		if times[label] > 1 { // a condition could not tell it from a part
			return nil
		}
		delete(times, label)
	}
	for _, n := range times {
		if n > 1 {
			return labels
		}
	}
	return nil
}

// indentedHeads marks rows that are the sums of those indented below them; none where some are not.
func indentedHeads(rows []wideRow) map[int]bool {
	written := make([]string, len(rows))
	for i, w := range rows {
		written[i] = w.written
	}
	heads := make(map[int]bool)
	for i, below := range dataset.Indented(written) {
		var of []wideRow
		for _, n := range below {
			of = append(of, rows[n])
		}
		if !rows[i].sameAs(of) {
			return nil
		}
		heads[i] = true
	}
	return heads
}

// sameAs tells whether a row is the sum of others, however few periods it has anything in.
func (w wideRow) sameAs(rows []wideRow) bool {
	some := slices.ContainsFunc(w.of, func(x float64) bool { return x != 0 })
	for i, x := range w.of {
		for _, row := range rows {
			x -= row.of[i]
		}
		if math.Abs(x) > 0.005 {
			return false
		}
	}
	return some
}

// summedHeads marks rows that are the sums of several right below them, where so are all the rows up to a total of all: two groups or more,
// of which one has amounts that change.
func summedHeads(rows []wideRow) map[int]bool {
	heads, moves := make(map[int]bool), false
	at := 0
	for at < len(rows) {
		if is, _ := dataset.HeadsSum(rows[at].label); is && at == len(rows)-1 {
			break
		}
		n := 0
		for to := at + 3; to <= len(rows) && n == 0; to++ {
			if rows[at].is(rows[at+1 : to]) {
				n = to - at
			}
		}
		if n == 0 {
			return nil
		}
		heads[at], moves, at = true, moves || rows[at].moves(), at+n
	}
	if len(heads) < 2 || !moves {
		return nil
	}
	return heads
}

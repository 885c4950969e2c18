package customers

import (
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// A wideRow is a row of a wide table, with what stands in its periods.
type wideRow struct {
	label   string
	written string // as it stands there, indented or not
	of      []float64
}

// summingUp lists the labels of rows of a wide table whose amounts are in every period what rows above them add up to, or their mean
// or below a total their number: all of them, or those since the last such row. Amounts of which all are the same may be so by chance.
func (s *audit) summingUp(t *dataset.Table, table, customer int) (labels []string) {
	var all, since []wideRow
	var single []string // sums of one row, which are some where others are
	add := func(label string) {
		if !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	rows := s.wideRows(t, table, customer)
	if heads := headRows(rows); t.Complete() && len(heads) > 0 {
		return heads
	}
	if t.Complete() && len(rows) > 0 && rows[0].sumsUp(rows[1:], false) {
		add(rows[0].label)
		rows = rows[1:]
	}
	for _, w := range rows {
		_, may := dataset.HeadsSum(w.label)
		switch {
		case w.sumsUp(since, may) || w.sumsUp(all, may) || len(labels) > 0 && w.counts(all):
			add(w.label)
			since = nil
		case may && len(since) == 1 && w.is(since):
			single, since = append(single, w.label), nil
		default:
			all, since = append(all, w), append(since, w)
		}
	}
	if len(labels) == 0 {
		return nil
	}
	for _, label := range single {
		add(label)
	}
	return labels
}

// wideRows reads the rows with a label; others are left out for want of a customer.
func (s *audit) wideRows(t *dataset.Table, table, customer int) (rows []wideRow) {
	for _, row := range t.Rows {
		if w := s.wideRow(row, table, customer); w.label != "" {
			rows = append(rows, w)
		}
	}
	return rows
}

// wideRow reads a row; what is blank is nothing.
func (s *audit) wideRow(row []string, table, customer int) wideRow {
	amounts := s.amountsOf(row, table)
	w := wideRow{label: cellOf(row, customer), written: row[customer]}
	for _, cell := range s.wide[table].cells {
		w.of = append(w.of, amounts[s.set.Tables[table].Headers[cell.column]])
	}
	return w
}

// sumsUp tells whether a row is what several others add up to, or their mean.
func (w wideRow) sumsUp(rows []wideRow, named bool) bool {
	const byChance = 4 // so many rows that never change hardly add up to another that does not
	if len(rows) < 2 || !named && len(rows) < byChance && !w.moves() {
		return false
	}
	return w.is(rows) || len(rows) > 2 && w.moves() && w.differs(rows) && w.agrees(rows, func(sum float64, filled int) float64 { return sum / float64(max(filled, 1)) })
}

// is tells whether a row is the sum of others.
func (w wideRow) is(rows []wideRow) bool {
	return w.agrees(rows, func(sum float64, _ int) float64 { return sum })
}

// counts tells whether a row is how many others have something in each period.
func (w wideRow) counts(rows []wideRow) bool {
	return len(rows) > 2 && w.moves() && w.agrees(rows, func(_ float64, filled int) float64 { return float64(filled) })
}

// differs tells whether some other row has another amount in a period: where all pay the same, each of them is the mean.
func (w wideRow) differs(rows []wideRow) bool {
	return slices.ContainsFunc(rows, func(row wideRow) bool {
		for i, x := range row.of {
			if x != 0 && x != w.of[i] {
				return true
			}
		}
		return false
	})
}

// moves tells whether a row has different amounts in several periods.
func (w wideRow) moves() bool {
	var seen []float64
	for _, x := range w.of {
		if x != 0 && !slices.Contains(seen, x) {
			seen = append(seen, x)
		}
	}
	return len(seen) > 1
}

// agrees tells whether a row has in every period what a figure of others is.
func (w wideRow) agrees(rows []wideRow, figure func(sum float64, filled int) float64) bool {
	periods := 0
	for i, x := range w.of {
		sum, filled := 0.0, 0
		for _, row := range rows {
			if sum += row.of[i]; row.of[i] != 0 {
				filled++
			}
		}
		if math.Abs(figure(sum, filled)-x) > 0.005 {
			return false
		}
		if x != 0 {
			periods++
		}
	}
	return periods > 1
}

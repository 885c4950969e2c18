package repeat

import (
	"cmp"
	"slices"
)

// An Activity is what recency, frequency and money are measured on.
type Activity struct {
	Customer string
	Silence  int64 // days since the last order
	Orders   int64
	Revenue  int64 // minor units
}

// An RFM is the score of a customer: 1 to 5 in each, 5 is best.
type RFM struct{ Recency, Frequency, Money int }

// Score returns the scores of customers, in their order. Each measure is cut at its fifths; customers
// that are equal in a measure have the same score in it, that of the best place they share.
// Source: Hughes, Strategic Database Marketing, 1994.
func Score(customers []Activity) []RFM {
	recency := fifths(customers, func(a Activity) int64 { return -a.Silence })
	frequency := fifths(customers, func(a Activity) int64 { return a.Orders })
	money := fifths(customers, func(a Activity) int64 { return a.Revenue })
	out := make([]RFM, len(customers))
	for i := range out {
		out[i] = RFM{recency[i], frequency[i], money[i]}
	}
	return out
}

// fifths ranks a measure and returns the fifth that each customer is in.
func fifths(customers []Activity, measure func(Activity) int64) []int {
	order := make([]int, len(customers))
	for i := range order {
		order[i] = i
	}
	value := func(i int) int64 { return measure(customers[i]) }
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(value(a), value(b)) })
	out := make([]int, len(customers))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && value(order[to]) == value(order[from]) {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = (to-1)*5/len(order) + 1
		}
		from = to
	}
	return out
}

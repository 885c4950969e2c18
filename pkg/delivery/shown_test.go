package delivery

import (
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// What is said in words is of what the columns tell, and nothing is said to be none of many where nothing tells it.
func TestShown(t *testing.T) {
	usual := []string{"{in_time_and_full} of {n} in time and in full"}
	for _, c := range []struct {
		has   []dataset.Role
		first string
	}{
		{[]dataset.Role{"ordered_qty", "delivered_qty"}, "{fill_orders_pct} of orders in full"},
		{[]dataset.Role{"ordered_qty", "delivered_qty", "promised"}, "{fill_orders_pct} of orders in full"},
		{[]dataset.Role{"promised", "delivered_at"}, "{on_time_pct} in time"},
		{[]dataset.Role{"ordered_qty", "delivered_qty", "promised", "delivered_at"}, usual[0]},
	} {
		p := &errand{has: make(map[dataset.Role]bool)}
		for _, role := range c.has {
			p.has[role] = true
		}
		d := &result.Document{Gist: slices.Clone(usual)}
		if p.Shown(d); d.Gist[0] != c.first {
			t.Errorf("%v: %q, want %q", c.has, d.Gist[0], c.first)
		}
	}
	_, compute := fields()
	var orders loads
	orders.take(rules{}, []line{{fate: delivered, ordered: 2, came: 2, known: true}}, true)
	if v, ok := compute(orders, 0.95).Get("in_time_and_full"); v != nil || !ok {
		t.Errorf("an order without times: %v in time and full", v)
	}
}

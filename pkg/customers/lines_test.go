package customers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/customers"
)

// Lines of an order whose number no header tells once were orders each, which made everybody come again.
func TestLinesOfUnknownOrdersAreAskedFor(t *testing.T) {
	lines := func(headers string) string {
		var b strings.Builder
		b.WriteString(headers + "\n")
		for i := range 60 {
			order := i / 3
			fmt.Fprintf(&b, "K-%d,c%d,2026-01-%02d,thing %d,5\n", order, order%15, 1+order, i%7)
		}
		return b.String()
	}
	ask := func(csv string, flags ...string) {
		t.Helper()
		e := refused(t, request(t, "repeat", file(t, "orders.csv", csv)))
		if !e.Usage || !strings.Contains(e.Text, "lines of one order") || strings.Join(e.Flags, " ") != strings.Join(flags, " ") {
			t.Errorf("got %q, flags %q, want %q", e.Text, e.Flags, flags)
		}
	}
	ask(lines("Name,Email,Created at,Lineitem name,Total"), "--order", "Name") // what the rows of an order have in common
	ask("Email,Created at,Product,Total\na,2026-01-01,x,5\na,2026-01-01,y,5\nb,2026-01-02,x,5\n")

	check := func(csv string, orders float64, change func(*customers.Brief)) {
		t.Helper()
		r := request(t, "repeat", file(t, "orders.csv", csv))
		change(&r)
		checkNumbers(t, document(t, r).Total, map[string]float64{"orders": orders})
	}
	check(lines("Order ID,Email,Created at,Product,Total"), 20, func(*customers.Brief) {})
	check(lines("Name,Email,Created at,Product,Total"), 20, func(r *customers.Brief) { r.Order = "Name" })
	check(lines("Name,Email,Created at,Product,Total"), 60, func(r *customers.Brief) { r.Order = ".row" })
}

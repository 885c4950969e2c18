package customers_test

import (
	"fmt"
	"slices"
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
		var offered []string
		for _, sense := range e.Senses {
			offered = append(offered, sense.Flags...)
		}
		if !e.Usage || !strings.Contains(e.Text, "lines of one order") || !slices.Equal(offered, flags) {
			t.Errorf("got %q, flags %q, want %q", e.Text, offered, flags)
		}
	}
	ask(lines("Name,Email,Created at,Lineitem name,Total"), "--order", "Name") // what the rows of an order have in common
	ask("Number,Email,Created at,Product,Total\n7701,a,2026-01-01,x,5\n7304,a,2026-01-01,y,5\n7812,b,2026-01-02,x,5\n", "--order", "Number")
	ask("Number,Email,Created at,Product,Total\n7701,a,2026-01-01,x,5\n7702,a,2026-01-01,y,5\n7703,b,2026-01-02,x,5\n") // which counts lines
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

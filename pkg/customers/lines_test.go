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

// The amount of an order on each of its lines once counted on each where a shop had two prices, and what went back of an order was taken
// off the amounts of lines.
func TestAmountsOfOrdersOnEachLine(t *testing.T) {
	orders := func(headers string, cells func(n int) string) string {
		var b strings.Builder
		b.WriteString("Order ID,Created at,Email,Product," + headers + "\n")
		for i := range 18 {
			n := 1 + i%3
			for line := range n {
				fmt.Fprintf(&b, "%d,2026-01-%02d,c%d,thing %d,%s\n", 1000+i, 1+i, i%6, line, cells(n))
			}
		}
		return b.String()
	}
	check := func(csv string, revenue float64, warns string) {
		t.Helper()
		d := document(t, request(t, "repeat", file(t, "orders.csv", csv)))
		checkNumbers(t, d.Total, map[string]float64{"revenue": revenue})
		if got := warned(d); warns != "" && warning(d, warns) == "" {
			t.Errorf("%q, want %s", got, warns)
		}
	}
	const each = 20 * 6 // of six orders of a line, six of two and six of three
	total := func(n int) string { return fmt.Sprint(20 * n) }
	check(orders("Total", total), each*(1+2+3), "order_amounts")
	check(orders("Order Total Amount", total), each*(1+2+3), "order_amounts")
	check(orders("Amount", total), each*(1+4+9), "lines_alike")
	check(orders("Total", func(int) string { return "20" }), each*(1+2+3), "") // which may be that of lines
	check(orders("Order Total Amount,Item Total", func(n int) string { return total(n) + ",20" }), each*(1+2+3), "")
	check(orders("Order Total Amount,Refund Amount,Item Total", func(n int) string { return total(n) + fmt.Sprintf(",%d,20", max(0, n-2)*60) }), each*(1+2), "order_amounts")
}

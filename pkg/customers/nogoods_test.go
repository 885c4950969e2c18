package customers_test

import (
	"strings"
	"testing"
)

// An order of no goods and no money may be none; one that has other lines, or that cost nothing, is one.
func TestOrdersOfNoGoodsAreAsked(t *testing.T) {
	const header = "order_id,customer,order_date,quantity,total\n1,A,2026-01-02,1,10\n2,B,2026-01-03,2,20\n"
	e := refused(t, request(t, "repeat", file(t, "orders.csv", header+"3,A,2026-02-02,0,0.00\n")))
	if len(e.Senses) != 2 || strings.Join(e.Senses[0].Flags, " ") != "--exclude quantity=0" || strings.Join(e.Senses[1].Flags, " ") != "--where quantity~.*" {
		t.Errorf("%q: %+v", e.Text, e.Senses)
	}
	for _, rows := range []string{"3,A,2026-02-02,1,0\n", "3,A,2026-02-02,0,0\n3,A,2026-02-02,2,5\n", "3,A,2026-02-02,0,7\n"} {
		d := document(t, request(t, "repeat", file(t, "orders.csv", header+rows)))
		checkNumbers(t, d.Total, map[string]float64{"value": 50})
	}
}

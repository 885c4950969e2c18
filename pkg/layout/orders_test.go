package layout

import "testing"

func TestHeadersOfOrders(t *testing.T) {
	for _, name := range []string{"orderid", "OrderID", "order_nr", "numero_factura", "nº factura", "Factura", "ticket", "TICKET_NO", "check_no", "PO Number",
		"cart_id", "basket_id", "document", "doc_no", "invoice_id", "bill_no", "Rechnung"} {
		if got := Candidates(Order, "transaction", []string{"customer", "date", name, "total"}); len(got) != 1 || got[0] != 2 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

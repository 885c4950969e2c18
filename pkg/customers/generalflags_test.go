package customers_test

import (
	"strings"
	"testing"
)

// A status of yes and no does not say of what, whatever its rows stand for.
func TestStatusOfYesAndNo(t *testing.T) {
	for csv, senses := range map[string]int{
		"customer id,status,monthly fee\na,1,10\nb,1,10\nc,0,10\n":                                       2,
		"cliente;estado;cuota mensual\na;sí;10\nb;no;10\nc;no;10\n":                                      2,
		"customer id,account status,monthly fee\na,Y,10\nb,Y,10\nc,N,10\n":                               2,
		"customer id,month,status,mrr\na,2026-01,1,10\nb,2026-01,1,10\na,2026-02,1,10\nb,2026-02,0,10\n": 3,
	} {
		e := refused(t, request(t, "churn", file(t, "ledger.csv", csv)))
		if !strings.Contains(e.Text, "does not tell which") || len(e.Senses) != senses || e.Senses[0].Flags[0] != "--lost" {
			t.Errorf("%q, senses %v; want %d of them", e.Text, e.Senses, senses)
		}
	}
}

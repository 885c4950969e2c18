package customers_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// changes writes movements: ten customers come in January, and of these one grows, one shrinks, two leave and one
// comes back, in the given words.
func changes(come, grow, shrink, leave, back string) string {
	var b strings.Builder
	b.WriteString("customer,date,type,amount\n")
	for c := range 10 {
		fmt.Fprintf(&b, "k%d,2026-01-05,%s,10\n", c, come)
	}
	fmt.Fprintf(&b, "k0,2026-02-03,%s,5\nk1,2026-02-04,%s,-5\nk2,2026-02-05,%s,-10\nk3,2026-02-06,%s,-10\nk2,2026-03-05,%s,10\n", grow, shrink, leave, leave, back)
	return b.String()
}

func TestWordsOfMovements(t *testing.T) {
	for _, words := range [][5]string{
		{"New MRR", "Expansion MRR", "Contraction MRR", "Churn MRR", "Reactivation MRR"},
		{"new", "upsell", "downsell", "cancelled", "win-back"},
		{"new", "upgrade", "downgrade", "canceled", "winback"},
		{"New", "Upgrade", "Downgrade", "terminated", "reactivation"},
		{"alta", "ampliación", "reducción", "baja", "reactivación"},
		{"новый", "расширение", "сокращение", "отток", "реактивация"},
		{"новий", "розширення", "скорочення", "відтік", "реактивація"},
		{"new", "expansion", "contraction", "expired", "reactivation"},
	} {
		d := document(t, request(t, "revenue", file(t, "ledger.csv", changes(words[0], words[1], words[2], words[3], words[4]))))
		if got := setting(t, d, "shape"); got != "movement" {
			t.Errorf("%v: shape %v", words, got)
		}
		checkNumbers(t, d.Total, map[string]float64{"opening": 100, "expansion": 5, "contraction": 5, "churn": 20, "reactivation": 10, "closing": 90})
	}
}

func TestUnknownWordsOfMovementsAreAskedAbout(t *testing.T) {
	ask := func(r customers.Brief, says string) {
		t.Helper()
		_, err := answered(t.Context(), r)
		var e *problem.Error
		if !errors.As(err, &e) || !e.Usage || !strings.Contains(e.Text+e.Hint, says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
	csv := changes("new", "expansion", "contraction", "churn", "came again")
	r := request(t, "churn", file(t, "ledger.csv", csv)) // one of 15 rows is less than a tenth
	ask(r, `"came again" (1 row)`)
	r.TypeMap = []string{"Came Again=reactivation"}
	checkNumbers(t, document(t, r).Total, map[string]float64{"customers_lost": 2, "customers_start": 10})
	r.TypeMap = []string{"came again=ignore"}
	d := document(t, r)
	if d.Rows.Excluded != 1 || d.Rows.Invalid != 0 {
		t.Errorf("%+v", d.Rows)
	}
	r.TypeMap = []string{"came again=back"}
	ask(r, `"back" is not one of new`)
	r.TypeMap = []string{"came again"}
	ask(r, "WORD=TYPE")
	r = request(t, "revenue", file(t, "ledger.csv", changes("new", "más", "menos", "adiós", "otra vez")))
	r.Shape = "movement"
	ask(r, `"adiós" (2 rows)`)
	r.TypeMap = []string{"más=expansion", "menos=contraction", "ADIÓS=churn", "otra vez=reactivation"}
	checkNumbers(t, document(t, r).Total, map[string]float64{"opening": 100, "churn": 20, "closing": 90})
}

// Movements that are read as balances are told of, and a question about them does not propose it.
func TestMovementsAreNoBalance(t *testing.T) {
	r := request(t, "revenue", file(t, "ledger.csv", changes("alta", "ampliación", "reducción", "baja", "reactivación")))
	r.Shape = "balance"
	if got := warning(document(t, r), "movements"); got == "" {
		t.Error("no warning")
	}
	r = request(t, "revenue", file(t, "ledger.csv", changes("new", "más", "menos", "baja", "otra vez")))
	_, err := answered(t.Context(), r)
	var e *problem.Error
	if !errors.As(err, &e) || strings.Contains(e.Text, "balance") || !strings.Contains(e.Text, "movement") {
		t.Errorf("%v", err)
	}
}

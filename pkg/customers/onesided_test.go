package customers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/customers"
)

// statuses writes a ledger in which so many customers have one status, and as many as are given the other.
func statuses(header, kept, lost string, n, m int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "customer,%s\n", header)
	for i := range n {
		fmt.Fprintf(&b, "k%d,%s\n", i, kept)
	}
	for i := range m {
		fmt.Fprintf(&b, "l%d,%s\n", i, lost)
	}
	return b.String()
}

func TestFamiliesOfStatuses(t *testing.T) {
	for _, pair := range [][2]string{
		{"Existing Customer", "Attrited Customer"}, {"existing", "attrited"}, {"Current customer", "Former customer"}, {"Active account", "Closed account"},
		{"retained customer", "ex-customer"}, {"active", "Inactive Customer"}, {"customer", "Lost Customer"}, {"Active user", "Churned user"},
		{"cliente activo", "cliente perdido"}, {"Cliente actual", "ex cliente"}, {"vigente", "dado de baja"},
		{"активний клієнт", "втрачений клієнт"}, {"поточний клієнт", "колишній клієнт"},
		{"действующий клиент", "бывший клиент"}, {"Активный клиент", "ушедший клиент"},
	} {
		d := document(t, request(t, "churn", file(t, "ledger.csv", statuses("Attrition_Flag", pair[0], pair[1], 40, 10))))
		checkNumbers(t, d.Total, map[string]float64{"customers_start": 50, "customers_lost": 10, "value": 20})
	}
}

// Where only one side is known, no share is told: the unknown texts may be the other side.
func TestOneSidedStatusesAreAskedAbout(t *testing.T) {
	for _, x := range []struct {
		kept, lost string
		flags      []string
	}{
		{"active", "poof", []string{"--lost", "poof"}},
		{"Humming", "churned", nil},
	} {
		for _, few := range []int{1, 3} {
			n, m := 40, few
			if x.flags == nil {
				n, m = few, 40
			}
			r := request(t, "churn", file(t, "ledger.csv", statuses("status", x.kept, x.lost, n, m)))
			r.Shape = "status"
			e := refused(t, r)
			if !e.Usage || !strings.Contains(e.Text, "not known as a status") || !slices.Equal(e.Flags, x.flags) {
				t.Errorf("%s, %s: got %q, %q", x.kept, x.lost, e.Text, e.Flags)
			}
			r.Lost = []string{x.lost}
			checkNumbers(t, document(t, r).Total, map[string]float64{"customers_start": 40 + float64(few), "customers_lost": float64(m)})
		}
	}
	csv := statuses("status", "active", "churned", 40, 5) + "z,poof\n"
	r := request(t, "churn", file(t, "ledger.csv", csv))
	r.Shape = "status"
	checkNumbers(t, document(t, r).Total, map[string]float64{"customers_start": 45, "customers_lost": 5}) // both sides are known
}

// A ledger that says who left and not when has nothing to cut.
func TestStatusesHaveNoTime(t *testing.T) {
	for flag, change := range map[string]func(*customers.Brief){
		"--since":  func(r *customers.Brief) { r.Since = "2026-01-01" },
		"--until":  func(r *customers.Brief) { r.Until = "2026-01-01" },
		"--as-of":  func(r *customers.Brief) { r.AsOf = "2026-01-01" },
		"--period": func(r *customers.Brief) { r.Period = "quarter" },
	} {
		r := request(t, "churn", file(t, "ledger.csv", statuses("churn", "no", "yes", 40, 5)))
		change(&r)
		if e := refused(t, r); !e.Usage || !strings.HasPrefix(e.Text, flag+" means nothing") {
			t.Errorf("%s: got %q", flag, e.Text)
		}
	}
}

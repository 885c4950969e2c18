package main_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// askStaying writes a cohort as subscriptions of years, and asks for the model.
func askStaying(a *asking, in inputs) inputs {
	var rows [][]any
	survivors, there := in.numbers("survivors"), int(in.number("start"))
	add := func(customers int, end string) {
		for range customers {
			rows = append(rows, []any{fmt.Sprintf("c%d", len(rows)), "2001-01-01", end, 10})
		}
	}
	for i, stay := range survivors {
		add(there-int(stay), fmt.Sprintf("%d-01-01", 2002+i))
		there = int(stay)
	}
	add(there, "")
	a.file("subscriptions.csv", "customer,start,end,amount", rows...)
	d := a.ask("ltv", "subscriptions.csv", "--model", "sbg", "--horizon", "9", "--period", "year", "--as-of", fmt.Sprintf("%d-01-01", 2002+len(survivors)))
	out := inputs{"alpha": d.at("total/model_alpha"), "beta": d.at("total/model_beta"), "loglik": d.at("total/model_loglik")}
	ages, _ := d.at("total/model_retention").(map[string]any)
	for age, percent := range ages {
		out["predicted_survival_year_"+age] = percent.(float64) / 100
	}
	return out
}

// askOrders asks for a forecast of the CDNOW sample as of the end of its 39th week. Columns: id, id in the sample,
// day, disks, dollars.
func askOrders(a *asking, _ inputs) inputs {
	f, err := os.Open(besides(a.T, "data", "cdnow", "CDNOW_sample.txt"))
	if err != nil {
		a.Fatal(err)
	}
	defer f.Close()
	var rows [][]any
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if c := strings.Fields(lines.Text()); len(c) == 5 {
			rows = append(rows, []any{c[0], c[2][:4] + "-" + c[2][4:6] + "-" + c[2][6:], c[4]})
		}
	}
	a.file("orders.csv", "customer,order_date,amount", rows...)
	d := a.ask("repeat", "orders.csv", "--forecast", "39w", "--as-of", "1997-10-01")
	if d.number("total/customers") != 2357 {
		a.Errorf("%v customers, want 2357", d.at("total/customers"))
	}
	// 1,882 days with an order came in the 39 weeks that follow, of the same customers, by a count of the file. The
	// papers show the model a tenth below what came.
	if orders := d.number("total/forecast_orders"); orders < 1500 || orders > 2000 {
		a.Errorf("%v orders expected", orders)
	}
	return inputs{"r": d.at("total/forecast_r"), "alpha": d.at("total/forecast_alpha"), "a": d.at("total/forecast_a"),
		"b": d.at("total/forecast_b"), "loglik": d.at("total/forecast_loglik")}
}

// besides returns the path of reference data, which stand beside the project and are not part of it.
func besides(t *testing.T, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{root, "..", "shared"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference data at ../shared/%s: test skipped", filepath.Join(elem...))
	}
	return path
}

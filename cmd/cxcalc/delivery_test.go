package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Every figure that the page of the made-up shop states of its order lines, where a definition differs with the flag
// that has it.
func TestDeliveryOfMadeShop(t *testing.T) {
	a := asked(t, "made-shop")
	want := told{map[string]any(a.stated("."))}
	check := func(d told, field, path string) {
		t.Helper()
		a.near(field, d.at("total/"+field), want.at("orders/"+path))
	}
	limited := func(d told, field, path string) {
		t.Helper()
		check(d, field+"_pct", path+"/pct")
		check(d, field+"_low", path+"/wilson95/0")
		check(d, field+"_high", path+"/wilson95/1")
	}
	d := a.ask("delivery", "order_lines.csv")
	for field, path := range map[string]string{"orders": "orders", "lines": "lines", "cancelled_lines": "cancelled_lines", "open_lines": "open_lines",
		"delivered_lines": "delivered_lines", "fill_units_pct": "unit_fill_capped_per_line_pct", "value": "order_otif_15/pct", "low": "order_otif_15/wilson95/0",
		"high": "order_otif_15/wilson95/1", "n": "order_otif_15/n", "in_time_and_full": "order_otif_15/k", "filled": "line_fill/n",
		"timed": "line_last_part_counts/within_15_min/on_time/n", "came_late": "line_last_part_counts/within_15_min/late/k"} {
		check(d, field, path)
	}
	limited(d, "on_time", "line_last_part_counts/within_15_min/on_time")
	limited(d, "early", "line_last_part_counts/within_15_min/early")
	limited(d, "late", "line_last_part_counts/within_15_min/late")
	limited(d, "not_late", "line_last_part_counts/not_late_at_all")
	limited(d, "fill_lines", "line_fill")
	limited(d, "fill_orders", "order_fill")
	limited(d, "warned", "warned_of_late_lines")
	sameNumbers(t, "lead time", d.number("total/lead_time_done_median")/3600, want.at("orders/lead_time_h/median"), 1e-8)

	check(a.ask("delivery", "--over-delivery", "count", "order_lines.csv"), "fill_units_pct", "unit_fill_pct")
	check(a.ask("delivery", "--over-delivery", "count", "--with-open", "order_lines.csv"), "fill_units_pct", "unit_fill_if_open_count_as_zero_pct")
	limited(a.ask("delivery", "--over-delivery", "fail", "order_lines.csv"), "fill_lines", "line_exact")
	limited(a.ask("delivery", "--level", "order", "order_lines.csv"), "on_time", "order_on_time_all_lines_within_15")
}

// Deliveries of days, in whole files of another program. An order is late when one of its lines is.
func TestDeliveryOfMedicines(t *testing.T) {
	forWholeRun(t)
	a := asked(t, "scms-delivery")
	stated, file := a.stated("."), a.only("*.csv")
	want := told{map[string]any(stated)}
	check := func(path string, field string, flags ...string) {
		t.Helper()
		d := a.ask(append(append([]string{"delivery", "--line", "ID"}, flags...), file)...)
		a.near(path, d.at("total/"+field+"_pct"), want.at(path+"/pct"))
		a.near(path, d.at("total/"+field+"_low"), want.at(path+"/wilson95/0"))
		a.near(path, d.at("total/"+field+"_high"), want.at(path+"/wilson95/1"))
	}
	check("no_later_than_promised", "not_late")
	check("exact_day", "on_time")
	for window, days := range map[string]string{"0s": "tolerance_0", "7d": "tolerance_7_both_ways", "14d": "tolerance_14_both_ways"} {
		for _, field := range []string{"on_time", "early", "late"} {
			check(days+"/"+field, field, "--window", window)
		}
	}
	check("orders_PO_SO_all_lines_not_late", "not_late", "--level", "order")
	check("deliveries_ASN_DN_all_lines_not_late", "not_late", "--level", "order", "--order", "ASN/DN #")
	for _, by := range [][2]string{{"Shipment Mode", "by_shipment_mode_not_late"}, {"Fulfill Via", "by_fulfil_via_not_late"}} {
		for _, g := range a.ask("delivery", "--line", "ID", "--by", by[0], file).groups() {
			value, _ := g.at("by/" + by[0]).(string)
			of, _ := want.at(by[1]).(map[string]any)
			a.near(value, g.at("not_late_pct"), told{of[value]}.at("pct"))
		}
	}
	shipped := medicineOrders(a, file)
	lead := a.ask("delivery", "--order", "ID", shipped)
	a.near("lead time", lead.number("total/lead_time_done_median")/86400, told{stated["lead_time_days_from_PO_sent_to_vendor_(M/D/YYYY_cells_only)"]}.at("median"))
	if text := lead.warning("negative_lead_time"); !strings.Contains(text, fmt.Sprint(": ", want.number("negative_lead_times"), ",")) {
		t.Errorf("negative lead times: %q", text)
	}
}

// medicineOrders writes the lines whose order has a date that can be told.
func medicineOrders(a *asking, file string) string {
	a.Helper()
	var b strings.Builder
	b.WriteString("ID,ordered at,delivered at\n")
	for i, row := range a.columns(file, "PO Sent to Vendor Date", "Delivered to Client Date") {
		if day, err := time.Parse("1/2/2006", row[0]); err == nil {
			fmt.Fprintf(&b, "%d,%s,%s\n", i, day.Format(time.DateOnly), row[1])
		}
	}
	name := filepath.Join(a.TempDir(), "shipped.csv")
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		a.Fatal(err)
	}
	return name
}

// Arrivals of aeroplanes by both rules: in time is within 15 minutes either way, or less than 15 minutes late.
func TestDeliveryOfFlights(t *testing.T) {
	a := asked(t, "flights-delay")
	want := told{map[string]any(a.stated("."))}
	raw, err := os.ReadFile(filepath.Join(a.dir, "flights-10k.json"))
	if err != nil {
		t.Fatal(err)
	}
	var flights []struct {
		Date  string
		Delay int
	}
	if err := json.Unmarshal(raw, &flights); err != nil {
		t.Fatal(err)
	}
	a.dir = t.TempDir()
	var rows [][]any
	for _, f := range flights {
		promised, err := time.Parse("2006/01/02 15:04", f.Date)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, []any{f.Date, promised.Add(time.Duration(f.Delay) * time.Minute).Format("2006/01/02 15:04")})
	}
	a.file("flights.csv", "promised,delivered at", rows...)
	d := a.ask("delivery", "flights.csv")
	for _, field := range []string{"on_time", "early", "late"} {
		a.near(field, d.at("total/"+field+"_pct"), want.at("within_15_both_ways/"+field+"/pct"))
		a.near(field, d.at("total/"+field+"_low"), want.at("within_15_both_ways/"+field+"/wilson95/0"))
	}
	a.near("not late", d.at("total/not_late_pct"), want.at("not_late_at_all/pct"))
	a.near("exact", a.ask("delivery", "--window", "0s", "flights.csv").at("total/on_time_pct"), want.at("exact/pct"))
	a.near("US DOT", a.ask("delivery", "--one-sided", "--window", "14m59s", "flights.csv").at("total/on_time_pct"), want.at("not_15_or_more_late_(US_DOT_rule)/pct"))
	a.near("off", d.number("total/off_median")/60, want.at("delay_minutes/median_abs"))
}

// warning is the text of the first warning of a code, "" where there is none.
func (d told) warning(code string) string {
	list, _ := d.at("warnings").([]any)
	for _, w := range list {
		if (told{w}).at("code") == code {
			text, _ := told{w}.at("text").(string)
			return text
		}
	}
	return ""
}

// askWindow writes deliveries that are some minutes off.
func askWindow(a *asking, in inputs) inputs {
	var rows [][]any
	promised := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for i, off := range in.numbers("deviation_minutes") {
		rows = append(rows, []any{i, promised.Format(time.DateTime), promised.Add(time.Duration(off) * time.Minute).Format(time.DateTime)})
	}
	a.file("deliveries.csv", "order,promised,delivered at", rows...)
	d := a.ask("delivery", "--window", fmt.Sprintf("%gm", in.number("tolerance_minutes")), "deliveries.csv")
	return inputs{"on_time_pct": d.at("total/on_time_pct"), "early_pct": d.at("total/early_pct"), "late_pct": d.at("total/late_pct"),
		"median_abs_minutes": d.number("total/off_median") / 60}
}

// askFill writes an order of which less came.
func askFill(a *asking, in inputs) inputs {
	var rows [][]any
	items, _ := in["items"].([]any)
	came := in.numbers("delivered")
	for i, ordered := range in.numbers("expected") {
		rows = append(rows, []any{1, items[i], ordered, came[i]})
	}
	a.file("order.csv", "order,line,ordered,delivered", rows...)
	d := a.ask("delivery", "order.csv")
	return inputs{"unit_fill_pct": d.at("total/fill_units_pct"), "complete_line_pct": d.at("total/fill_lines_pct"),
		"perfect_order": d.at("total/fill_orders_pct") == 100.0}
}

package customers_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/internal/shared"
	"github.com/cxcalc/cxcalc/pkg/result"
)

var sourceBlock = regexp.MustCompile("(?s)```json\n(.*?)```")

// reference reads the values that were computed elsewhere from the SOURCE.md beside the data.
func reference(t *testing.T, folder string, into any) {
	t.Helper()
	text, err := os.ReadFile(shared.Dir(t, "data", folder, "SOURCE.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := sourceBlock.FindSubmatch(text)
	if block == nil {
		t.Fatalf("%s: SOURCE.md has no reference values", folder)
	}
	if err := json.Unmarshal(block[1], into); err != nil {
		t.Fatal(err)
	}
}

func TestTelcoChurn(t *testing.T) {
	type part struct {
		N, Churned     float64
		ChurnPct       float64 `json:"churn_pct"`
		Charges        float64 `json:"monthly_charges"`
		ChargesChurned float64 `json:"monthly_charges_churned"`
		RevenuePct     float64 `json:"revenue_churn_pct"`
	}
	var want struct {
		All        part
		ByContract map[string]part `json:"by_contract"`
	}
	reference(t, "telco-churn-ibm", &want)
	r := request(t, "churn", shared.Dir(t, "data", "telco-churn-ibm", "Telco-Customer-Churn.csv"))
	r.By = []string{"Contract"}
	d := document(t, r)
	check := func(g result.Group, p part) {
		t.Helper()
		checkNumbers(t, g, map[string]float64{"n": p.N, "customers_lost": p.Churned, "revenue_start": p.Charges, "revenue_lost": p.ChargesChurned})
		about(t, g, "value", p.ChurnPct, 4)
		about(t, g, "revenue_lost_pct", p.RevenuePct, 4)
	}
	check(d.Total, want.All)
	if d.Groups.Len() != 3 {
		t.Fatalf("%d groups, want 3", d.Groups.Len())
	}
	for _, g := range d.Groups.All() {
		contract, _ := g.By.Get("Contract")
		check(g, want.ByContract[contract.(string)])
		if g.Period != "" {
			t.Errorf("a status ledger has no periods, got %q", g.Period)
		}
	}
	columns := result.Object{{Key: "customer", Value: "customerID"}, {Key: "amount", Value: "MonthlyCharges"}, {Key: "status", Value: "Churn"}}
	if diff := cmp.Diff(columns, d.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}

func TestTelecomXChurn(t *testing.T) {
	var want struct {
		Records    float64
		ChurnPct   float64              `json:"churn_pct_known_only"`
		ByContract map[string][]float64 `json:"by_contract_known_only"`
		Known      float64              `json:"monthly_known"`
		Churned    float64              `json:"monthly_churned"`
		RevenuePct float64              `json:"revenue_churn_pct"`
	}
	reference(t, "telecomx-json", &want)
	r := request(t, "churn", shared.Dir(t, "data", "telecomx-json", "TelecomX_Data.json"))
	r.By = []string{"account.Contract"}
	d := document(t, r)
	rows := result.Rows{Read: 7267, Counted: 7043, Blank: 224} // a blank Churn is unknown, not No
	if diff := cmp.Diff(rows, d.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	about(t, d.Total, "value", want.ChurnPct, 3)
	about(t, d.Total, "revenue_lost_pct", want.RevenuePct, 4)
	checkNumbers(t, d.Total, map[string]float64{"revenue_start": want.Known, "revenue_lost": want.Churned})
	for _, g := range d.Groups.All() {
		contract, _ := g.By.Get("account.Contract")
		p := want.ByContract[contract.(string)]
		checkNumbers(t, g, map[string]float64{"n": p[0], "customers_lost": p[1]})
		about(t, g, "value", p[2], 4)
	}
}

// cdnow writes the log as CSV, the way the hint for its lined up columns says.
func cdnow(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(shared.Dir(t, "data", "cdnow", "CDNOW_master.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		b.WriteString(strings.Join(strings.Fields(line), ",") + "\n")
	}
	return file(t, "cdnow.csv", b.String())
}

func TestCDNOW(t *testing.T) {
	var want struct {
		Master struct {
			Transactions, Customers, Revenue float64
			Repeat                           float64              `json:"customers_ge2_transactions"`
			RepeatPct                        float64              `json:"repeat_rate_transactions_pct"`
			DaysPct                          float64              `json:"repeat_rate_days_pct"`
			PerOrder                         float64              `json:"avg_order_value"`
			PerCustomer                      float64              `json:"revenue_per_customer"`
			Active                           map[string][]float64 `json:"active_and_new_by_month"`
			Gone                             map[string][]float64 `json:"month_over_month_nonreturn_pct"`
		}
	}
	reference(t, "cdnow", &want)
	m := want.Master
	name := cdnow(t)
	d := document(t, request(t, "repeat", name))
	checkNumbers(t, d.Total, map[string]float64{"customers": m.Customers, "repeat_customers": m.Repeat, "orders": m.Transactions, "revenue": m.Revenue})
	about(t, d.Total, "value", m.RepeatPct, 4)
	about(t, d.Total, "repeat_days_pct", m.DaysPct, 4)
	about(t, d.Total, "revenue_per_order", m.PerOrder, 4)
	about(t, d.Total, "revenue_per_customer", m.PerCustomer, 4)

	churn := request(t, "churn", name)
	if e := refused(t, churn); !strings.Contains(e.Text, "came again later") {
		t.Errorf("orders without a rhythm: got %q", e.Text)
	}
	churn.Period = string(dates.Month)
	d = document(t, churn)
	if d.Groups.Len() != len(m.Gone) {
		t.Errorf("%d periods, want %d", d.Groups.Len(), len(m.Gone))
	}
	for _, g := range d.Groups.All() {
		gone := m.Gone[strings.Replace(g.Period, "-", "", 1)] // active before, active again, % not
		checkNumbers(t, g, map[string]float64{"customers_start": gone[0], "customers_lost": gone[0] - gone[1]})
		about(t, g, "value", gone[2], 4)
	}

	d = document(t, request(t, "cohort", name))
	newcomers := map[string]float64{}
	for _, g := range d.Groups.All() {
		if age, _ := g.Values.Number("age"); age == 0 {
			newcomers[g.Period], _ = g.Values.Number("customers")
		}
	}
	if diff := cmp.Diff(map[string]float64{"1997-01": m.Active["199701"][1], "1997-02": m.Active["199702"][1], "1997-03": m.Active["199703"][1]}, newcomers); diff != "" {
		t.Errorf("customers by their first month (-want +got):\n%s", diff)
	}
}

func TestLinedUpColumnsAreRefused(t *testing.T) {
	for _, name := range []string{"CDNOW_master.txt", "CDNOW_sample.txt"} {
		e := refused(t, request(t, "repeat", shared.Dir(t, "data", "cdnow", name)))
		if e.Usage || !strings.Contains(e.Text, "lined up with blanks") || !strings.Contains(e.Hint, "awk -v OFS=,") {
			t.Errorf("%s: got %q, hint %q", name, e.Text, e.Hint)
		}
	}
}

// A panel of staff, one row a month, with start and end beside it: two shapes fit. The figures of the
// balance were counted from the file with Python sets of employee_id by month.
func TestStaffPanel(t *testing.T) {
	r := request(t, "churn", shared.Dir(t, "data", "employee-turnover", "input_01.csv"))
	e := refused(t, r)
	if !e.Usage || !strings.Contains(e.Text, "balance") || !strings.Contains(e.Text, "subscription") {
		t.Errorf("got %q", e.Text)
	}
	if diff := cmp.Diff([]string{"--shape", "balance"}, e.Flags); diff != "" {
		t.Errorf("flags (-want +got):\n%s", diff)
	}
	r.Shape = "balance"
	d := document(t, r)
	checkNumbers(t, d.Total, map[string]float64{"customer_periods": 7140, "customers_lost": 333})
	if d.Groups.Len() != 62 {
		t.Errorf("%d periods, want 62", d.Groups.Len())
	}
	if got := setting(t, d, "date_order"); got != "day first" {
		t.Errorf("dates %v", got)
	}
	lost, start := 0.0, 0.0
	for _, g := range d.Groups.All() {
		if g.Period == "2019-01" {
			start, _ = g.Values.Number("customers_start")
		}
		if strings.HasPrefix(g.Period, "2019") {
			n, _ := g.Values.Number("customers_lost")
			lost += n
		}
	}
	if start != 31 || lost != 20 { // SOURCE.md has 31 at the start of 2019; 20 were missing in a month after one in which they were there
		t.Errorf("2019: %v at the start, %v lost; want 31, 20", start, lost)
	}
}

func TestBillingSeeds(t *testing.T) {
	d := document(t, request(t, "churn", shared.Dir(t, "data", "billing-seeds-fivetran", "recurly_subscription_history_data.csv")))
	want := result.Object{{Key: "customer", Value: "account_id"}, {Key: "start", Value: "activated_at"}, {Key: "end", Value: "expires_at"},
		{Key: "request", Value: "canceled_at"}, {Key: "trial_end", Value: "trial_ends_at"}, {Key: "amount", Value: "unit_amount"},
		{Key: "quantity", Value: "quantity"}, {Key: "currency", Value: "currency"}, {Key: "status", Value: "state"}, {Key: "reason", Value: "expiration_reason"}}
	if diff := cmp.Diff(want, d.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if got := setting(t, d, "currency"); got != "USD" {
		t.Errorf("currency %v", got)
	}
}

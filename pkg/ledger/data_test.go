package ledger_test

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/internal/shared"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/repeat"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Open data sets, read in the plainest way, against the values that their SOURCE.md gives.

// reference reads the values of a data set's SOURCE.md.
func reference[T any](t *testing.T, set string) (values T) {
	t.Helper()
	raw, err := os.ReadFile(shared.Dir(t, "data", set, "SOURCE.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(raw), "```json\n")
	document, _, ok := strings.Cut(after, "```")
	if !ok {
		t.Fatal("no reference values in SOURCE.md")
	}
	if err := json.Unmarshal([]byte(document), &values); err != nil {
		t.Fatal(err)
	}
	return values
}

// rows reads a CSV file into maps from header to cell.
func rows(t *testing.T, path string) (out []map[string]string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all[0][0] = strings.TrimPrefix(all[0][0], "\ufeff")
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = record[i]
		}
		out = append(out, row)
	}
	return out
}

// A book is a ledger being filled.
type book struct {
	t *testing.T
	*ledger.Ledger
	collector *ledger.Collector
}

func open(t *testing.T, o ledger.Bookkeeping) book {
	t.Helper()
	l, err := ledger.New(o)
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.Collector()
	if err != nil {
		t.Fatal(err)
	}
	return book{t, l, c}
}

func (b book) add(r *ledger.Row) {
	b.t.Helper()
	if _, err := b.collector.Add(r); err != nil {
		b.t.Fatal(err)
	}
}

func (b book) close() (*ledger.Closing, *ledger.Statement) {
	b.t.Helper()
	b.collector.Remarks()
	c, s, err := b.Close()
	if err != nil {
		b.t.Fatal(err)
	}
	return c, s
}

// near compares with values that were rounded to four decimals.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.5e-4+1e-9*math.Abs(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func percent(value float64, ok bool) float64 {
	if !ok {
		return math.NaN()
	}
	return value
}

// founding is the churn by the founding definition, in percent.
func founding(m *tally.Movement) float64 {
	start, err := churn.DefinitionOf("start")
	if err != nil {
		panic(err)
	}
	return percent(start.Percent(m))
}

// major is an amount of cents in its major unit.
func major(cents int64) float64 { return float64(cents) / 100 }

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

type telcoCell struct {
	N              int64   `json:"n"`
	Churned        int64   `json:"churned"`
	ChurnPct       float64 `json:"churn_pct"`
	Monthly        float64 `json:"monthly_charges"`
	MonthlyChurned float64 `json:"monthly_charges_churned"`
	RevenuePct     float64 `json:"revenue_churn_pct"`
}

func (want telcoCell) check(t *testing.T, what string, m *tally.Movement) {
	t.Helper()
	equal(t, what+" customers", m.Customers.Opening, want.N)
	equal(t, what+" lost", m.Customers.Lost, want.Churned)
	near(t, what+" churn", founding(m), want.ChurnPct)
	near(t, what+" revenue", major(m.Money.Opening), want.Monthly)
	near(t, what+" revenue lost", major(m.Money.Churn), want.MonthlyChurned)
	near(t, what+" revenue churn", percent(churn.RevenueLost(m)), want.RevenuePct)
}

func TestTelco(t *testing.T) {
	want := reference[struct {
		All        telcoCell            `json:"all"`
		ByContract map[string]telcoCell `json:"by_contract"`
		ByInternet map[string][]float64 `json:"by_internet"`
		ByPayment  map[string][]float64 `json:"by_payment"`
		Blank      int64                `json:"blank_TotalCharges"`
		SumTotal   float64              `json:"sum_TotalCharges"`
	}](t, "telco-churn-ibm")
	data := rows(t, shared.Dir(t, "data", "telco-churn-ibm", "Telco-Customer-Churn.csv"))
	statement := func(by, amount string) (ledger.Fates, tally.Movements) {
		b := open(t, ledger.Bookkeeping{Shape: ledger.Status, Grouped: true})
		for _, r := range data {
			b.add(&ledger.Row{Customer: []byte(r["customerID"]), Status: []byte(r["Churn"]), Amount: []byte(r[amount]), Group: []byte(r[by])})
		}
		_, s := b.close()
		return b.collector.Remarks().Account, s.Movements
	}
	_, contracts := statement("Contract", "MonthlyCharges")
	want.All.check(t, "all", contracts.Pool())
	for group, cell := range want.ByContract {
		cell.check(t, group, contracts.Of(tally.PeriodGroup{Period: 1, Group: group}))
	}
	shares := func(by string, cells map[string][]float64) {
		_, ms := statement(by, "MonthlyCharges")
		for group, cell := range cells {
			m := ms.Of(tally.PeriodGroup{Period: 1, Group: group})
			equal(t, group, float64(m.Customers.Opening), cell[0])
			near(t, group, founding(m), cell[1])
		}
	}
	shares("InternetService", want.ByInternet)
	shares("PaymentMethod", want.ByPayment)
	account, totals := statement("Contract", "TotalCharges")
	equal(t, "blank TotalCharges", account[ledger.Blank], want.Blank)
	near(t, "TotalCharges", major(totals.Pool().Money.Opening), want.SumTotal)
}

func TestTelecomX(t *testing.T) {
	want := reference[struct {
		Counts     map[string]int64     `json:"churn_counts"`
		Known      float64              `json:"churn_pct_known_only"`
		ByContract map[string][]float64 `json:"by_contract_known_only"`
		Monthly    float64              `json:"monthly_known"`
		Churned    float64              `json:"monthly_churned"`
		RevenuePct float64              `json:"revenue_churn_pct"`
	}](t, "telecomx-json")
	raw, err := os.ReadFile(shared.Dir(t, "data", "telecomx-json", "TelecomX_Data.json"))
	if err != nil {
		t.Fatal(err)
	}
	var records []struct {
		CustomerID, Churn string
		Account           struct {
			Contract string
			Charges  struct{ Monthly json.Number }
		}
	}
	if err := json.Unmarshal(raw, &records); err != nil {
		t.Fatal(err)
	}
	b := open(t, ledger.Bookkeeping{Shape: ledger.Status, Grouped: true})
	for _, r := range records {
		b.add(&ledger.Row{Customer: []byte(r.CustomerID), Status: []byte(r.Churn), Amount: []byte(r.Account.Charges.Monthly),
			Group: []byte(r.Account.Contract)})
	}
	_, s := b.close()
	equal(t, "unknown", b.collector.Remarks().Account[ledger.Blank], want.Counts[""])
	all := s.Movements.Pool()
	telcoCell{want.Counts["Yes"] + want.Counts["No"], want.Counts["Yes"], want.Known, want.Monthly, want.Churned, want.RevenuePct}.check(t, "known", all)
	for group, cell := range want.ByContract {
		m := s.Movements.Of(tally.PeriodGroup{Period: 1, Group: group})
		equal(t, group, float64(m.Customers.Opening), cell[0])
		equal(t, group+" lost", float64(m.Customers.Lost), cell[1])
		near(t, group, founding(m), cell[2])
	}
}

type cdnowValues struct {
	Transactions  int64                `json:"transactions"`
	Customers     int64                `json:"customers"`
	Revenue       float64              `json:"revenue"`
	Zero          int64                `json:"zero_value_transactions"`
	Again         int64                `json:"customers_ge2_transactions"`
	RepeatPct     float64              `json:"repeat_rate_transactions_pct"`
	AgainDays     int64                `json:"customers_ge2_purchase_days"`
	RepeatDaysPct float64              `json:"repeat_rate_days_pct"`
	PerOrder      float64              `json:"avg_order_value"`
	PerCustomer   float64              `json:"revenue_per_customer"`
	ByMonth       map[string][]int64   `json:"active_and_new_by_month"`
	NonReturn     map[string][]float64 `json:"month_over_month_nonreturn_pct"`
}

func TestCDNOW(t *testing.T) {
	want := reference[struct{ Master, Sample cdnowValues }](t, "cdnow")
	want.Master.check(t, "CDNOW_master.txt", 1, 0)
	want.Sample.check(t, "CDNOW_sample.txt", 0, 1)
}

// check reads a file of columns between blanks; customer is the column of the customer, and the date
// and the amount follow it.
func (want cdnowValues) check(t *testing.T, file string, header, customer int) {
	t.Helper()
	f, err := os.Open(shared.Dir(t, "data", "cdnow", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := open(t, ledger.Bookkeeping{Shape: ledger.Transaction, WantOrders: true, WantCohorts: true})
	for lines, n := bufio.NewScanner(f), 0; lines.Scan(); n++ {
		if cells := strings.Fields(lines.Text()); n >= header {
			b.add(&ledger.Row{Customer: []byte(cells[customer]), Time: []byte(cells[customer+1]), Amount: []byte(cells[customer+3])})
		}
	}
	c, s := b.close()
	equal(t, file+" counted", b.collector.Remarks().Account[ledger.Counted], want.Transactions)
	equal(t, file+" zero", b.collector.Remarks().Notes[ledger.NoteZero].Rows, want.Zero)
	o := s.Orders[""]
	equal(t, file+" customers", o.Customers, want.Customers)
	near(t, file+" revenue", major(o.Revenue), want.Revenue)
	near(t, file+" per order", major(o.Revenue)/float64(o.Orders), want.PerOrder)
	near(t, file+" per customer", major(o.Revenue)/float64(o.Customers), want.PerCustomer)
	byOrders, byDays := repeat.Of(o, false), repeat.Of(o, true)
	equal(t, file+" again", byOrders.Repeat, want.Again)
	near(t, file+" repeat rate", percent(byOrders.Percent()), want.RepeatPct)
	equal(t, file+" again by days", byDays.Repeat, want.AgainDays)
	near(t, file+" repeat rate by days", percent(byDays.Percent()), want.RepeatDaysPct)
	equal(t, file+" beyond the first", repeat.BeyondFirst(o), want.Transactions-want.Customers)
	want.checkMonths(t, file, c, s)
}

func (want cdnowValues) checkMonths(t *testing.T, file string, c *ledger.Closing, s *ledger.Statement) {
	t.Helper()
	first := c.Periods()[0]
	cohort := s.Cohorts.ByStart[tally.PeriodGroup{Period: first}]
	equal(t, file+" first month", cohort.Active[0], want.ByMonth["199701"][0])
	for _, period := range c.Periods()[1:] {
		label := strings.ReplaceAll(c.Label(period), "-", "")
		m := s.Movements.Of(tally.PeriodGroup{Period: period})
		what := fmt.Sprintf("%s %s", file, label)
		equal(t, what+" active", m.Customers.Closing, want.ByMonth[label][0])
		equal(t, what+" new", m.Customers.New, want.ByMonth[label][1])
		equal(t, what+" before", float64(m.Customers.Opening), want.NonReturn[label][0])
		equal(t, what+" again", float64(m.Customers.Opening-m.Customers.Lost), want.NonReturn[label][1])
		near(t, what+" not again", founding(m), want.NonReturn[label][2])
	}
}

// The exercise counts every stint at a site, those who leave on the last day of a year as there at its
// end, and divides by the mean of start and end.
func TestEmployeeTurnover(t *testing.T) {
	want := reference[struct {
		Stints int                           `json:"stints"`
		Years  map[string]map[string]float64 `json:"whole_company_by_year"`
	}](t, "employee-turnover")
	stints := map[string]*ledger.Row{}
	for _, r := range rows(t, shared.Dir(t, "data", "employee-turnover", "input_01.csv")) {
		key := strings.Join([]string{r["guid"], r["dc_nbr"], r["hire_date"]}, " ")
		if stints[key] == nil {
			stints[key] = &ledger.Row{Customer: []byte(key), Start: []byte(r["hire_date"])}
		}
		if r["leave_date"] != "" {
			stints[key].End = []byte(r["leave_date"])
		}
	}
	equal(t, "stints", len(stints), want.Stints)
	asOf, err := dates.ParseBound("2023", nil)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, ledger.Bookkeeping{Shape: ledger.Subscription, Unpriced: true, LastDay: true, Period: dates.Year, AsOf: &asOf,
		Dates: dates.Writing{Order: dates.DayFirst}})
	for _, row := range stints {
		b.add(row)
	}
	c, s := b.close()
	definition, err := churn.DefinitionOf("average")
	if err != nil {
		t.Fatal(err)
	}
	for year, v := range want.Years {
		index := -1
		for _, p := range c.Periods() {
			if c.Label(p) == year {
				index = p
			}
		}
		m := s.Movements.Of(tally.PeriodGroup{Period: index})
		equal(t, year+" start", float64(m.Customers.Opening), v["start"])
		equal(t, year+" end", float64(m.Customers.Closing), v["end"])
		equal(t, year+" leavers", float64(m.Customers.Lost+m.Customers.Passing), v["leavers"])
		near(t, year+" turnover", percent(definition.Percent(m)), v["turnover_pct"])
	}
}

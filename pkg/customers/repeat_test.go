package customers_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// An orderRow is a row of a made ledger.
type orderRow struct {
	customer, product string
	day, cents        int
}

// shop makes orders of 3 000 customers, some of products without a cycle, and refunds among them. It is
// more than what a run looks at first, so that workers share it.
func shop() (rows []orderRow, csv string) {
	r := rand.New(rand.NewPCG(7, 11))
	var b strings.Builder
	b.WriteString("order_id,customer,date,total,sku\n")
	for i := range 60_000 {
		o := orderRow{fmt.Sprintf("c%d", r.IntN(3000)), fmt.Sprintf("p%d", r.IntN(12)), 19700 + r.IntN(300), r.IntN(20_000) - 500}
		rows = append(rows, o)
		sign, cents := "", o.cents
		if cents < 0 {
			sign, cents = "-", -cents
		}
		fmt.Fprintf(&b, "%d,%s,%s,%s%d.%02d,%s\n", i, o.customer, dates.Day.Label(int64(o.day)), sign, cents/100, cents%100, o.product)
	}
	return rows, b.String()
}

// lastDays returns the last day with an order of everybody for whom key says something, and that of all.
func lastDays(rows []orderRow, key func(orderRow) string) (days map[string]int, last int) {
	days = make(map[string]int)
	for _, o := range rows {
		if o.cents < 0 {
			continue // a refund is no order, and no silence after one
		}
		last = max(last, o.day)
		if k := key(o); k != "" {
			days[k] = max(days[k], o.day)
		}
	}
	return days, last
}

// A refund that comes in after the last order says nothing about who should have ordered since.
func TestRefundIsNoSilence(t *testing.T) {
	csv := "order_id,customer,date,amount\n1,a,2026-01-01,10\n2,b,2026-01-15,10\n3,b,2026-02-20,10\n"
	for says, tail := range map[string]string{"without": "", "with a refund": "4,a,2026-06-30,-10\n", "with one of a stranger": "4,c,2027-06-30,-10\n"} {
		r := request(t, "repeat", file(t, "orders.csv", csv+tail))
		r.Own = flags.Values{"cycle": "30"}
		d := document(t, r)
		checkNumbers(t, d.Total, map[string]float64{"n": 2, "orders": 3, "overdue": 1}) // a, silent for 50 days
		if asOf, _ := d.Settings.Get("as_of"); asOf != "2026-02-20" {
			t.Errorf("%s: silence is counted as of %v, want the day of the last order", says, asOf)
		}
	}
}

// Who is overdue, by product and in all, is what a slow count says; any number of workers gives the same.
func TestCyclesByProduct(t *testing.T) {
	if testing.Short() {
		t.Skip("many orders: go test ./... counts them without the detector")
	}
	rows, csv := shop()
	file := file(t, "orders.csv", csv)
	r := request(t, "repeat", file)
	r.Own = flags.Values{"cycle": writeCycles(t)}
	days, last := lastDays(rows, func(o orderRow) string {
		if cycleOf(o.product) == 0 {
			return ""
		}
		return o.customer + " " + o.product
	})
	overdue, ordered, all := map[string]float64{}, map[string]float64{}, map[string]bool{}
	for key, day := range days {
		customer, product, _ := strings.Cut(key, " ")
		ordered[product]++
		late := last-day > cycleOf(product)
		if late {
			overdue[product]++
		}
		all[customer] = all[customer] || late
	}
	d := document(t, r)
	if d.Groups.Len() != 8 {
		t.Fatalf("%d groups, want those of 8 products", d.Groups.Len())
	}
	for _, g := range d.Groups.All() {
		product := g.By[0].Value.(string)
		checkNumbers(t, g, map[string]float64{"n": ordered[product], "overdue": overdue[product], "cycle": float64(cycleOf(product))})
	}
	late := 0.
	for _, is := range all {
		if is {
			late++
		}
	}
	checkNumbers(t, d.Total, map[string]float64{"overdue": late, "cycle_customers": float64(len(all))})
	if !slices.Equal(warned(d), []string{"zero_amounts", "negative_amounts", "no_cycle", "cycle_without_orders"}) {
		t.Errorf("warnings %v", warned(d))
	}
	checkWorkers(t, r)
	r.Period = "month"
	checkWorkers(t, r)
}

// cycleOf is how long a product lasts: p0 to p7 do, the others for ever.
func cycleOf(product string) int {
	var n int
	if _, err := fmt.Sscanf(product, "p%d", &n); err != nil || n > 7 {
		return 0
	}
	return 20 + 30*n
}

func writeCycles(t *testing.T) string {
	t.Helper()
	text := "sku,days\n"
	for n := range 8 {
		text += fmt.Sprintf("p%d,%d\n", n, cycleOf(fmt.Sprintf("p%d", n)))
	}
	return file(t, "cycles.csv", text+"px,5\n")
}

// checkWorkers holds the document of many workers to that of one.
func checkWorkers(t *testing.T, r customers.Brief) {
	t.Helper()
	r.Workers = 1
	want := text(t, document(t, r))
	r.Workers = 5
	if diff := cmp.Diff(want, text(t, document(t, r))); diff != "" {
		t.Errorf("(-one worker +five):\n%s", diff)
	}
}

// The scores are those of a slow count: the rank among all customers, in fifths.
func TestFifthsOfCustomers(t *testing.T) {
	if testing.Short() {
		t.Skip("many orders: go test ./... counts them without the detector")
	}
	rows, csv := shop()
	r := request(t, "repeat", file(t, "orders.csv", csv))
	r.Own = flags.Values{"rfm": true}
	days, last := lastDays(rows, func(o orderRow) string { return o.customer })
	orders, money, silence := map[string]int{}, map[string]int{}, map[string]int{}
	for _, o := range rows {
		if _, ok := days[o.customer]; !ok {
			continue
		}
		money[o.customer] += o.cents
		if o.cents >= 0 {
			orders[o.customer]++
		}
	}
	for customer, day := range days {
		silence[customer] = day - last
	}
	want := map[string]int64{}
	scores := [3]map[string]int{slowFifths(silence), slowFifths(orders), slowFifths(money)}
	for customer := range days {
		want[fmt.Sprint(scores[0][customer], scores[1][customer], scores[2][customer])]++
	}
	d := document(t, r)
	segments, _ := d.Total.Values.Get("segments")
	got := map[string]int64{}
	for _, m := range segments.(result.Object) {
		got[strings.Join(strings.Split(m.Key, ""), " ")] = m.Value.(int64)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("segments (-want +got):\n%s", diff)
	}
	checkWorkers(t, r)
}

// slowFifths scores customers by their rank, which those who are equal share at its best.
func slowFifths(values map[string]int) map[string]int {
	var all []int
	for _, v := range values {
		all = append(all, v)
	}
	slices.Sort(all)
	out := map[string]int{}
	for customer, v := range values {
		rank, _ := slices.BinarySearch(all, v+1)
		out[customer] = int(math.Ceil(5 * float64(rank) / float64(len(all))))
	}
	return out
}

package ledger

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A try is a small ledger written in a test: rows are "role=value role=value".
type try struct {
	t         *testing.T
	ledger    *Ledger
	collector *Collector
	lines     int64
}

func newTry(t *testing.T, o Bookkeeping) *try {
	t.Helper()
	l, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	c, err := l.Collector()
	if err != nil {
		t.Fatal(err)
	}
	return &try{t: t, ledger: l, collector: c, lines: 1}
}

var roleByName = func() map[string]Item {
	byName := map[string]Item{"group": groupCell}
	for r := Customer; r < roles; r++ {
		byName[r.String()] = r
	}
	return byName
}()

// row adds a row and returns its account, with the role and the reason when it does not count.
func (x *try) row(cells string) string {
	x.t.Helper()
	x.lines++
	l := line{}
	for cell := range strings.SplitSeq(cells, " ") {
		name, value, _ := strings.Cut(cell, "=")
		role, ok := roleByName[name]
		if !ok {
			x.t.Fatalf("no role %q", name)
		}
		l[role] = strings.ReplaceAll(value, "_", " ")
	}
	row, at := l.row(), tally.Place{Line: x.lines}
	row.Place = func() tally.Place { return at }
	out, err := x.collector.Add(row)
	if err != nil {
		return err.Error()
	}
	if out.Fate == Counted {
		return out.Fate.String()
	}
	return fmt.Sprintf("%s: %s %s", out.Fate, out.Role, out.Why)
}

func (x *try) check(cells, want string) {
	x.t.Helper()
	if got := x.row(cells); got != want {
		x.t.Errorf("%s: got %q, want %q", cells, got, want)
	}
}

func (x *try) add(rows ...string) *try {
	x.t.Helper()
	for _, cells := range rows {
		x.check(cells, "counted")
	}
	return x
}

func (x *try) close() (*Closing, *Statement) {
	x.t.Helper()
	x.collector.Remarks()
	c, s, err := x.ledger.Close()
	if err != nil {
		x.t.Fatal(err)
	}
	return c, s
}

// all closes the ledger and returns the pooled movement.
func (x *try) all() *tally.Movement {
	x.t.Helper()
	_, s := x.close()
	return s.Movements.Pool()
}

func (x *try) wantError(want string) {
	x.t.Helper()
	x.collector.Remarks()
	if _, _, err := x.ledger.Close(); err == nil || !strings.Contains(err.Error(), want) {
		x.t.Errorf("got error %v, want one with %q", err, want)
	}
}

func (x *try) wantNote(n Note, rows, line int64) {
	x.t.Helper()
	want := Finding{Rows: rows, First: tally.Place{Line: line}}
	if diff := cmp.Diff(want, x.collector.Remarks().Notes[n]); diff != "" {
		x.t.Errorf("%s (-want +got):\n%s", n.Code(), diff)
	}
}

func TestBalanceRows(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance, Missing: []string{"n/a"}})
	x.check("customer=a time=2024-01 amount=5", "counted")
	x.check("customer= time=2024-01 amount=5", "blank: customer is blank")
	x.check("customer=n/a time=2024-01 amount=5", "blank: customer is blank")
	x.check("customer=a time= amount=5", "blank: time is blank")
	x.check("customer=a time=soon amount=5", "invalid: time is not a date")
	x.check("customer=a time=2024-01 amount=", "blank: amount is blank")
	x.check("customer=a time=2024-01 amount=_", "blank: amount is blank") // one space
	x.check("customer=a time=2024-01 amount=n/a", "blank: amount is blank")
	x.check("customer=a time=2024-01 amount=five", "invalid: amount is not an amount of money")
	x.check("customer=a time=2024-01 amount=1,23", "invalid: amount is not an amount: its thousands are grouped wrongly")
	x.check("customer=a time=2024-01 amount=1e40", "invalid: amount is larger than an amount can be")
	x.check("customer=a time=2024-01 amount=5 currency=XXQ", "invalid: currency is not a currency of ISO 4217")
	x.check("customer=a time=2024-01 amount=€5 currency=USD", "invalid: amount names another currency than its row")
	rows := x.collector.Remarks().Account.Rows()
	if rows.Read != 13 || rows.Counted != 1 || rows.Blank != 6 || rows.Invalid != 6 {
		t.Errorf("account %+v", rows)
	}
}

func TestNegativeAmounts(t *testing.T) {
	// a discount line takes off; a sum below zero counts as nothing and is noted
	x := newTry(t, Bookkeeping{Shape: Balance})
	x.add("customer=a time=2024-01 amount=100", "customer=a time=2024-01 amount=-30", "customer=b time=2024-01 amount=10",
		"customer=a time=2024-02 amount=(20)", "customer=b time=2024-02 amount=10")
	x.wantNote(NoteNegative, 2, 3)
	_, s := x.close()
	m := s.Movements.Pool()
	if m.Money.Opening != 8000 || m.Money.Churn != 7000 || m.Money.Closing != 1000 || m.Customers.Lost != 1 {
		t.Errorf("%+v %+v", m.Customers, m.Money)
	}
	if s.Negative != (Negative{1, -2000}) {
		t.Errorf("negative %+v", s.Negative)
	}
	if s.Repeated != 1 {
		t.Errorf("%d repeated rows, want 1", s.Repeated)
	}

	// a refund is no order: it does not keep its customer
	x = newTry(t, Bookkeeping{Shape: Transaction, WantOrders: true})
	x.add("customer=a time=2024-01-05 amount=100", "customer=a time=2024-02-05 amount=-100", "customer=b time=2024-01-07 amount=10",
		"customer=b time=2024-02-05 amount=10", "customer=b time=2024-02-06 amount=-4")
	_, s = x.close()
	m = s.Movements.Pool()
	if m.Customers.Lost != 1 || m.Money.Churn != 10000 || m.Money.Closing != 600 {
		t.Errorf("%+v %+v", m.Customers, m.Money)
	}
	if o := s.Orders[""]; o.Orders != 3 || o.Revenue != 1600 || o.Customers != 2 || o.Days != 3 {
		t.Errorf("orders %+v", o)
	}
}

// Orders that add up to more than an amount can be end the run, also where nothing but orders is counted.
func TestOrdersThatDoNotFit(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Transaction, WantOrders: true, OnlyOrders: true})
	for day := range 1025 {
		x.add("customer=a amount=90071992547409.91 time=" + dates.Day.Label(int64(19700+day)))
	}
	x.add("customer=b time=2024-01-05 amount=1")
	x.collector.Remarks()
	if _, _, err := x.ledger.Close(); err == nil || !strings.Contains(err.Error(), `customer "a": its amounts add up to more`) {
		t.Errorf("got %v", err)
	}
}

// Orders are worth what their currency is on their day; a day without a rate matters only to orders in that
// currency.
func TestRatesOfOrders(t *testing.T) {
	rates, err := RatesOf("EUR", [][3]string{{"USD", "0.9", "2026-02-01"}, {"USD", "0.8", "2026-02-06"}})
	if err != nil {
		t.Fatal(err)
	}
	o := Bookkeeping{Shape: Transaction, Period: dates.Day, Currency: "EUR", CurrencyColumn: true, Rates: rates, WantOrders: true, OnlyOrders: true}
	x := newTry(t, o)
	x.add("customer=a time=2026-01-05 amount=10 currency=EUR", "customer=a time=2026-02-05 amount=10 currency=USD",
		"customer=b time=2026-02-07 amount=10 currency=USD", "customer=b time=2026-02-06 amount=-1 currency=USD")
	if _, s := x.close(); s.Orders[""].Revenue != 1000+900+800-80 {
		t.Errorf("revenue %d, want 2620", s.Orders[""].Revenue)
	}
	x.add("customer=c time=2026-01-31 amount=10 currency=USD", "customer=d time=2026-01-30 amount=10 currency=USD")
	x.collector.Remarks()
	if _, _, err := x.ledger.Close(); err == nil || err.Error() != "no rate for USD on 2026-01-30" {
		t.Errorf("got %v", err)
	}
}

func TestRepeatedRowsAddUp(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance})
	x.add("customer=a time=2024-01 amount=1", "customer=a time=2024-01 amount=1", "customer=a time=2024-01 amount=1",
		"customer=a time=2024-02 amount=2")
	_, s := x.close()
	m := s.Movements.Pool()
	if m.Money.Opening != 300 || m.Money.Contraction != 100 || s.Repeated != 2 {
		t.Errorf("%+v, %d repeated", m.Money, s.Repeated)
	}
}

// A balance is a stock: rows of one date add up, and those of a later date take their place.
func TestLaterDatesTakeThePlace(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance})
	x.add("customer=a time=2024-01-31 amount=1", "customer=a time=2024-01-01 amount=5", "customer=a time=2024-01-31 amount=2",
		"customer=b time=2024-01-01 amount=50", "customer=a time=2024-02-29 amount=9")
	c, s := x.close()
	m := s.Movements.Pool()
	several, own := c.Stock()
	if m.Money.Opening != 300 || m.Money.Expansion != 600 || m.Customers.Lost != 0 || s.Repeated != 1 || !several || own {
		t.Errorf("common dates: %+v, %d repeated, several %v, own %v", m, s.Repeated, several, own)
	}
	x = newTry(t, Bookkeeping{Shape: Balance})
	for day := 1; day <= 20; day++ { // everybody has a day
		x.add(fmt.Sprintf("customer=c%d time=2024-01-%02d amount=10", day, day), fmt.Sprintf("customer=c%d time=2024-02-%02d amount=11", day, day))
	}
	x.add("customer=c1 time=2024-01-15 amount=4")
	c, s = x.close()
	m = s.Movements.Pool()
	if several, own = c.Stock(); m.Money.Opening != 19*1000+400 || m.Customers.Opening != 20 || m.Customers.Lost != 0 || !several || !own {
		t.Errorf("own dates: %+v, several %v, own %v", m, several, own)
	}
}

func TestZeroIsNotThere(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance})
	x.add("customer=a time=2024-01 amount=5", "customer=a time=2024-02 amount=0", "customer=a time=2024-03 amount=5")
	x.wantNote(NoteZero, 1, 3)
	_, s := x.close()
	lost := s.Movements[tally.PeriodGroup{Period: 2024*12 + 1}]
	back := s.Movements[tally.PeriodGroup{Period: 2024*12 + 2}]
	if lost.Customers.Lost != 1 || back.Customers.Reactivated != 1 || back.Money.Reactivation != 500 {
		t.Errorf("%+v, %+v", lost.Customers, back.Customers)
	}
}

func TestTwoCurrencies(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance, CurrencyColumn: true})
	x.add("customer=a time=2024-01 amount=1 currency=USD", "customer=a time=2024-02 amount=1 currency=eur")
	x.check("customer=a time=2024-01 amount=1 currency=", "blank: currency is blank")
	x.wantError("amounts in EUR and in USD")

	x = newTry(t, Bookkeeping{Shape: Balance, Currency: "EUR"})
	x.check("customer=a time=2024-01 amount=1 currency=USD", "invalid: currency is a currency without a rate")
	x.check("customer=a time=2024-01 amount=$1", "invalid: amount is a currency without a rate") // a dollar of which country? but no euro
	x.check("customer=a time=2024-01 amount=£1", "invalid: amount is a currency without a rate")
	x = newTry(t, Bookkeeping{Shape: Balance, Currency: "CAD"})
	x.check("customer=a time=2024-01 amount=$1", "counted")
	x = newTry(t, Bookkeeping{Shape: Balance, CurrencyColumn: true})
	x.check("customer=a time=2024-01 amount=$1 currency=EUR", "invalid: amount names another currency than its row")
	x.check("customer=a time=2024-01 amount=$1 currency=CAD", "counted")

	x = newTry(t, Bookkeeping{Shape: Balance})
	x.add("customer=a time=2024-01 amount=500_JPY", "customer=a time=2024-02 amount=500")
	x.wantError("some amounts are in JPY and others name no currency")

	_, err := New(Bookkeeping{Shape: Balance, Currency: "EURO"})
	if err == nil {
		t.Error("EURO is a currency")
	}
}

func TestDecimalsOfCurrencies(t *testing.T) {
	check := func(currency, amount string, want int64) {
		t.Helper()
		x := newTry(t, Bookkeeping{Shape: Balance})
		x.add("customer=a time=2024-01 amount="+amount+" currency="+currency, "customer=a time=2024-02 amount="+amount+" currency="+currency)
		c, s := x.close()
		if m := s.Movements.Pool(); m.Money.Closing != want || c.Currency.Code != currency {
			t.Errorf("%s %s: got %d in %s, want %d", amount, currency, m.Money.Closing, c.Currency.Code, want)
		}
	}
	check("USD", "5.25", 525)
	check("JPY", "525", 525)
	check("KWD", "5.255", 5255)
}

func TestRates(t *testing.T) {
	rates, err := RatesOf("usd", [][3]string{{"EUR", "1.10", "2024-01"}, {"EUR", "1.20", "2024-02-10"}, {"JPY", "0.007", ""}, {"USD", "1.000", ""}})
	if err != nil {
		t.Fatal(err)
	}
	x := newTry(t, Bookkeeping{Shape: Balance, Currency: "USD", Rates: rates})
	x.add("customer=a time=2024-01 amount=100 currency=EUR", "customer=a time=2024-01 amount=1000 currency=JPY",
		"customer=a time=2024-02 amount=110 currency=EUR", "customer=b time=2024-01 amount=10")
	c, s := x.close()
	m := s.Movements.Pool()
	want := tally.Flow{
		Opening:   11000 + 700 + 1000, // 100 EUR at 1.10, 1000 JPY at 0.007, 10 USD
		Churn:     1000,
		Expansion: 12100 - 11700, // 110 EUR at 1.10 against 117.00
		Rates:     1100,          // 110 EUR · 0.10
		Closing:   13200,
	}
	if diff := cmp.Diff(want, m.Money); diff != "" || c.Currency.Code != "USD" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	check := func(row int, field, says string, rows ...[3]string) {
		t.Helper()
		_, err := RatesOf("USD", rows)
		if err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("%s of rate %d: ", field, row)) || !strings.Contains(err.Error(), says) {
			t.Errorf("%v: got %v, want row %d, %s, %q", rows, err, row, field, says)
		}
	}
	check(1, "rate", `"1,1" is not a rate`, [3]string{"EUR", "1,1", ""})
	check(1, "rate", "expected more than 0", [3]string{"EUR", "0", ""})
	check(1, "rate", "is not a rate", [3]string{"EUR", "-1", ""})
	check(1, "rate", "is not a rate", [3]string{"EUR", "", ""})
	check(1, "rate", "is not a rate", [3]string{"EUR", "1.2345678901234", ""})
	check(1, "currency", `"EURO" is not a currency`, [3]string{"EURO", "1", ""})
	check(1, "rate", `"2" is not the rate of the reporting currency USD, which is 1`, [3]string{"USD", "2", ""})
	check(2, "currency", `"EUR" has two rates from the same day on`, [3]string{"EUR", "1", ""}, [3]string{"EUR", "2", ""})
	check(1, "from", "is not a date", [3]string{"EUR", "1", "soon"})

	late, err := RatesOf("USD", [][3]string{{"EUR", "1.1", "2024-02"}})
	if err != nil {
		t.Fatal(err)
	}
	x = newTry(t, Bookkeeping{Shape: Balance, Currency: "USD", Rates: late})
	x.add("customer=a time=2024-01 amount=100 currency=EUR", "customer=a time=2024-02 amount=100 currency=EUR")
	x.wantError("no rate for EUR in 2024-01")
	if _, err := New(Bookkeeping{Shape: Balance, Currency: "EUR", Rates: late}); err == nil {
		t.Error("rates for USD served EUR")
	}
}

func TestOverflow(t *testing.T) {
	limit := money.Format(money.Limit, 2)
	x := newTry(t, Bookkeeping{Shape: Balance})
	for range 1024 {
		x.add("customer=big time=2024-01 amount=" + limit)
	}
	x.add("customer=big time=2024-01 amount=10.24") // 1024 · 2^53 is 2^63: one cent too much
	x.wantError(`customer "big": its amounts add up to more than an amount can be`)

	x = newTry(t, Bookkeeping{Shape: Balance, Grouped: true})
	for i := range 1025 {
		x.add(fmt.Sprintf("customer=c%d time=2024-01 amount=%s group=g", i, limit), fmt.Sprintf("customer=c%d time=2024-02 amount=1 group=g", i))
	}
	x.wantError(`period "2024-02", group "": the amounts add up to more`)
}

func TestEmptyMonthInTheMiddle(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance, WantCohorts: true})
	x.add("customer=a time=2024-01 amount=5", "customer=b time=2024-01 amount=5", "customer=a time=2024-03 amount=5")
	c, s := x.close()
	if diff := cmp.Diff([]int{2024*12 + 1}, c.Missing); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
	m := s.Movements[tally.PeriodGroup{Period: 2024*12 + 2}]
	if len(s.Movements) != 1 || m.Customers.Opening != 2 || m.Customers.Lost != 1 || m.Customers.Reactivated != 0 {
		t.Errorf("%d periods, %+v", len(s.Movements), m.Customers)
	}
	if s.Cohorts.Observed(2024*12, 1) || !s.Cohorts.Observed(2024*12, 2) {
		t.Error("the missing month is taken as observed")
	}
}

func TestNoPeriods(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance})
	x.collector.Remarks()
	if _, err := x.ledger.Prepare(); !errors.Is(err, ErrNoPeriods) {
		t.Errorf("an empty ledger: %v", err)
	}
	early, _ := dates.ParseBound("2024-01-15", nil)
	x = newTry(t, Bookkeeping{Shape: Balance, AsOf: &early}).add("customer=a time=2024-01 amount=5")
	x.collector.Remarks()
	if _, err := x.ledger.Prepare(); !errors.Is(err, ErrNoPeriods) {
		t.Errorf("a month that is not over: %v", err)
	}
	m := newTry(t, Bookkeeping{Shape: Balance}).add("customer=a time=2024-01 amount=5").all()
	if m.Customers.Opening != 0 {
		t.Errorf("one month has no opening, got %+v", m.Customers)
	}
}

func TestSinceAndUntil(t *testing.T) {
	since, _ := dates.ParseBound("2024-02", nil)
	until, _ := dates.ParseBound("2024-04", nil)
	x := newTry(t, Bookkeeping{Shape: Balance, Since: &since, Until: &until})
	x.check("customer=a time=2024-01 amount=5", "filtered: time lies outside --since and --until")
	x.check("customer=a time=2024-01 amount=5", "filtered: time lies outside --since and --until") // remembered
	x.check("customer=a time=2024-04 amount=5", "filtered: time lies outside --since and --until")
	x.add("customer=a time=2024-02 amount=5", "customer=a time=2024-03 amount=6")
	if m := x.all(); m.Money.Expansion != 100 {
		t.Errorf("%+v", m.Money)
	}

	// in a ledger of changes the history counts, and only the periods inside are shown
	x = newTry(t, Bookkeeping{Shape: Subscription, Since: &since, Until: &until})
	x.add("customer=a start=2023-01-01 end=2024-03-05 amount=5", "customer=b start=2023-01-01 end=2024-06-01 amount=7")
	_, s := x.close()
	if len(s.Movements) != 2 || s.Movements[tally.PeriodGroup{Period: 2024*12 + 2}].Customers.Lost != 1 {
		t.Errorf("%v", s.Movements)
	}
}

func TestGroups(t *testing.T) {
	feb := func(group string) tally.PeriodGroup { return tally.PeriodGroup{Period: 2024*12 + 1, Group: group} }
	// a customer that changes the group moves its money, and what is more has grown where it is now
	x := newTry(t, Bookkeeping{Shape: Balance, Grouped: true})
	x.add("customer=a time=2024-01 amount=5 group=pro", "customer=a time=2024-02 amount=9 group=scale", "customer=b time=2024-02 amount=1 group=pro")
	_, s := x.close()
	pro, scale := s.Movements[feb("pro")], s.Movements[feb("scale")]
	if pro.Money.MovedOut != 500 || pro.Money.New != 100 || pro.Customers.MovedOut != 1 || scale.Money.MovedIn != 500 || scale.Money.Expansion != 400 {
		t.Errorf("pro %+v\nscale %+v", pro, scale)
	}
	// two groups in one month: each keeps its money
	x = newTry(t, Bookkeeping{Shape: Balance, Grouped: true, MaxGroups: 2})
	x.add("customer=a time=2024-01 amount=5 group=z", "customer=a time=2024-01 amount=7 group=b", "customer=a time=2024-02 amount=5 group=b")
	x.check("customer=a time=2024-02 amount=5 group=c", "more than 2 groups")
	_, s = x.close()
	b, z, all := s.Movements[feb("b")], s.Movements[feb("z")], s.Periods[feb("")]
	if b.Money.Opening != 700 || b.Money.Contraction != 200 || z.Money.Contraction != 500 || z.Customers.MovedOut != 1 || all.Money.Contraction != 700 || all.Customers.Opening != 1 {
		t.Errorf("b %+v\nz %+v\nall %+v", b, z, all)
	}
}

func TestUndecidedDates(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance})
	x.check("customer=a time=03/04/2024 amount=5", "undecided: time can be read with the day or the month first")
	x.check("customer=a time=25/12/2024 amount=5", "counted")
	order, err := x.collector.Evidence.Decide()
	if order != dates.DayFirst || err != nil {
		t.Errorf("got %v, %v, want day first", order, err)
	}
	if rows := x.collector.Remarks().Account.Rows(); rows.Read != 1 {
		t.Errorf("a row that waits was taken into account: %+v", rows)
	}
}

// A row on the day behind the last common date corrects it: it is no state in which everybody else is gone.
func TestLateCorrectionIsNoState(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance})
	for _, day := range []string{"2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"} {
		for c := range 10 {
			x.add(fmt.Sprintf("customer=c%d time=%s amount=10", c, day))
		}
	}
	x.add("customer=c0 time=2024-02-10 amount=12", "customer=c3 time=2024-05-01 amount=12")
	c, s := x.close()
	m := s.Movements.Pool()
	if last := c.Label(c.Periods()[len(c.Periods())-1]); last != "2024-04" || m.Customers.Lost != 0 || m.Money.Expansion != 0 {
		t.Errorf("until %s: %+v", last, m)
	}
}

package ledger

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Ends that stand for none, and statuses that say who ended a subscription.
func TestEndsThatAreNone(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Subscription})
	for _, end := range []string{"0000-00-00", "NULL", "unbefristet", "1900-01-01", "0001-01-01T00:00:00"} {
		x.check("customer=a start=2024-01-05 end="+end+" amount=5", "counted")
	}
	x.check("customer=a start=2024-01-05 end=1901-01-01 amount=5", "invalid: end lies before the start")
	x.check("customer=a start=2024-01-05 end=2024-02-05 amount=5 status=churned_voluntary", "counted")
	x.check("customer=a start=2024-01-05 amount=5 status=weird", "invalid: status is not a known status of a subscription")
	x.wantNote(NoteNoEnd, 5, 2)
}

func TestSubscriptionRows(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Subscription, Lost: []string{"kaputt"}})
	x.check("customer=a start=2024-01-05 amount=5", "counted")
	x.check("customer=a start=2024-01-05 end= amount=5 status=active", "counted")
	x.check("customer=a start= amount=5", "blank: start is blank")
	x.check("customer=a start=2024-01-05 end=2024-01-04 amount=5", "invalid: end lies before the start")
	x.check("customer=a start=2024-01-05 end=then amount=5", "invalid: end is not a date")
	x.check("customer=a start=2024-01-05 amount=5 status=", "blank: status is blank")
	x.check("customer=a start=2024-01-05 amount=5 status=weird", "counted") // beside what is said to be lost
	x.check("customer=a start=2024-01-05 amount=5 status=kaputt", "invalid: status says that the subscription ended, but no date says when")
	x.check("customer=a start=2024-01-05 amount=5 status=expired", "invalid: status says that the subscription ended, but no date says when")
	x.check("customer=a start=2024-01-05 end=2024-02-05 amount=5 status=expired", "counted")
	x.check("customer=a start=2024-01-05 amount=5 status=trialing", "excluded: status is a trial")
	x.check("customer=a start=2024-01-05 end=2024-02-05 trial_end=2024-02-05 amount=5", "excluded: trial_end ends with the subscription, so it was only a trial")
	x.check("customer=a start=2024-01-05 amount=5 status=incomplete_expired", "excluded: status is no subscription that began")
	x.check("customer=a start=2024-01-05 amount=5 interval=one-time", "excluded: interval is a one-time fee")
	x.check("customer=a start=2024-01-05 amount=5 interval=", "blank: interval is blank")
	x.check("customer=a start=2024-01-05 amount=5 interval=often", "invalid: interval is not a billing interval")
	x.check("customer=a start=2024-01-05 amount=5 interval=month interval_count=0", "invalid: interval_count is not a number of intervals")
	x.check("customer=a start=2024-01-05 amount=5 quantity=half", "invalid: quantity is not a whole number of units")
	x.check("customer=a start=2024-01-05 amount=5 quantity=1.5", "invalid: quantity is not a whole number of units")
	x.check("customer=a start=2024-01-05 amount=90071992547409.91 quantity=2", "invalid: amount is larger than an amount can be")
	x.check("customer=a start=2024-01-05 amount=5 status=paused", "counted")
	x.check("customer=a start=2024-01-05 amount=5 status=canceled", "counted")
	x.wantNote(NoteTrial, 2, 12)
	x.wantNote(NotePending, 1, 14)
	x.wantNote(NoteOneTime, 1, 15)
	x.wantNote(NotePaused, 1, 22)
	x.wantNote(NoteCancelled, 1, 23)
	rows := x.collector.Remarks().Account.Rows()
	if rows.Read != 22 || rows.Counted != 6 || rows.Excluded != 4 || rows.Blank != 3 || rows.Invalid != 9 {
		t.Errorf("account %+v", rows)
	}
}

// until gives subscriptions a calendar until the end of 2024.
func until2025(o Bookkeeping) Bookkeeping {
	asOf, _ := dates.ParseBound("2025", nil)
	o.Shape, o.AsOf = Subscription, &asOf
	return o
}

// lostMonth returns the month in which a customer is lost, "" for none.
func lostMonth(t *testing.T, o Bookkeeping, cells string) string {
	t.Helper()
	x := newTry(t, until2025(o)).add("customer=other start=2023-12-01 amount=1", "customer=a "+cells)
	c, s := x.close()
	for cell, m := range s.Movements {
		if m.Customers.Lost > 0 {
			return c.Label(cell.Period)
		}
	}
	return ""
}

func TestWhenASubscriptionIsLost(t *testing.T) {
	check := func(o Bookkeeping, cells, want string) {
		t.Helper()
		if got := lostMonth(t, o, cells); got != want {
			t.Errorf("%s with %+v: got %q, want %q", cells, o, got, want)
		}
	}
	check(Bookkeeping{}, "start=2024-01-05 amount=5", "")
	check(Bookkeeping{}, "start=2024-01-05 end=2024-03-05 amount=5", "2024-03")
	// the end is the first moment without service, so 1 April is lost in April, and 31 March is too
	// when it was the last day
	check(Bookkeeping{}, "start=2024-01-05 end=2024-04-01 amount=5", "2024-04")
	check(Bookkeeping{}, "start=2024-01-05 end=2024-03-31 amount=5", "2024-03")
	check(Bookkeeping{LastDay: true}, "start=2024-01-05 end=2024-03-31 amount=5", "2024-04")
	// cancelled in March, served until May
	const both = "start=2024-01-05 request=2024-03-10 end=2024-05-05 amount=5 status=canceled"
	check(Bookkeeping{}, both, "2024-05")
	check(Bookkeeping{ChurnOn: AtRequest}, both, "2024-03")
	// nobody asked: the end counts in both ways
	check(Bookkeeping{ChurnOn: AtRequest}, "start=2024-01-05 request= end=2024-05-05 amount=5", "2024-05")
	// cancelled and still running (Recurly, Stripe with cancel at period end)
	check(Bookkeeping{}, "start=2024-01-05 request=2024-03-10 end= amount=5 status=canceled", "")
	check(Bookkeeping{ChurnOn: AtRequest}, "start=2024-01-05 request=2024-03-10 end= amount=5 status=canceled", "2024-03")
	// ended without an end date: the request is the best that is known
	check(Bookkeeping{}, "start=2024-01-05 request=2024-03-10 end= amount=5 status=expired", "2024-03")
	// an end in a future that the data do not reach
	check(Bookkeeping{}, "start=2024-01-05 end=2027-01-01 amount=5", "")
}

func TestPriceOfASubscription(t *testing.T) {
	check := func(cells string, want int64) {
		t.Helper()
		m := newTry(t, until2025(Bookkeeping{})).add("customer=a start=2024-10-05 "+cells, "customer=b start=2024-10-01 end=2024-10-20 amount=0").all()
		if got := m.Money.Closing / 2; got != want { // November and December
			t.Errorf("%s: got %d a month, want %d", cells, got, want)
		}
	}
	check("amount=600 interval=year", 5000)
	check("amount=100 interval=Yearly", 833) // rounded half away from zero
	check("amount=30 interval=quarter", 1000)
	check("amount=3 interval=week", 1300) // · 52 / 12
	check("amount=1 interval=day", 3042)  // · 365 / 12
	check("amount=10 interval=month", 1000)
	check("amount=60 interval=6_months", 1000)
	check("amount=60 interval=month interval_count=6", 1000)
	check("amount=12 interval=P1Y", 100)
	check("amount=26 interval=every_2_weeks", 5633) // · 26 / 12
	check("amount=9.99 quantity=3", 2997)
}

func TestIntervals(t *testing.T) {
	check := func(text string, num, den int64) {
		t.Helper()
		m, oneTime, ok := intervalOf([]byte(text))
		if m.num*den != num*m.den || oneTime || !ok {
			t.Errorf("%q: got %v, %v, %v, want %d/%d", text, m, oneTime, ok, num, den)
		}
	}
	check("month", 1, 1)
	check("Monthly", 1, 1)
	check("month_3", 1, 3)
	check("3 months", 1, 3)
	check("every 3 months", 1, 3)
	check("P3M", 1, 3)
	check("semi-annual", 1, 6)
	check("annual", 1, 12)
	check("2 years", 1, 24)
	check("biweekly", 26, 12)
	for _, text := range []string{"", "3", "month year", "0 months", "5000 months", "3 3 months", "moon"} {
		if m, oneTime, ok := intervalOf([]byte(text)); ok {
			t.Errorf("%q: got %v, %v", text, m, oneTime)
		}
	}
	for _, text := range []string{"once", "One-Time", "one_off", "lifetime"} {
		if _, oneTime, ok := intervalOf([]byte(text)); !oneTime || !ok {
			t.Errorf("%q is not one-time", text)
		}
	}
}

func TestPassing(t *testing.T) {
	x := newTry(t, until2025(Bookkeeping{}))
	x.add("customer=a start=2024-01-05 amount=5", "customer=b start=2024-02-05 end=2024-02-20 amount=5", // came and left
		"customer=a start=2024-02-05 end=2024-02-20 amount=5", // a second one of a
		"customer=c start=2024-01-01 end=2024-02-10 amount=5", "customer=c start=2024-02-12 end=2024-02-20 amount=5")
	_, s := x.close()
	m := s.Movements[tally.PeriodGroup{Period: 2024*12 + 1}]
	if m.Customers.Passing != 1 || m.Customers.Lost != 1 || m.Customers.New != 0 || m.Customers.Closing != 1 {
		t.Errorf("%+v", m.Customers)
	}
}

func TestCauses(t *testing.T) {
	x := newTry(t, until2025(Bookkeeping{}))
	x.add("customer=v start=2024-01-05 end=2024-02-05 amount=1 reason=cancellation_requested",
		"customer=p start=2024-01-05 end=2024-02-05 amount=2 reason=payment_failed",
		"customer=n start=2024-01-05 end=2024-02-05 amount=2 reason=Nonpayment",
		"customer=f start=2024-01-05 end=2024-02-05 amount=4 reason=end_of_term",
		"customer=c start=2024-01-05 end=2024-02-05 amount=8 status=canceled reason=",
		"customer=u start=2024-01-05 end=2024-02-05 amount=16")
	m := x.all()
	if diff := cmp.Diff([4]int64{1, 2, 2, 1}, m.Customers.LostBy); diff != "" {
		t.Errorf("customers by cause (-want +got):\n%s", diff)
	}
	if m.Money.Churn != 3300 {
		t.Errorf("lost %d", m.Money.Churn)
	}
}

func TestStatusRows(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Status})
	x.check("customer=a status=Yes amount=5", "counted")
	x.check("customer=b status=no amount=5", "counted")
	x.check("customer=c status=Stayed amount=5", "counted")
	x.check("customer=d status= amount=5", "blank: status is blank")
	x.check("customer=e status=maybe amount=5", "invalid: status does not say whether the customer is lost")
	x.check("customer=f status=Churned amount=5 reason=Competitor", "counted")
	if m := x.all(); m.Customers.Opening != 4 || m.Customers.Lost != 2 || m.Money.Churn != 1000 {
		t.Errorf("%+v", m.Customers)
	}
	// a column that says who is active
	m := newTry(t, Bookkeeping{Shape: Status, YesIsKept: true, Unpriced: true}).add("customer=a status=true", "customer=b status=0").all()
	if m.Customers.Lost != 1 {
		t.Errorf("%+v", m.Customers)
	}
	// words of the user: everything else is kept
	m = newTry(t, Bookkeeping{Shape: Status, Unpriced: true, Lost: []string{"Weg!"}}).add("customer=a status=weg", "customer=b status=da").all()
	if m.Customers.Lost != 1 || m.Customers.Opening != 2 {
		t.Errorf("%+v", m.Customers)
	}
	// everybody lost is still two moments
	if m = newTry(t, Bookkeeping{Shape: Status, Unpriced: true}).add("customer=a status=yes").all(); m.Customers.Lost != 1 {
		t.Errorf("%+v", m.Customers)
	}
}

func TestMovementRows(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Movement, MinorUnits: true})
	x.check("customer=a time=2024-01-05 type=new_biz amount=5000", "counted")
	x.check("customer=a time=2024-02-05 type=expansion amount=-10", "invalid: amount is below zero, which such a movement cannot be")
	x.check("customer=a time=2024-02-05 type=drift amount=10", "invalid: type is not a type of movement")
	x.check("customer=a time=2024-02-05 type= amount=10", "blank: type is blank")
	x.check("customer=a time=2024-02-05 type=Contraction amount=-1000", "counted") // signed
	x.check("customer=a time=2024-03-05 type=churn amount=4000", "counted")        // unsigned
	_, s := x.close()
	if m := s.Movements[tally.PeriodGroup{Period: 2024*12 + 2}]; m.Money.Churn != 4000 || m.Money.Opening != 4000 {
		t.Errorf("%+v", m.Money)
	}

	x = newTry(t, Bookkeeping{Shape: Movement}).add("customer=b time=2024-01-05 amount=5", "customer=a time=2024-01-05 amount=5",
		"customer=a time=2024-02-05 amount=-7.50", "customer=b time=2024-02-05 amount=-7")
	x.wantError(`customer "a": in 2024-02 its movements add up to -2.50`)

	m := newTry(t, Bookkeeping{Shape: Movement, Unpriced: true}).add("customer=a time=2024-01-05 type=new", "customer=a time=2024-02-05 type=upgrade",
		"customer=a time=2024-03-05 type=cancel").all()
	if m.Customers.Lost != 1 || m.Customers.Expanded != 0 {
		t.Errorf("%+v", m.Customers)
	}
}

func TestInactiveAfter(t *testing.T) {
	lost := func(after Lapse, rows ...string) (labels []string) {
		t.Helper()
		x := newTry(t, Bookkeeping{Shape: Transaction, InactiveAfter: after})
		for _, m := range []string{"01", "02", "03", "04", "05", "06"} {
			x.add("customer=steady time=2024-" + m + "-01 amount=1")
		}
		c, s := x.add(rows...).close()
		for _, p := range c.Periods() {
			if m := s.Movements[tally.PeriodGroup{Period: p}]; m != nil && m.Customers.Lost > 0 {
				labels = append(labels, c.Label(p))
			}
		}
		return labels
	}
	check := func(got []string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("lost in (-want +got):\n%s", diff)
		}
	}
	once := "customer=a time=2024-01-20 amount=5"
	check(lost(Lapse{}, once), "2024-02")
	check(lost(Lapse{3, dates.Month}, once), "2024-04") // January to March count at the end of March
	check(lost(Lapse{90, dates.Day}, once), "2024-04")  // 20 January + 90 days is 19 April
	check(lost(Lapse{101, dates.Day}, once), "2024-04") // at the end of 30 April it is 101 days old
	check(lost(Lapse{102, dates.Day}, once), "2024-05") // one day more, and it still counts then
	check(lost(Lapse{3, dates.Month}, once, "customer=a time=2024-03-31 amount=5"), "2024-06")
	check(lost(Lapse{1, dates.Year}, once))
}

func TestOrdersThatWereNotPaid(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Transaction})
	x.check("customer=a time=2024-01-20 amount=5 status=voided", "excluded: status is no order that was paid")
	x.check("customer=a time=2024-01-20 amount=5 status=paid", "counted")
	x.check("customer=a time=2024-01-20 amount=5 status=partially_refunded", "counted")
	x.check("customer=a time=2024-01-20 amount= status=", "blank: amount is blank") // the second line of a Shopify order
}

// What is planned for later than Now has not happened, unless everything is: then the clock is wrong.
func TestPlanned(t *testing.T) {
	check := func(now, asOf, planned string, periods ...string) {
		t.Helper()
		o := Bookkeeping{Shape: Subscription, Unpriced: true}
		for _, b := range []struct {
			text string
			at   **dates.Instant
		}{{now, &o.Now}, {asOf, &o.AsOf}} {
			if b.text == "" {
				continue
			}
			at, err := dates.ParseBound(b.text, nil)
			if err != nil {
				t.Fatal(err)
			}
			*b.at = &at
		}
		x := newTry(t, o)
		x.add("customer=a start=2025-01-05", "customer=b start=2025-01-07 end=2025-03-04", "customer=c start=2025-02-01 end=2025-06-30")
		c, s := x.close()
		var got []string
		for _, p := range c.Periods() {
			got = append(got, c.Label(p))
		}
		if !slices.Equal(got, periods) || c.Planned != planned {
			t.Errorf("periods %v, planned %q, want %v, %q", got, c.Planned, periods, planned)
		}
		lost := map[bool]int64{true: 1, false: 2}[len(periods) < 6]
		if m := s.Movements.Pool(); m.Customers.Lost != lost {
			t.Errorf("%d lost, want %d", m.Customers.Lost, lost)
		}
	}
	check("", "", "", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06")
	check("2025-07-01", "", "", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06")
	check("2025-05-15", "", "2025-06", "2025-01", "2025-02", "2025-03")
	check("2025-05-15", "2025-05-01", "", "2025-01", "2025-02", "2025-03", "2025-04")
	check("2024-01-01", "", "", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06")
}

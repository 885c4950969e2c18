package ledger

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A truth is what every customer brings in every month, from which ledgers of all shapes are written.
type truth struct {
	amounts map[string][]int64 // cents by month; 0 is not there
	groups  map[string]string
	months  int
}

// firstMonth is January 2024.
const firstMonth = 2024 * 12

func month(m int) string { return dates.Month.Label(int64(firstMonth + m)) }

// truths draws ledgers. One customer is always there, so that every month has a row.
func truths() *rapid.Generator[truth] {
	return rapid.Custom(func(t *rapid.T) truth {
		x := truth{amounts: map[string][]int64{}, groups: map[string]string{}}
		x.months = rapid.IntRange(2, 30).Draw(t, "months")
		steady := make([]int64, x.months)
		for m := range steady {
			steady[m] = 1000
		}
		x.amounts["steady"], x.groups["steady"] = steady, "a"
		amount := rapid.OneOf(rapid.Just(int64(0)), rapid.SampledFrom([]int64{1, 999, 1000, 2500}),
			rapid.Int64Range(1, 1<<40), rapid.Just(int64(money.Limit)))
		for i := range rapid.IntRange(0, 12).Draw(t, "customers") {
			name := fmt.Sprintf("c%d", i)
			if i%3 == 0 {
				name = fmt.Sprintf("a customer with a long name, number %d", i)
			}
			x.amounts[name] = rapid.SliceOfN(amount, x.months, x.months).Draw(t, name)
			x.groups[name] = rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "group")
		}
		return x
	})
}

// movements counts the truth the slow and obvious way.
func (x truth) movements() tally.Movements {
	out := tally.Movements{}
	for name, amounts := range x.amounts {
		seen := amounts[0] > 0
		for m := 1; m < x.months; m++ {
			s, e := amounts[m-1], amounts[m]
			cell := tally.PeriodGroup{Period: firstMonth + m, Group: x.groups[name]}
			switch {
			case s > 0 && e > 0:
				out.Of(cell).Stay(s, e)
			case s > 0:
				out.Of(cell).Lose(s, tally.CauseUnknown, []byte(name))
			case e > 0 && seen:
				out.Of(cell).Return(e)
			case e > 0:
				out.Of(cell).Join(e)
			}
			seen = seen || e > 0
		}
	}
	return out
}

// groupCell stands for the group key among the roles of a line.
const groupCell = roles

// A line is a row of a test ledger: its cells by role.
type line map[Item]string

func (l line) row() *Row {
	cell := func(r Item) []byte {
		if text, ok := l[r]; ok {
			return []byte(text)
		}
		return nil
	}
	return &Row{Customer: cell(Customer), Time: cell(Time), Start: cell(Start), End: cell(End), Request: cell(Request),
		TrialEnd: cell(TrialEnd), Amount: cell(Amount), Quantity: cell(Quantity), Currency: cell(Currency), Status: cell(StatusOf),
		Type: cell(Type), Interval: cell(Interval), Intervals: cell(Intervals), Reason: cell(Reason), Group: cell(groupCell)}
}

func cents(a int64) string { return money.Format(money.Amount(a), 2) }

// split cuts an amount into one to three parts that add up to it.
func split(r *rand.Rand, amount int64) []int64 {
	parts := []int64{amount}
	for range r.IntN(3) {
		if last := parts[len(parts)-1]; last > 1 {
			cut := 1 + r.Int64N(last-1)
			parts[len(parts)-1] = cut
			parts = append(parts, last-cut)
		}
	}
	return parts
}

// lines writes the truth as a ledger of a shape; where a customer has several rows in a month, they
// add up.
func (x truth) lines(shape Shape, r *rand.Rand) (out []line) {
	for name, amounts := range x.amounts {
		group := x.groups[name]
		switch shape {
		case Balance:
			for m, amount := range amounts {
				for _, part := range split(r, amount) {
					out = append(out, line{Customer: name, Time: month(m), Amount: cents(part), groupCell: group})
				}
			}
		case Transaction:
			for m, amount := range amounts {
				for _, part := range split(r, amount) {
					if part > 0 {
						out = append(out, line{Customer: name, Time: fmt.Sprintf("%s-%02d", month(m), 1+r.IntN(28)), Amount: cents(part), groupCell: group})
					}
				}
			}
		case Subscription:
			out = append(out, x.terms(name, amounts, group, r)...)
		case Movement:
			out = append(out, x.changes(name, amounts, group, r)...)
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// terms writes one subscription for every stretch of one amount.
func (x truth) terms(name string, amounts []int64, group string, r *rand.Rand) (out []line) {
	for from := 0; from < x.months; {
		to := from
		for to < x.months && amounts[to] == amounts[from] {
			to++
		}
		for _, part := range split(r, amounts[from]) {
			l := line{Customer: name, Start: fmt.Sprintf("%s-%02d", month(from), 1+r.IntN(28)), End: "", Amount: cents(part), groupCell: group}
			if to < x.months {
				l[End] = fmt.Sprintf("%s-%02d", month(to), 1+r.IntN(28))
			}
			if part > 0 {
				out = append(out, l)
			}
		}
		from = to
	}
	return out
}

// changes writes one movement for every change, sometimes in two steps.
func (x truth) changes(name string, amounts []int64, group string, r *rand.Rand) (out []line) {
	have := int64(0)
	for m, amount := range amounts {
		day := fmt.Sprintf("%s-%02d", month(m), 1+r.IntN(28))
		add := func(kind string, by int64) {
			out = append(out, line{Customer: name, Time: day, Type: kind, Amount: cents(by), groupCell: group})
		}
		switch {
		case amount > have && have == 0:
			for _, part := range split(r, amount) {
				add("new", part)
			}
		case amount > have:
			add("expansion", amount-have)
		case amount == 0 && have > 0:
			add("churn", have)
		case amount < have && r.IntN(2) == 0:
			add("contraction", have-amount)
		case amount < have:
			add("contraction", amount-have) // signed, as ChartMogul writes it
		}
		have = amount
	}
	return out
}

func (x truth) options(shape Shape) Bookkeeping {
	_, until := dates.Month.Bounds(int64(firstMonth+x.months-1), nil)
	return Bookkeeping{Shape: shape, Grouped: true, AsOf: &until, WantCohorts: true, WantLeavers: true}
}

// fill adds lines to a ledger through several collectors, line by line.
func fill(t rapid.TB, o Bookkeeping, lines []line, collectors int) *Ledger {
	t.Helper()
	l, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	var all []*Collector
	for range collectors {
		c, err := l.Collector()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	for i, x := range lines {
		out, err := all[i%collectors].Add(x.row())
		if err != nil || out.Fate != Counted {
			t.Fatalf("%v: %v, %v", x, out, err)
		}
	}
	for _, c := range all {
		c.Remarks()
	}
	return l
}

func statement(t rapid.TB, l *Ledger) *Statement {
	t.Helper()
	_, s, err := l.Close()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Ledgers of all shapes that tell the same truth have the same movements and cohorts, however their
// rows are ordered, shared among collectors, and split into ledgers that are merged.
func TestShapesAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := truths().Draw(t, "truth")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		want := x.movements()
		var cohorts *tally.Cohorts
		for _, shape := range []Shape{Balance, Subscription, Transaction, Movement} {
			lines := x.lines(shape, r)
			whole := statement(t, fill(t, x.options(shape), lines, 1+r.IntN(3)))
			if diff := cmp.Diff(want, whole.Movements); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", shape, diff)
			}
			whole.Cohorts.KnownFirst = false // of a ledger of changes it depends on the cohorts
			if cohorts == nil {
				cohorts = whole.Cohorts
			}
			if diff := cmp.Diff(cohorts, whole.Cohorts); diff != "" {
				t.Fatalf("cohorts of %s (-balance +%s):\n%s", shape, shape, diff)
			}
			parts := statement(t, merged(t, x.options(shape), lines, r))
			parts.Cohorts.KnownFirst = false
			if diff := cmp.Diff(whole, parts); diff != "" {
				t.Fatalf("%s, merged (-whole +merged):\n%s", shape, diff)
			}
		}
	})
}

// merged splits lines among ledgers and merges them in some order.
func merged(t rapid.TB, o Bookkeeping, lines []line, r *rand.Rand) *Ledger {
	parts := make([][]line, 1+r.IntN(5))
	for _, x := range lines {
		i := r.IntN(len(parts))
		parts[i] = append(parts[i], x)
	}
	var all []*Ledger
	for _, part := range parts {
		all = append(all, fill(t, o, part, 1))
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, l := range all[1:] {
		if err := all[0].Merge(l); err != nil {
			t.Fatal(err)
		}
	}
	return all[0]
}

// Every period and group reconciles to the cent, and closing is the opening of the next period when
// there is one group.
func TestReconciles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := truths().Draw(t, "truth")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		shape := rapid.SampledFrom([]Shape{Balance, Subscription, Transaction, Movement}).Draw(t, "shape")
		s := statement(t, fill(t, x.options(shape), x.lines(shape, r), 1))
		for cell, m := range s.Movements {
			if !m.Reconciles() {
				t.Fatalf("%v does not reconcile: %+v", cell, m)
			}
		}
		all := s.Movements.ByPeriod()
		for m := 2; m < x.months; m++ {
			before, now := all[tally.PeriodGroup{Period: firstMonth + m - 1}], all[tally.PeriodGroup{Period: firstMonth + m}]
			if before.Money.Closing != now.Money.Opening || before.Customers.Closing != now.Customers.Opening {
				t.Fatalf("%s closes with %d, the next period opens with %d", month(m-1), before.Money.Closing, now.Money.Opening)
			}
		}
	})
}

// A status ledger tells of two moments: who was there, and who of them was lost.
func TestStatusAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := truths().Draw(t, "truth")
		var lines []line
		want := new(tally.Movement)
		for name, amounts := range x.amounts {
			lost := amounts[1] == 0
			if amounts[0] == 0 {
				continue
			}
			lines = append(lines, line{Customer: name, Amount: cents(amounts[0]), StatusOf: map[bool]string{true: "Yes", false: "No"}[lost]})
			if lost {
				want.Lose(amounts[0], tally.CauseUnknown, []byte(name))
			} else {
				want.Stay(amounts[0], amounts[0])
			}
		}
		s := statement(t, fill(t, Bookkeeping{Shape: Status, WantLeavers: true}, lines, 2))
		if diff := cmp.Diff(tally.Movements{{Period: 1}: want}, s.Movements); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// With several currencies, every period still reconciles, with the effect of the rates on its own line.
func TestRatesReconcile(t *testing.T) {
	rates, err := RatesOf("USD", [][3]string{
		{"EUR", "1.1", ""}, {"EUR", "1.25", "2024-03"}, {"EUR", "0.9876", "2024-05-15"}, {"JPY", "0.0067412", ""}, {"KWD", "3.3", ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		x := truths().Draw(t, "truth")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3))
		o := x.options(Balance)
		o.Currency, o.Rates, o.CurrencyColumn = "USD", rates, true
		lines := x.lines(Balance, r)
		for _, l := range lines {
			l[Currency] = []string{"USD", "EUR", "JPY", "KWD"}[r.IntN(4)]
			l[Amount] = strconv.Itoa(1 + r.IntN(1_000_000)) // fits every currency, and leaves no month empty
		}
		whole := statement(t, fill(t, o, lines, 2))
		for cell, m := range whole.Movements {
			if !m.Reconciles() {
				t.Fatalf("%v does not reconcile: %+v", cell, m)
			}
		}
		if diff := cmp.Diff(whole, statement(t, merged(t, o, lines, r))); diff != "" {
			t.Fatalf("merged (-whole +merged):\n%s", diff)
		}
	})
}

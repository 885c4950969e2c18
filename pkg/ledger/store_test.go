package ledger

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Short keys are exact: equal keys are equal texts, and the text comes back.
func FuzzPack(f *testing.F) {
	for _, s := range []string{"", "a", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghi", "123456789012345", "\x00", "\x00\x00"} {
		f.Add([]byte(s), []byte(s+"\x00"))
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		a, b = a[:min(len(a), shortKey)], b[:min(len(b), shortKey)]
		if got := pack(a).appendText(nil); !bytes.Equal(got, a) {
			t.Fatalf("%q comes back as %q", a, got)
		}
		if (pack(a) == pack(b)) != bytes.Equal(a, b) {
			t.Fatalf("%q and %q: keys %v and %v", a, b, pack(a), pack(b))
		}
		if pack(a).long() {
			t.Fatalf("the key of %q is taken for a long one", a)
		}
	})
}

// Customers of every length of key are told apart, also those that differ in one byte only.
func TestKeysOfAllLengths(t *testing.T) {
	var lines []line
	names := map[string]bool{}
	for n := 1; n < 70; n++ {
		for _, last := range "xyz" {
			name := strings.Repeat("k", n-1) + string(last)
			names[name] = true
			lines = append(lines, line{Customer: name, Time: "2024-01", Amount: "1"}, line{Customer: name, Time: "2024-01-01", Amount: "1"})
		}
	}
	huge := strings.Repeat("h", 3*chunkSize)
	lines = append(lines, line{Customer: huge, Time: "2024-01", Amount: "1"}, line{Customer: huge, Time: "2024-02", Amount: "1"})
	_, s, err := fill(t, Bookkeeping{Shape: Balance, WantLeavers: true}, lines, 2).Close()
	if err != nil {
		t.Fatal(err)
	}
	m := s.Movements.Pool()
	if got := m.Customers.Opening; got != int64(len(names)+1) || m.Customers.Lost != int64(len(names)) || s.Repeated != int64(len(names)) {
		t.Errorf("%d customers, %d lost, %d repeated, want %d, %d, %d", got, m.Customers.Lost, s.Repeated, len(names)+1, len(names), len(names))
	}
	for _, leaver := range m.Leavers.Top {
		if !names[leaver.Customer] {
			t.Errorf("%q is nobody's name", leaver.Customer)
		}
	}
	if !slices.IsSortedFunc(m.Leavers.Top, func(a, b tally.Leaver) int { return strings.Compare(a.Customer, b.Customer) }) {
		t.Error("equal leavers are not sorted by name")
	}
}

// Workers that fill one ledger at the same time, and books that are counted by several workers, give
// what one worker gives.
func TestWorkers(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var lines []line
	for range 20_000 {
		lines = append(lines, line{Customer: fmt.Sprintf("customer %d", r.IntN(3000)), Time: month(r.IntN(30)), Amount: cents(r.Int64N(1 << 34)),
			groupCell: string(rune('a' + r.IntN(5)))})
	}
	o := Bookkeeping{Shape: Balance, Grouped: true, WantCohorts: true, WantLeavers: true}
	want := statement(t, fill(t, o, lines, 1))

	l, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	const workers = 4
	var wait sync.WaitGroup
	for w := range workers {
		c, err := l.Collector()
		if err != nil {
			t.Fatal(err)
		}
		wait.Go(func() {
			for i := w; i < len(lines); i += workers {
				if _, err := c.Add(lines[i].row()); err != nil {
					t.Error(err)
				}
			}
			c.Remarks()
		})
	}
	wait.Wait()
	closing, err := l.Prepare()
	if err != nil {
		t.Fatal(err)
	}
	var books [workers]*Books
	for w := range workers {
		books[w] = closing.NewBooks()
		wait.Go(func() {
			for part := w; part < closing.Shards(); part += workers {
				books[w].Count(part)
			}
		})
	}
	wait.Wait()
	for _, b := range books[1:] {
		books[0].Merge(b)
	}
	got, err := books[0].Close()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-one worker +several):\n%s", diff)
	}
}

// Orders and histories are those of a slow count, for any split.
func TestOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 4))
		var lines []line
		want := map[string]*tally.History{}
		last := int32(0)
		for range rapid.IntRange(1, 60).Draw(t, "orders") {
			name, day, amount := fmt.Sprintf("c%d", r.IntN(10)), int32(19700+r.IntN(200)), r.Int64N(5000)-500
			lines = append(lines, line{Customer: name, Time: dates.Day.Label(int64(day)), Amount: cents(amount)})
			if want[name] == nil {
				want[name] = &tally.History{Customer: name}
			}
			h := want[name]
			h.Revenue += amount
			if amount >= 0 { // a refund is no sign of life
				last = max(last, day)
				h.Orders++
				h.Days = append(h.Days, day)
			}
		}
		var orders tally.Orders
		for name, h := range want {
			slices.Sort(h.Days)
			if len(h.Days) > 1 {
				h.Second = h.Days[1]
			}
			h.Days = slices.Compact(h.Days)
			if h.Orders == 0 {
				delete(want, name)
			}
			orders.Add(h, last)
		}
		l := merged(t, Bookkeeping{Shape: Transaction, WantOrders: true}, lines, r)
		closing, s, err := l.Close()
		if err != nil {
			t.Fatal(err)
		}
		if orders.Customers > 0 {
			if diff := cmp.Diff(&orders, s.Orders[""]); diff != "" {
				t.Fatalf("orders (-want +got):\n%s", diff)
			}
		}
		got := map[string]*tally.History{}
		for part := range closing.Shards() {
			closing.Histories(part, func(h *tally.History) {
				x := tally.History{Customer: h.Customer} // what its orders add up to, one by one
				for _, o := range h.Each {
					x.Take(o)
				}
				got[h.Customer] = &x
			})
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(tally.History{})); diff != "" {
			t.Fatalf("histories (-want +got):\n%s", diff)
		}
	})
}

func TestNotesMerge(t *testing.T) {
	a, b := newTry(t, Bookkeeping{Shape: Balance}), newTry(t, Bookkeeping{Shape: Balance})
	a.lines = 10
	a.add("customer=a time=2024-01 amount=1.005")
	b.add("customer=a time=2024-01 amount=1.005", "customer=a time=2024-01 amount=0")
	var both Remarks
	both.Merge(a.collector.Remarks())
	both.Merge(b.collector.Remarks())
	want := [notes]Finding{NoteRounded: {Rows: 2, First: tally.Place{Line: 2}}, NoteZero: {Rows: 1, First: tally.Place{Line: 3}}}
	if diff := cmp.Diff(want, both.Notes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	seen := map[string]bool{}
	for n := range both.Notes {
		if code := Note(n).Code(); code == "" || seen[code] {
			t.Errorf("note %d has the code %q", n, code)
		} else {
			seen[code] = true
		}
	}
}

// Periods long before 1970 have numbers below zero.
func TestEarlyPeriods(t *testing.T) {
	x := newTry(t, Bookkeeping{Shape: Balance, Period: dates.Day})
	x.add("customer=a time=1969-12-18 amount=1", "customer=a time=1969-12-19 amount=2", "customer=a time=1970-01-01 amount=4")
	c, s := x.close()
	first := s.Movements[tally.PeriodGroup{Period: c.Periods()[1]}]
	if len(s.Movements) != 2 || c.Label(c.Periods()[1]) != "1969-12-19" || first.Money.Expansion != 100 {
		t.Errorf("%v", s.Movements)
	}
}

// Cells of any text end in an account and never in a panic; counted rows make books that close.
func FuzzRows(f *testing.F) {
	f.Add("a", "2024-01-05", "2024-03-01", "1,234.50", "active", "3 months", "new", uint8(0))
	f.Add("", "05.01.2024", "soon", "(5)", "Yes", "one-time", "churn", uint8(1))
	f.Add("\xff", "1713418460", "", "1e300", "trialing", "P1Y", "", uint8(2))
	f.Add("b", "0001-01-01", "9999-12-31", "-1", "no", "day", "reactivation", uint8(3))
	f.Fuzz(func(t *testing.T, customer, start, end, amount, status, interval, kind string, shape uint8) {
		o := Bookkeeping{Shape: Shapes()[int(shape)%len(Shapes())], Period: dates.Year}
		l, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		c, err := l.Collector()
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []string{start, end} {
			out, err := c.Add(&Row{Customer: []byte(customer), Time: []byte(at), Start: []byte(start), End: []byte(end), Amount: []byte(amount),
				Status: []byte(status), Interval: []byte(interval), Type: []byte(kind)})
			if err != nil || out.Fate != Counted && (out.Why == "" || out.Role == NoRole) {
				t.Fatalf("%+v, %v", out, err)
			}
		}
		c.Remarks()
		closing, err := l.Prepare()
		if err != nil || len(closing.Periods()) > 2000 {
			return
		}
		books := closing.NewBooks()
		for part := range closing.Shards() {
			books.Count(part)
		}
		if s, err := books.Close(); err == nil {
			for cell, m := range s.Movements {
				if !m.Reconciles() {
					t.Fatalf("%v does not reconcile", cell)
				}
			}
		}
	})
}

func BenchmarkCollector(b *testing.B) {
	const rows, customers = 1 << 20, 80_000
	r := rand.New(rand.NewPCG(1, 1))
	names, months := make([][]byte, customers), make([][]byte, 24)
	for i := range names {
		names[i] = fmt.Appendf(nil, "cus_%010x", r.Uint64()>>24)
	}
	for m := range months {
		months[m] = []byte(month(m))
	}
	cells := make([]Row, 1<<14)
	for i := range cells {
		cells[i] = Row{Customer: names[r.IntN(customers)], Time: months[r.IntN(24)], Amount: []byte(cents(r.Int64N(1 << 20)))}
	}
	b.ReportAllocs()
	for b.Loop() {
		l, err := New(Bookkeeping{Shape: Balance})
		if err != nil {
			b.Fatal(err)
		}
		c, err := l.Collector()
		if err != nil {
			b.Fatal(err)
		}
		for i := range rows {
			row := &cells[i&(1<<14-1)]
			row.Customer = names[(i*40503)%customers]
			if _, err := c.Add(row); err != nil {
				b.Fatal(err)
			}
		}
		c.Remarks()
		if _, _, err := l.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
}

package ledger

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// batchOf makes a batch of customers, times, amounts and groups, with a byte between the cells.
func batchOf(rows [][4]string) *scan.Batch {
	b := &scan.Batch{Width: 4}
	for _, row := range rows {
		b.Starts = append(b.Starts, uint32(len(b.Data)))
		for _, cell := range row {
			b.Spans = append(b.Spans, scan.Span{Off: uint32(len(b.Data)), Len: uint32(len(cell))})
			b.Data = append(append(b.Data, cell...), ',')
		}
	}
	return b
}

// addAll adds the rows of a batch the short way where that is possible, or all the long way, and returns
// how many went the short way.
func addAll(t *testing.T, c *Collector, b *scan.Batch, short bool) (usual int) {
	at := Places{Customer: 0, Time: 1, Amount: 2, Group: -1}
	if c.options.Grouped {
		at.Group = 3
	}
	for row := 0; row < b.Rows(); row++ {
		if short {
			next := c.AddUsual(b, row, at)
			usual += next - row
			if row = next; row == b.Rows() {
				break
			}
		}
		if _, err := c.Add(&Row{Customer: b.Cell(row, 0), Time: b.Cell(row, 1), Amount: b.Cell(row, 2),
			Group: bytes.TrimSpace(b.Cell(row, 3)), GroupCell: b.Cell(row, 3)}); err != nil {
			t.Fatal(err)
		}
	}
	return usual
}

// checkUsual adds rows the short way and the long way, and compares what came of it. It returns how many
// went the short way.
func checkUsual(t *testing.T, o Bookkeeping, rows [][4]string) (usual int) {
	t.Helper()
	var statements [2]*Statement
	var accounts [2]Fates
	for i := range statements {
		l, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) > 100_000 {
			l.waitingSize = 1000
		}
		c, err := l.Collector()
		if err != nil {
			t.Fatal(err)
		}
		usual = max(usual, addAll(t, c, batchOf(rows), i == 0))
		c.Remarks()
		statements[i], accounts[i] = statement(t, l), c.Remarks().Account
	}
	if diff := cmp.Diff(statements[1], statements[0]); diff != "" {
		t.Errorf("(-long +short):\n%s", diff)
	}
	if diff := cmp.Diff(accounts[1], accounts[0]); diff != "" {
		t.Errorf("account (-long +short):\n%s", diff)
	}
	return usual
}

// The short way of adding a row and the long one agree on every row.
func TestUsualRows(t *testing.T) {
	customers := []string{"a", "", " a", "a ", "12345678", "123456789", "123456789012345", "1234567890123456", "é", "\u00a0a", "a\x00", "\x7f"}
	times := []string{"2024-01", "2024-02", "2023-12", "soon", "", "2024-01-15T12:00:00Z"}
	amounts := []string{"5", "5.25", "05.25", "0", "-1", "", " 7", "1,000.00", "5.005", "x", ".25", "5.", "1234567", "2684354.55", "2684354.56", "90071992547409.91"}
	groups := []string{"pro", " pro", "", "basic", "a group with a long name"}
	var rows [][4]string
	for range 2 { // the second time, times are remembered
		for _, customer := range customers {
			for _, at := range times {
				for _, amount := range amounts {
					rows = append(rows, [4]string{customer, at, amount, groups[len(rows)%len(groups)]})
				}
			}
		}
	}
	until, _ := dates.ParseBound("2024-02-15", nil)
	since, _ := dates.ParseBound("2024", nil)
	for _, o := range []Bookkeeping{{Shape: Balance, Since: &since, Until: &until}, {Shape: Balance}, {Shape: Balance, Currency: "JPY"}, {Shape: Balance, Grouped: true}} {
		if usual := checkUsual(t, o, rows); usual < 40 || usual == len(rows) {
			t.Errorf("%d of %d rows go the short way", usual, len(rows))
		}
	}
	o := Bookkeeping{Shape: Balance, Missing: []string{"a"}}
	if usual := checkUsual(t, o, rows); usual != 0 {
		t.Errorf("%d rows go the short way, which does not know %v", usual, o.Missing)
	}
}

// So many rows that parts settle before they are counted, with customers of every kind.
func TestManyUsualRows(t *testing.T) {
	if testing.Short() {
		t.Skip("300 000 rows in one goroutine: go test ./... reads them without the race detector")
	}
	r := rand.New(rand.NewPCG(3, 9))
	names := make([]string, 600)
	for i := range names {
		names[i] = fmt.Sprintf("%d %016x", i, r.Uint64())[:4+i%16]
	}
	groups := make([]string, 70)
	for i := range groups {
		groups[i] = fmt.Sprint("group ", i)
	}
	rows := make([][4]string, 300_000)
	for i := range rows {
		rows[i] = [4]string{names[r.IntN(len(names))], month(r.IntN(40)), cents(r.Int64N(1 << (1 + r.IntN(32)))), groups[r.IntN(len(groups))]}
	}
	for _, o := range []Bookkeeping{{Shape: Balance}, {Shape: Balance, Grouped: true}} {
		if usual := checkUsual(t, o, rows); usual < len(rows)/2 {
			t.Errorf("%d of %d rows go the short way", usual, len(rows))
		}
	}
}

// Where there are more classes than facts can tell apart, the others go the long way.
func TestManyClasses(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	rows := make([][4]string, 20_000)
	for i := range rows {
		rows[i] = [4]string{fmt.Sprint("c", r.IntN(50)), month(r.IntN(40)), "1", fmt.Sprint("g", r.IntN(10))}
	}
	o := Bookkeeping{Shape: Balance, Grouped: true}
	all := checkUsual(t, o, rows)
	var statements [2]*Statement
	for i, room := range []int{1 << classBits, 10} {
		l, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		l.classes.list = make([]usualClass, 1<<classBits-room)
		c, err := l.Collector()
		if err != nil {
			t.Fatal(err)
		}
		if usual := addAll(t, c, batchOf(rows), true); (usual == all) != (i == 0) || usual == 0 {
			t.Errorf("room for %d classes: %d of %d rows go the short way", room, usual, all)
		}
		c.Remarks()
		statements[i] = statement(t, l)
	}
	if diff := cmp.Diff(statements[0], statements[1]); diff != "" {
		t.Errorf("(-many +few classes):\n%s", diff)
	}
}

// What waits keeps its customer when a part grows beyond the numbers that a fact has room for.
func TestWaitingInLargeParts(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine, and millions of customers: go test ./... has them")
	}
	l, err := New(Bookkeeping{Shape: Balance})
	if err != nil {
		t.Fatal(err)
	}
	p, by := &l.shards[0], new(scratch)
	at := func(i int) usual {
		k := pack(fmt.Append(nil, i))
		return usual{k, newFact(spotOf(k.hash(l.seed)), 0, int32(i+1))}
	}
	l.classes.id(usualClass{})
	const customers = 1 << spotBits // with room for a third more, they have larger numbers than facts
	entries := make([]usual, 0, batchSize)
	for i := range customers {
		if entries = append(entries, at(i)); len(entries) == batchSize {
			p.addUsual(entries, by)
			entries = entries[:0]
		}
	}
	p.settle()
	if p.customers.n <= 1<<spotBits || p.count != customers {
		t.Fatalf("%d customers in %d places", p.count, p.customers.n)
	}
	name := make([]byte, 0, shortKey)
	for number := range p.eachCustomer {
		name = p.appendName(name[:0], number)
		p.eachEntry(number, func(e entry) {
			if want := fmt.Sprint(e.amount - 1); want != string(name) {
				t.Fatalf("customer %s has what customer %s brought", name, want)
			}
		})
	}
}

package ledger

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// batchOf makes a batch of customers, times and amounts, with a byte between the cells.
func batchOf(rows [][3]string) *scan.Batch {
	b := &scan.Batch{Width: 3}
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
	for row := 0; row < b.Rows(); row++ {
		if short {
			next := c.AddUsual(b, row, Places{Customer: 0, Time: 1, Amount: 2})
			usual += next - row
			if row = next; row == b.Rows() {
				break
			}
		}
		if _, err := c.Add(&Row{Customer: b.Cell(row, 0), Time: b.Cell(row, 1), Amount: b.Cell(row, 2)}); err != nil {
			t.Fatal(err)
		}
	}
	return usual
}

// checkUsual adds rows the short way and the long way, and compares what came of it. It returns how many
// went the short way.
func checkUsual(t *testing.T, o Options, rows [][3]string) (usual int) {
	t.Helper()
	var statements [2]*Statement
	var accounts [2]Account
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
		c.Flush()
		statements[i], accounts[i] = statement(t, l), c.Account
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
	var rows [][3]string
	for range 2 { // the second time, times are remembered
		for _, customer := range customers {
			for _, at := range times {
				for _, amount := range amounts {
					rows = append(rows, [3]string{customer, at, amount})
				}
			}
		}
	}
	until, _ := dates.ParseBound("2024-02-15", nil)
	since, _ := dates.ParseBound("2024", nil)
	for _, o := range []Options{{Shape: Balance, Since: &since, Until: &until}, {Shape: Balance}, {Shape: Balance, Currency: "JPY"}} {
		if usual := checkUsual(t, o, rows); usual < 50 || usual == len(rows) {
			t.Errorf("%d of %d rows go the short way", usual, len(rows))
		}
	}
	o := Options{Shape: Balance, Missing: []string{"a"}}
	if usual := checkUsual(t, o, rows); usual != 0 {
		t.Errorf("%d rows go the short way, which does not know %v", usual, o.Missing)
	}
}

// So many rows that parts settle before they are counted, with customers of every kind.
func TestManyUsualRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	names := make([]string, 600)
	for i := range names {
		names[i] = fmt.Sprintf("%d %016x", i, r.Uint64())[:4+i%16]
	}
	rows := make([][3]string, 300_000)
	for i := range rows {
		rows[i] = [3]string{names[r.IntN(len(names))], month(r.IntN(40)), cents(r.Int64N(1 << (1 + r.IntN(32))))}
	}
	if usual := checkUsual(t, Options{Shape: Balance}, rows); usual < len(rows)/2 {
		t.Errorf("%d of %d rows go the short way", usual, len(rows))
	}
}

// Slots that a fact has no room for go the long way.
func TestUsualSlots(t *testing.T) {
	var rows [][3]string
	for range 2 {
		for _, day := range []string{"1969-12-31", "1970-01-01", "2149-06-06", "2149-06-07", "2500-01-01"} {
			rows = append(rows, [3]string{"a", day, "1"}, [3]string{"b", day, "2"})
		}
	}
	if usual := checkUsual(t, Options{Shape: Balance, Period: dates.Day}, rows); usual == 0 {
		t.Error("no row goes the short way")
	}
}

package render

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// What a table shows of a bridge adds up in every row, however narrow it is; where the ends have no room, there are no steps.
func TestStepsAddUp(t *testing.T) {
	rates := revenueByMonth()
	rates.Fields = append(rates.Fields, result.Field{Name: "rates", Title: "exchange rates", Kind: result.Money, Step: "change", Extra: true, Decimals: 2})
	var groups []result.Group
	for i, g := range rates.Groups.All() {
		if i%2 == 0 {
			closing, _ := g.Values.Number("closing")
			values := append(result.Object{}, g.Values...)
			for j := range values {
				if values[j].Key == "closing" {
					values[j].Value = closing - 12.25
				}
			}
			g.Values = append(values, result.Member{Key: "rates", Value: -12.25})
		}
		groups = append(groups, g)
	}
	rates.Groups = result.List(groups...)
	for _, d := range []*result.Document{revenueByMonth(), rates} {
		seen := make(map[int]bool)
		for room := 200; room >= 20; room-- {
			p := &page{d: d, o: Options{Width: room}, fields: (voice{}).fieldsOf(d)}
			list := d.Groups.First(d.Groups.Len())
			table := p.groupTable(list)
			table.layout(room)
			seen[addUp(t, room, table, len(list))] = true
		}
		for _, columns := range []int{0, 3, 7} {
			if !seen[columns] && !seen[columns+1] {
				t.Errorf("never %d steps: %v", columns, seen)
			}
		}
	}
}

// addUp adds the steps of each row, and returns how many columns there are of them.
func addUp(t *testing.T, room int, table *groupTable, rows int) (columns int) {
	t.Helper()
	for row := range rows {
		var steps []string
		sum, closing := 0.0, math.NaN()
		for _, c := range table.cols {
			if c.step == "" {
				continue
			}
			steps = append(steps, c.heading)
			x, err := strconv.ParseFloat(strings.ReplaceAll(c.cells[row], ",", ""), 64)
			if err != nil && c.cells[row] != missing {
				t.Fatalf("%q", c.cells[row])
			}
			switch c.step {
			case stepClosing:
				closing = x
			case stepOut:
				sum -= x
			default:
				sum += x
			}
		}
		if columns = len(steps); columns > 0 && !(math.Abs(sum-closing) < 0.005) {
			t.Errorf("%d columns: %v is %v, and the closing %v", room, steps, sum, closing)
		}
	}
	return columns
}

// No term of the bridge of the total is left out, however narrow the terminal is.
func TestBridgeWhole(t *testing.T) {
	d := revenueByMonth()
	for room := 30; room <= 200; room += 5 {
		got := written(t, "table", d, Options{Width: room})
		for _, s := range (voice{}).steps(d) {
			if !strings.Contains(got, s.label()+" ") || !strings.Contains(got, visible.Text(s.money())) {
				t.Errorf("%d columns: no %s of %s in\n%s", room, s.label(), s.money(), got)
			}
		}
	}
}

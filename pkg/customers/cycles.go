package customers

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// cycles are the products of a file, and how many days each lasts.
type cycles struct {
	file   string
	header string // of the products
	days   map[string]float64
	names  []string // in the order of the file
}

// maxProducts bounds the products of a file, which are groups.
const maxProducts = 50_000

// The columns of a file of cycles.
const (
	cycleProduct = iota
	cycleDays
)

// readCycles reads a file with the columns product and days. Its errors are of type *problem.Error.
func readCycles(ctx context.Context, name string, o dataset.Terms) (*cycles, error) {
	f, err := readSmall(ctx, "--cycle", name, "product,days", o, []smallColumn{
		cycleProduct: {role: layout.Product, says: "the product"}, cycleDays: {role: layout.Cycle, says: "how many days it lasts"}})
	if err != nil {
		return nil, err
	}
	c := &cycles{file: name, header: f.table.Headers[f.at[cycleProduct]], days: make(map[string]float64)}
	lines := make(map[string]int64)
	err = f.each(func(row smallRow) error {
		product := row.cells[cycleProduct]
		days, ok := daysOf(row.cells[cycleDays], f.table.Decimal)
		switch {
		case product == "":
			return f.wrong(row, cycleProduct, "is blank, expected the name of a product")
		case !ok:
			return f.wrong(row, cycleDays, "is not a number of days, expected one above 0 such as 30")
		case lines[product] > 0:
			return f.wrong(row, cycleProduct, "stands there twice, expected one row for each product; the first is on line %d", lines[product])
		case len(c.names) == maxProducts:
			return f.wrong(row, cycleProduct, "is one product too many, expected at most %d", maxProducts)
		}
		lines[product], c.days[product] = row.line, days
		c.names = append(c.names, product)
		return nil
	})
	return c, err
}

func daysOf(text string, decimal byte) (days float64, ok bool) {
	if decimal == ',' {
		text = strings.Replace(text, ",", ".", 1)
	}
	if strings.Trim(text, "0123456789.") != "" {
		return 0, false
	}
	days, err := strconv.ParseFloat(text, 64)
	return days, err == nil && days > 0 && !math.IsInf(days, 0)
}

// named returns the name by which a product has a cycle, nil where it has none.
func (c *cycles) named(cell []byte) []byte {
	if _, ok := c.days[string(cell)]; !ok {
		return nil
	}
	return cell
}

// object shows the cycles in a document; c may be nil.
func (c *cycles) object() result.Object {
	if c == nil {
		return nil
	}
	o := make(result.Object, 0, len(c.names))
	for _, name := range c.names {
		o = append(o, result.Member{Key: name, Value: c.days[name]})
	}
	return o
}

// findProduct finds the column of the products: the one that is named, that has the header of the file of
// cycles, or whose header has the words.
func (s *audit) findProduct(t *dataset.Table, cs columns) error {
	if cs.has(ledger.Product) {
		return nil
	}
	same := t.Those(func(i int) bool { return strings.EqualFold(answer.Trim(t.Headers[i]), answer.Trim(s.cycles.header)) })
	if same = slices.DeleteFunc(same, cs.Taken); len(same) == 1 {
		cs.set(ledger.Product, same[0])
		return nil
	}
	f := s.candidates(t, cs, ledger.Product, s.shape)
	if f.Sure {
		cs.Take(roleOf(ledger.Product), f)
		return nil
	}
	return s.hint(t, t.Unclear("--product", fmt.Sprintf("product, whose cycles %s tells", s.cycles.file), f))
}

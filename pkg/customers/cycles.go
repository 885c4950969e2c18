package customers

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
)

const maxSmallRows = 100_000

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
	f := &smallfile.Appendix{Flag: "--cycle", Name: name, Header: "product,days", Most: maxSmallRows, Needs: []smallfile.Need{
		cycleProduct: {Role: layout.Product, Says: "the product"}, cycleDays: {Role: layout.Cycle, Says: "how many days it lasts"}}}
	c := &cycles{file: name, days: make(map[string]float64)}
	lines := make(map[string]int64)
	err := f.Read(ctx, o, func(row smallfile.Listed) error {
		product := row.Cells[cycleProduct]
		days, ok := daysOf(row.Cells[cycleDays], f.Decimal())
		switch {
		case product == "":
			return f.Wrong(row, cycleProduct, "is blank, expected the name of a product")
		case !ok:
			return f.Wrong(row, cycleDays, "is not a number of days, expected one above 0 such as 30")
		case lines[product] > 0:
			return f.Wrong(row, cycleProduct, "stands there twice, expected one row for each product; the first is on line %d", lines[product])
		case len(c.names) == maxProducts:
			return f.Wrong(row, cycleProduct, "is one product too many, expected at most %d", maxProducts)
		}
		lines[product], c.days[product] = row.Line, days
		c.names = append(c.names, product)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.header = f.HeaderOf(cycleProduct)
	return c, nil
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

// The columns of a file of rates.
const (
	rateCurrency = iota
	rateRate
	rateFrom
)

// readRates reads a file with the columns currency, rate and, where rates change, from, which is a day of the
// zone. Its errors are of type *problem.Error.
func readRates(ctx context.Context, name, to string, zone *time.Location, o dataset.Terms) (*ledger.Rates, error) {
	f := &smallfile.Appendix{Flag: "--rates", Name: name, Header: "currency,rate,from", Most: maxSmallRows, Needs: []smallfile.Need{
		rateCurrency: {Role: layout.Currency, Says: "the currency"},
		rateRate:     {Role: layout.Rate, Says: "its rate"},
		rateFrom:     {Role: layout.From, Says: "the day from which it holds", Optional: true}}}
	rates, err := ledger.NewRates(to, zone)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	return rates, f.Read(ctx, o, func(row smallfile.Listed) error {
		rate := row.Cells[rateRate]
		if f.Decimal() == ',' {
			rate = strings.Replace(rate, ",", ".", 1)
		}
		field, err := rates.Add(row.Cells[rateCurrency], rate, row.Cells[rateFrom])
		if err != nil {
			column := slices.Index([]string{"currency", "rate", "from"}, field)
			return problem.Failure("%s:%d: column %s: %v", name, row.Line, f.Quoted(column), err)
		}
		return nil
	})
}

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
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A smallFile is a file that belongs to a question, such as rates or cycles. It is understood like any
// source; but every row of it counts, so the first that is wrong ends the run.
type smallFile struct {
	name  string
	table *dataset.Table
	want  []smallColumn
	at    []int // the places of the columns, none for what is not there
	rows  []smallRow
	fault *scan.Fault // the first record that cannot be read
}

type smallColumn struct {
	role     layout.Role
	says     string
	optional bool
}

// A smallRow is the trimmed cells of the columns, "" for those that are not there.
type smallRow struct {
	line  int64
	cells []string
}

const maxSmallRows = 100_000

// readSmall reads a file that a flag names; header is an example of what its header looks like. Its errors
// are of type *problem.Error.
func readSmall(ctx context.Context, flag, name, header string, o dataset.Terms, want []smallColumn) (*smallFile, error) {
	if name == "-" {
		return nil, problem.Usage("%s reads a file, and not standard input", flag)
	}
	o.Stdin, o.Progress, o.Records, o.HeaderRows = nil, nil, nil, 0
	o.Format, o.Delimiter, o.Quote, o.Encoding, o.Decimal = "", 0, 0, "", 0 // these flags are about the sources
	set, err := dataset.OpenSet(ctx, []string{name}, o)
	if err != nil {
		return nil, err
	}
	defer set.Close()
	f := &smallFile{name: name, table: set.Tables[0], want: want}
	columns, err := f.columns(header)
	if err != nil {
		return nil, err
	}
	scanner, err := set.Scanner(ctx, 0)
	if err != nil {
		return nil, set.Locate(0, err)
	}
	if err := scanner.Scan(ctx, columns, 1, func(int) scan.Sink { return f }); err != nil {
		return nil, set.Locate(0, err)
	}
	switch {
	case len(f.rows) > maxSmallRows:
		return nil, problem.Failure("%s: more than %d rows, which %s cannot have", name, maxSmallRows, flag)
	case f.fault == nil && len(f.rows) == 0:
		return nil, problem.Failure("%s: no rows below the header", name)
	}
	return f, nil
}

// columns finds the columns of the file, and returns those that are there.
func (f *smallFile) columns(header string) (columns []scan.Column, err error) {
	for _, want := range f.want {
		fits := layout.Candidates(want.role, "", f.table.Headers)
		switch {
		case len(fits) == 1:
			columns = append(columns, f.table.Column(fits[0]))
			f.at = append(f.at, fits[0])
		case len(fits) == 0 && want.optional:
			f.at = append(f.at, none)
		default:
			return nil, problem.Failure("%s: %d columns could hold %s, expected a header such as %s\n%s",
				f.name, len(fits), want.says, header, f.table.List(f.table.Every()))
		}
	}
	return columns, nil
}

// Batch implements scan.Sink. What comes after the first record that cannot be read does not matter.
func (f *smallFile) Batch(b *scan.Batch) error {
	if f.fault != nil || len(f.rows) > maxSmallRows {
		return nil
	}
	if len(b.Faults) > 0 {
		first := b.Faults[0]
		f.fault = &first
	}
	for i := range b.Rows() {
		line := b.Line(i)
		if f.fault != nil && line > f.fault.Line {
			return nil
		}
		row := smallRow{line: line}
		place := 0
		for _, at := range f.at {
			text := ""
			if at != none {
				text = answer.Trim(string(b.Cell(i, place)))
				place++
			}
			row.cells = append(row.cells, text)
		}
		f.rows = append(f.rows, row)
	}
	return nil
}

// each gives the rows in order, and then tells of a record that could not be read.
func (f *smallFile) each(take func(smallRow) error) error {
	for _, row := range f.rows {
		if err := take(row); err != nil {
			return err
		}
	}
	if f.fault != nil {
		return problem.Failure("%s:%d: %s", f.name, f.fault.Line, f.fault.Reason)
	}
	return nil
}

func (f *smallFile) header(column int) string {
	if f.at[column] == none {
		return answer.Quote(string(f.want[column].role), 60)
	}
	return f.table.Header(f.at[column])
}

// wrong says what is wrong with a cell: what it is, and what was expected.
func (f *smallFile) wrong(row smallRow, column int, why string, args ...any) error {
	return problem.Failure("%s:%d: column %s: %s %s", f.name, row.line, f.header(column), answer.Quote(row.cells[column], 40), fmt.Sprintf(why, args...))
}

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

// The columns of a file of rates.
const (
	rateCurrency = iota
	rateRate
	rateFrom
)

// readRates reads a file with the columns currency, rate and, where rates change, from, which is a day of the
// zone. Its errors are of type *problem.Error.
func readRates(ctx context.Context, name, to string, zone *time.Location, o dataset.Terms) (*ledger.Rates, error) {
	f, err := readSmall(ctx, "--rates", name, "currency,rate,from", o, []smallColumn{
		rateCurrency: {role: layout.Currency, says: "the currency"},
		rateRate:     {role: layout.Rate, says: "its rate"},
		rateFrom:     {role: layout.From, says: "the day from which it holds", optional: true}})
	if err != nil {
		return nil, err
	}
	rates, err := ledger.NewRates(to, zone)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	return rates, f.each(func(row smallRow) error {
		rate := row.cells[rateRate]
		if f.table.Decimal == ',' {
			rate = strings.Replace(rate, ",", ".", 1)
		}
		field, err := rates.Add(row.cells[rateCurrency], rate, row.cells[rateFrom])
		if err != nil {
			column := slices.Index([]string{"currency", "rate", "from"}, field)
			return problem.Failure("%s:%d: column %s: %v", name, row.line, f.header(column), err)
		}
		return nil
	})
}

package billing

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
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// cycles are the products of a file, and how many days each lasts.
type cycles struct {
	file   string
	header string // of the products
	days   map[string]float64
	names  []string // in the order of the file
}

// A cycleFile is a file of cycles while it is being read. It is the sink of its only worker.
type cycleFile struct {
	*cycles
	table         *dataset.Table
	product, last int // their columns
	lines         map[string]int64
	err           error // about the first row that is wrong
}

// maxProducts bounds the products of a file, which are groups.
const maxProducts = 50_000

// readCycles reads a file with the columns product and days. Its errors are of type *problem.Error.
func readCycles(ctx context.Context, name string, o dataset.Options) (*cycles, error) {
	if name == "-" {
		return nil, problem.Usage("--cycle reads a file, and not standard input")
	}
	o.Stdin, o.Progress, o.Records, o.HeaderRows = nil, nil, nil, 0
	set, err := dataset.OpenSet(ctx, []string{name}, o)
	if err != nil {
		return nil, err
	}
	defer set.Close()
	f := &cycleFile{cycles: &cycles{file: name, days: make(map[string]float64)}, table: set.Tables[0], lines: make(map[string]int64)}
	if err := f.columns(); err != nil {
		return nil, err
	}
	scanner, err := set.Scanner(ctx, 0)
	if err != nil {
		return nil, set.Locate(0, err)
	}
	want := []scan.Column{f.table.Column(f.product), f.table.Column(f.last)}
	err = scanner.Scan(ctx, want, 1, func(int) scan.Sink { return f })
	switch {
	case f.err != nil:
		return nil, f.err
	case err != nil:
		return nil, set.Locate(0, err)
	case len(f.names) == 0:
		return nil, problem.Failure("%s: no rows below the header, expected a product and its days in each", name)
	}
	return f.cycles, nil
}

// columns finds the columns of the file.
func (f *cycleFile) columns() error {
	for _, c := range []struct {
		role layout.Role
		says string
		at   *int
	}{{layout.Product, "the product", &f.product}, {layout.Cycle, "how many days it lasts", &f.last}} {
		fits := layout.Candidates(c.role, "transaction", f.table.Headers)
		if len(fits) != 1 {
			return problem.Failure("%s: %d columns could hold %s, expected a header such as product,days\n%s",
				f.table.Name, len(fits), c.says, f.table.List(f.table.Every()))
		}
		*c.at = fits[0]
	}
	f.header = f.table.Headers[f.product]
	return nil
}

// Batch implements scan.Sink.
func (f *cycleFile) Batch(b *scan.Batch) error {
	row := 0
	for ; row < b.Rows() && f.err == nil; row++ {
		line := b.Line(row)
		if len(b.Faults) > 0 && b.Faults[0].Line < line {
			break
		}
		f.add(line, b.Cell(row, 0), b.Cell(row, 1))
	}
	if f.err == nil && len(b.Faults) > 0 {
		f.err = problem.Failure("%s:%d: %s", f.file, b.Faults[0].Line, b.Faults[0].Reason)
	}
	return f.err
}

// add takes a row, or says what is wrong with it.
func (f *cycleFile) add(line int64, product, last []byte) {
	name := answer.Trim(string(product))
	days, ok := daysOf(string(last), f.table.Decimal)
	wrong := func(column int, value []byte, why string, args ...any) {
		f.err = problem.Failure("%s:%d: column %s: %s %s", f.file, line, f.table.Header(column), answer.Quote(string(value), 40), fmt.Sprintf(why, args...))
	}
	switch {
	case name == "":
		wrong(f.product, product, "is blank, expected the name of a product")
	case !ok:
		wrong(f.last, last, "is not a number of days, expected one above 0 such as 30")
	case f.lines[name] > 0:
		wrong(f.product, product, "stands there twice, expected one row for each product; the first is on line %d", f.lines[name])
	case len(f.names) == maxProducts:
		wrong(f.product, product, "is one product too many, expected at most %d", maxProducts)
	default:
		f.lines[name], f.days[name] = line, days
		f.names = append(f.names, name)
	}
}

// daysOf reads a number of days above zero.
func daysOf(text string, decimal byte) (days float64, ok bool) {
	text = answer.Trim(text)
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
func (s *session) findProduct(t *dataset.Table, cs *columns) error {
	if cs.has(productRole) {
		return nil
	}
	same := t.Those(func(i int) bool { return strings.EqualFold(answer.Trim(t.Headers[i]), answer.Trim(s.cycles.header)) })
	fits := slices.DeleteFunc(same, func(i int) bool { return slices.Contains(cs.at[:], i) })
	if len(fits) != 1 {
		fits = s.candidates(t, cs, productRole, s.shape)
	}
	if len(fits) == 1 {
		cs.at[productRole] = fits[0]
		return nil
	}
	text := fmt.Sprintf("%d columns could hold the product, whose cycles %s tells", len(fits), s.cycles.file)
	if len(fits) == 0 {
		text = fmt.Sprintf("no header tells which column holds the product, whose cycles %s tells", s.cycles.file)
	}
	return s.hint(t, t.Ask("--product", text, fits))
}

package cli

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"math/bits"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/warehouse"
)

// A tallied is the answer to a statement, as a pool.
type tallied struct {
	name    string
	headers []string
	counts  string // the name of the last column
	records [][]string

	timeType string // how times are kept, as far as it is said
	totals   bool   // each line tells how many rows there are in all
	seen     map[string]int
	all      int64 // what they tell
	rows     int64 // of the lines so far
	last     int   // the number of the last line
}

// counted reads the answer to a statement, and refuses one that is not whole.
func (d *desk) counted(ctx context.Context, name, timeType string) (*tallied, error) {
	if source.IsAddress(name) {
		return nil, wrong("%s: finish takes the saved answer to a statement, and this is a database", name).Advise("ask it without finish")
	}
	text, err := source.Open(ctx, name, source.Hints{Format: "csv", Delimiter: ',', Quote: '"', Stdin: d.In})
	if err != nil {
		return nil, problem.Failure("%v", err)
	}
	defer text.Close()
	all, err := io.ReadAll(text.Reader)
	if err != nil {
		return nil, problem.Failure("%s: %v", name, err)
	}
	header, _, _ := strings.Cut(string(all), "\n")
	lines := csv.NewReader(strings.NewReader(string(all)))
	lines.Comma, lines.FieldsPerRecord = separator(header), -1
	o := &tallied{name: name, timeType: timeType, seen: make(map[string]int)}
	for err = o.head(lines); err == nil; {
		err = o.line(lines)
	}
	var broken *csv.ParseError
	switch {
	case errors.As(err, &broken):
		return nil, problem.Failure("%s:%d: %v", name, broken.Line, broken.Err)
	case err != io.EOF:
		return nil, err
	}
	return o, o.whole()
}

// separator is what stands before the number of rows in a header.
func separator(header string) rune {
	at := strings.LastIndex(strings.ToLower(header), dataset.CountName)
	before := strings.TrimRight(header[:max(at, 0)], `"`)
	if n := len(before) - 1; n >= 0 && strings.IndexByte(";\t|", before[n]) >= 0 {
		return rune(before[n])
	}
	return ','
}

// head reads the names of the columns.
func (o *tallied) head(lines *csv.Reader) error {
	names, err := lines.Read()
	if err != nil && err != io.EOF {
		return err
	}
	last := len(names) - 1
	if last < 0 || !strings.HasPrefix(strings.ToLower(names[last]), dataset.CountName) {
		return problem.Usage("%s: not the answer to a statement of cxcalc sql: the last column has to be its %s…", o.name, dataset.CountName).
			Advise("save it as CSV with its header")
	}
	o.counts = strings.ToLower(names[last])
	if o.totals = last > 0 && strings.EqualFold(names[last-1], warehouse.TotalName); o.totals {
		last--
	}
	o.headers = names[:last]
	return nil
}

// line reads a line, which no other one is like: rows that are alike were counted together.
func (o *tallied) line(lines *csv.Reader) error {
	cells, err := lines.Read()
	if err != nil {
		return err
	}
	at, _ := lines.FieldPos(0)
	width := len(o.headers) + 1
	if o.totals {
		width++
	}
	if len(cells) != width {
		return problem.Failure("%s:%d: %d cells where the header has %d", o.name, at, len(cells), width)
	}
	if o.last = at; o.totals {
		n, err := o.number(lines, cells, width-2)
		if err != nil {
			return err
		}
		if n != o.all && len(o.records) > 0 {
			return problem.Failure("%s:%d: %d rows in all where the line before has %d: these are two answers", o.name, at, n, o.all)
		}
		o.all = n
	}
	n, err := o.number(lines, cells, width-1)
	if err != nil {
		return err
	}
	o.rows += n
	cells = append(cells[:len(o.headers):len(o.headers)], cells[width-1])
	o.records = append(o.records, cells)
	return o.once(cells[:len(o.headers)], at)
}

// number reads a number of rows.
func (o *tallied) number(lines *csv.Reader, cells []string, at int) (int64, error) {
	n, err := strconv.ParseInt(cells[at], 10, 64)
	if err != nil || n < 1 {
		line, column := lines.FieldPos(at)
		return 0, problem.Failure("%s:%d:%d: expected a number of rows, found %q", o.name, line, column, cells[at])
	}
	return n, nil
}

// once refuses a line whose cells stood there before. Where cells are empty they may: a cell that is absent is another
// one than an empty text, for whoever counted.
func (o *tallied) once(cells []string, at int) error {
	key, empty := "", 0
	for _, cell := range cells {
		if key += strconv.Quote(cell); cell == "" {
			empty++
		}
	}
	if o.seen[key]++; o.seen[key] > 1<<min(empty, bits.UintSize/2) {
		return problem.Failure("%s:%d: this line stands there twice, and a statement gives each once: its rows would count twice", o.name, at).
			Advise("save the answer once more")
	}
	return nil
}

// whole refuses an answer that does not have as many rows as it says, as when only its first lines were saved.
func (o *tallied) whole() error {
	if o.totals && len(o.records) > 0 && o.rows != o.all {
		return problem.Failure("%s:%d: the lines are of %d rows, and %d were counted: the answer is not whole", o.name, o.last, o.rows, o.all).
			Advise("save all lines of it, without a limit")
	}
	return nil
}

package sample

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// People are the rows of sources, by what they have in the columns of shares.
type People struct {
	shares []*Shares
	rows   []keyed
	cells  [][]int          // values of each combination, by the place of the column
	counts []float64        // rows of each combination
	at     map[string]int32 // combination by its values

	// Lost counts the rows that have none of the values of a column, by column; Blank those of them without a value.
	Lost, Blank []int64
	// Strange are values of the rows that the shares lack, by column, with their rows.
	Strange []map[string]int64
	// Malformed counts the records that cannot be read, Filtered and Excluded those that conditions leave out.
	Malformed, Filtered, Excluded int64
}

// A keyed is one answer: who gave it, and its combination; none has no weight.
type keyed struct {
	key  string
	cell int32
}

const none = -1

// mostRows bounds what is kept of rows for their weights.
const mostRows = 20_000_000

// A Look says which rows of sources are looked at, and how they are named.
type Look struct {
	// Respondent names the column with the key of a row, "" for its line.
	Respondent string
	// Where keeps the rows that meet every condition.
	Where []*where.Cond
}

// Read reads sources.
func Read(ctx context.Context, set *dataset.Set, shares []*Shares, look Look) (*People, error) {
	p := &People{shares: shares, at: make(map[string]int32), Lost: make([]int64, len(shares)), Blank: make([]int64, len(shares))}
	for range shares {
		p.Strange = append(p.Strange, make(map[string]int64))
	}
	for i := range set.Tables {
		if err := p.read(ctx, set, i, look); err != nil {
			return nil, err
		}
	}
	if len(p.rows) == 0 {
		return nil, problem.Failure("%s: no rows", set.Names())
	}
	return p, p.strangers(set.Names())
}

// strangers refuses shares of which no row has any value: they are written in another way.
func (p *People) strangers(source string) error {
	for c, s := range p.shares {
		if p.Lost[c] < int64(len(p.rows)) {
			continue
		}
		var have []string
		for _, text := range slices.Sorted(maps.Keys(p.Strange[c])) {
			have = append(have, strconv.Quote(text))
		}
		e := problem.Failure("%s: no row of column %s has any of the values of the shares, such as %q", source, s.Column, s.Values[0])
		if len(have) > 0 {
			return e.Advise("write the values as the column has them: " + strings.Join(have[:min(len(have), 5)], ", "))
		}
		return e.Advise("the column is blank")
	}
	return nil
}

// read reads one source.
func (p *People) read(ctx context.Context, set *dataset.Set, i int, look Look) error {
	t := set.Tables[i]
	var columns []scan.Column
	for _, s := range p.shares {
		at, err := t.Resolve("", s.Column)
		if err != nil {
			return err
		}
		columns = append(columns, t.Column(at))
	}
	sink := &peopleSink{People: p, key: dataset.None, where: look.Where, from: len(columns)}
	chosen, err := dataset.Chooser{Where: look.Where}.Named(t)
	if err != nil {
		return err
	}
	for _, at := range chosen.Where {
		columns = append(columns, t.Column(at))
	}
	if look.Respondent != "" {
		at, err := t.Resolve("--respondent", look.Respondent)
		if err != nil {
			return err
		}
		sink.key = len(columns)
		columns = append(columns, t.Column(at))
	}
	scanner, err := set.Scanner(ctx, i)
	if err != nil {
		return set.Locate(i, err)
	}
	if err := scanner.Scan(ctx, columns, 1, func(int) scan.Sink { return sink }); err != nil {
		return set.Locate(i, err)
	}
	return nil
}

type peopleSink struct {
	*People
	key   int // where the key stands, dataset.None for the line
	where []*where.Cond
	from  int // where their cells stand
}

// leaves tells whether a condition leaves a row out.
func (p *peopleSink) leaves(b *scan.Batch, i int) bool {
	for c, cond := range p.where {
		if cond.Match(b.Cell(i, p.from+c)) {
			continue
		}
		if cond.Excludes() {
			p.Excluded++
		} else {
			p.Filtered++
		}
		return true
	}
	return false
}

// Batch implements scan.Sink.
func (p *peopleSink) Batch(b *scan.Batch) error {
	p.Malformed += int64(len(b.Faults))
	for i := range b.Rows() {
		if len(p.rows) == mostRows {
			return fmt.Errorf("more than %d rows, whose weights cannot be kept", mostRows)
		}
		if p.leaves(b, i) {
			continue
		}
		cell, key := p.combination(b, i), ""
		if p.key == dataset.None {
			key = strconv.FormatInt(b.Line(i), 10)
		} else {
			key = answer.Trim(string(b.Cell(i, p.key)))
		}
		p.rows = append(p.rows, keyed{key, cell})
	}
	return nil
}

// combination returns the combination of a row, none where a value has no share.
func (p *People) combination(b *scan.Batch, i int) int32 {
	values, whole := make([]int, len(p.shares)), true
	for c, s := range p.shares {
		text := answer.Trim(string(b.Cell(i, c)))
		if values[c] = s.place(text); values[c] >= 0 {
			continue
		}
		whole = false
		p.Lost[c]++
		if text == "" {
			p.Blank[c]++
		} else if len(p.Strange[c]) < 1000 {
			p.Strange[c][text]++
		}
	}
	if !whole {
		return none
	}
	key := fmt.Sprint(values)
	at, ok := p.at[key]
	if !ok {
		at = int32(len(p.cells))
		p.at[key] = at
		p.cells, p.counts = append(p.cells, values), append(p.counts, 0)
	}
	p.counts[at]++
	return at
}

// Rows returns how many rows there are, and how many of them have a value with a share in every column.
func (p *People) Rows() (all, whole int64) {
	for _, n := range p.counts {
		whole += int64(n)
	}
	return int64(len(p.rows)), whole
}

// A Likeness is how the answers fall into the values of a column, beside the people.
type Likeness struct {
	*Shares
	Counts []float64
	N      float64
	Test   stats.Test
	Err    error // why there is no test
}

// Fits holds the answers against the people, column by column.
func (p *People) Fits() (out []Likeness) {
	for c, s := range p.shares {
		f := Likeness{Shares: s, Counts: make([]float64, len(s.Values))}
		for i, values := range p.cells {
			f.Counts[values[c]] += p.counts[i]
			f.N += p.counts[i]
		}
		f.Test, f.Err = stats.GoodnessOfFit(f.Counts, s.Share)
		out = append(out, f)
	}
	return out
}

// A Raking is the weights of answers.
type Raking struct {
	weights []float64 // of each combination
	// Effective is Kish's number of answers, Deff what is lost; Least and Most are the ends of the weights.
	N, Effective, Deff, Least, Most float64
	// Trimmed counts the answers whose weight was bounded.
	Trimmed int64
}

// Rake weighs the answers so that every column falls as the people do. Weights are at most trim times their mean; 0 for
// no bound.
func (p *People) Rake(trim float64) (*Raking, error) {
	var margins []stats.Margin
	for c, f := range p.Fits() {
		m := stats.Margin{Target: f.Share}
		for _, values := range p.cells {
			m.Category = append(m.Category, values[c])
		}
		for i, n := range f.Counts {
			if n == 0 && f.Share[i] > 0 {
				return nil, problem.Failure("nobody has %s %q, whose share of the people is %.4g %%: no weight can stand for them; join it with another value", f.Column, f.Values[i], 100*f.Share[i])
			}
			if n > 0 && f.Share[i] == 0 {
				e := problem.Failure("%.0f answers have %s %q, whose share of the people is 0, and no weight says so", n, f.Column, f.Values[i])
				e.Hint, e.Flags = "leave these rows out", []string{"--where", f.Column + "!=" + f.Values[i]}
				return nil, e
			}
		}
		margins = append(margins, m)
	}
	weights, err := stats.Rake(p.counts, margins)
	switch {
	case errors.Is(err, stats.ErrNotRaked):
		return nil, problem.Failure("no weights meet the shares of all columns: some combinations have no answers, so that the columns contradict each other; leave out a column, or join values")
	case errors.Is(err, stats.ErrNoData):
		return nil, problem.Failure("no row has a value with a share in every column")
	case err != nil:
		return nil, problem.Failure("%v", err)
	}
	r := &Raking{weights: weights}
	r.trim(p.counts, trim)
	r.sum(p.counts)
	return r, nil
}

// trim bounds the weights, and brings their mean back to 1 by those below the bound.
func (r *Raking) trim(counts []float64, most float64) {
	if !(most > 1) {
		return
	}
	over := make([]bool, len(counts))
	for range len(counts) + 1 {
		held, rest, n, more := 0.0, 0.0, 0.0, false
		for i, k := range counts {
			if n += k; r.weights[i] > most+1e-12 || over[i] {
				more = more || !over[i]
				r.weights[i], over[i] = most, true
				held += k * most
			} else {
				rest += k * r.weights[i]
			}
		}
		if !more || rest == 0 {
			break
		}
		for i := range r.weights {
			if !over[i] {
				r.weights[i] *= (n - held) / rest
			}
		}
	}
	for i, k := range counts {
		if over[i] {
			r.Trimmed += int64(k)
		}
	}
}

func (r *Raking) sum(counts []float64) {
	var w, w2 float64
	r.Least = math.Inf(1)
	for i, k := range counts {
		x := r.weights[i]
		r.N, w, w2 = r.N+k, w+k*x, w2+k*x*x
		r.Least, r.Most = min(r.Least, x), max(r.Most, x)
	}
	r.Effective = stats.Kish(w, w2)
	r.Deff = r.N / r.Effective
}

// Each gives the rows that have a weight, in order.
func (p *People) Each(r *Raking, take func(key string, weight float64) error) error {
	for _, row := range p.rows {
		if row.cell != none {
			if err := take(row.key, r.weights[row.cell]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Repeated returns a key that several rows with a weight have; they cannot be told apart.
func (p *People) Repeated() (key string, ok bool) {
	seen := make(map[string]bool, len(p.rows))
	for _, row := range p.rows {
		if row.cell == none {
			continue
		}
		if seen[row.key] || row.key == "" {
			return row.key, true
		}
		seen[row.key] = true
	}
	return "", false
}

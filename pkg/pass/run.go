package pass

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/state"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Manner says how sources are read.
type Manner struct {
	// Workers is the number of workers, at least 1.
	Workers int
	// Reject, when not nil, is told every row that is not counted: in the order of the sources, then, when
	// somebody asks a Read for them, those of which only the end of the data could tell.
	Reject func(Reject)
	// Unplaced, where it is not nil, has nothing hang on where rows stand, nor on their order. It tells of each source the first
	// one whose columns mean the same. Nobody can be told of rejects then.
	Unplaced []int
	// Hashed has hashes stand for cells of which nothing matters but whether they repeat, where rows have no places.
	Hashed bool
	// Held returns the rows of a source that were bound before; nil for one that has to be read.
	Held func(source int) *state.Holding
}

// A Read is what a pass has read for one count.
type Read struct {
	// Ways are the ways to read the dates that the columns leave open: one, or two that must not differ.
	Ways []Way
	// Err says why this count has failed, where the others need not have: there are no ways then.
	Err error
	// Open says which dates have two ways.
	Open error
	// Order is the order that the dates were read in; Unknown where no date asked for one.
	Order dates.DayOrder
	// Rows, Filtered, Excluded and the faults count records of all sources; Filtered those that a condition leaves out,
	// Excluded those of them that are no data.
	Rows, Filtered, Excluded int64
	Faults, Remarks          Faults
	// Useful tells of every condition whether a row showed that it does what it is written for.
	Useful []bool
	// Unlike tells of every condition which rows it cannot compare.
	Unlike []Unlike
	// Repairs count the rows that were made to fit.
	Repairs Faults
	// Echoes tell of columns that were left out though they were wanted for a while, where places do not matter.
	Echoes []Echoing
	// Damaged are rows whose group is named by bytes that are not UTF-8: the first, and some others.
	Damaged Faults
	// Clues tells the role of the column where a date stands that says something about the order.
	Clues map[tally.Place]dataset.Role
}

// A Way is one way to read the rows.
type Way struct {
	Counter Counter
	Err     error    // the limit that was passed
	Late    []Reject // rows of which only the end could tell that they do not count, in order
}

// Sources are what a pass reads: tables whose columns have numbers, and a scanner for the rows of each.
type Sources interface {
	Len() int
	Scanner(ctx context.Context, source int) (scan.Scanner, error)
	Column(source, column int) scan.Column
}

// A pass is one reading of a set of sources.
type pass struct {
	set    Sources
	counts []Counting
	want   [][]int // of each source, the columns of its table that are wanted, in the order of batches
	placed [][]Seats
	reject func(Reject)
	turns  *Sequence[delivery]
	fronts []*front
}

// Run reads the sources in order, once, and counts them in every way. The reads are in the order of the counts.
func Run(ctx context.Context, set Sources, counts []Counting, o Manner) ([]Read, error) {
	if o.Unplaced != nil {
		b, err := Bind(ctx, set, counts, o)
		if err != nil {
			return nil, err
		}
		return b.Read(ctx)
	}
	p := &pass{set: set, counts: counts, reject: o.Reject}
	p.turns = NewSequence(p.handle)
	for i := range set.Len() {
		p.place(i)
	}
	for range max(o.Workers, 1) {
		f, err := p.front()
		if err != nil {
			return nil, err
		}
		p.fronts = append(p.fronts, f)
	}
	for i := range set.Len() {
		if err := p.source(ctx, i); err != nil {
			return nil, inSource(i, err)
		}
	}
	return p.finish(), nil
}

// handle takes what a batch has to say, when its turn has come.
func (p *pass) handle(d delivery) {
	for _, r := range d.rejects {
		p.reject(r)
	}
	for _, do := range d.do {
		do()
	}
}

// reader reads the dates of a count, those that may be of either order by the day first.
func (c *Counting) reader() (*dates.Reader, error) {
	reading := c.Dates
	if reading.Order == dates.Unknown {
		reading.Order = dates.DayFirst
	}
	return dates.NewReader(reading)
}

// front makes a worker, with a lane for all counts that share their way.
func (p *pass) front() (*front, error) {
	f := &front{pass: p}
	lanes := make(map[string]*lane)
	for i, c := range p.counts {
		l := lanes[c.way()]
		if l == nil {
			l = &lane{front: f, where: c.Where, useful: make([]bool, len(c.Where)), unlike: make([]Unlike, len(c.Where)), dates: c.Dates, period: c.Period, marked: c.Marked, clues: make(map[tally.Place]dataset.Role)}
			var err error
			if l.reader, err = c.reader(); err != nil {
				return nil, err
			}
			lanes[c.way()] = l
			f.lanes = append(f.lanes, l)
		}
		n := &tallying{lane: l, number: i, rule: c.Rule}
		n.other = func(row int) error {
			l.at(row)
			return n.add()
		}
		if err := n.open(plain); err != nil {
			return nil, err
		}
		l.tallying = append(l.tallying, n)
	}
	return f, nil
}

// Same tells whether another count is the same, where nobody is told of rows.
func (c *Counting) Same(o *Counting) bool {
	return c.way() == o.way() && slices.EqualFunc(c.Columns, o.Columns, func(a, b Seats) bool { return maps.Equal(a.Roles, b.Roles) }) &&
		c.Rule.Same(o.Rule)
}

// way tells counts apart that do not share conditions, key and times.
func (c *Counting) way() string {
	text := fmt.Sprintf("%v %q %v", c.Marked, c.Period, c.Dates)
	for _, cond := range c.Where {
		text += " " + cond.Way()
	}
	for _, cs := range c.Columns {
		text += fmt.Sprint(cs.By, cs.Where)
		for _, role := range cs.Times {
			text += fmt.Sprint(" ", role, cs.At(role))
		}
	}
	return text
}

func (p *pass) source(ctx context.Context, source int) error {
	scanner, err := p.set.Scanner(ctx, source)
	if err != nil {
		return err
	}
	p.turns.Begin()
	for _, f := range p.fronts {
		f.begin(source)
	}
	err = scanner.Scan(ctx, p.columns(source), len(p.fronts), func(i int) scan.Sink { return p.fronts[i] })
	for _, f := range p.fronts {
		for _, l := range f.lanes {
			for _, c := range l.tallying {
				c.each(Counter.End)
			}
		}
	}
	return err
}

// begin readies a worker for a source.
func (f *front) begin(source int) {
	f.source = source
	for _, l := range f.lanes {
		l.columns = f.pass.placed[source][l.tallying[0].number]
		l.row = Record{Source: source}
		if l.marks = nil; l.marked {
			l.marks = newMarks(l.columns, l.reader, l.period, f.damage)
		}
		for _, c := range l.tallying {
			c.of = f.pass.placed[source][c.number]
			c.each(func(counter Counter) { counter.Begin(c.source()) })
		}
	}
}

func (c *tallying) each(do func(Counter)) {
	for _, p := range c.planes {
		if p.counter != nil {
			do(p.counter)
		}
	}
}

// inSource says in which source a failure is. A limit is one of all sources together, and where it
// is noticed hangs on the workers.
func inSource(source int, err error) error {
	var groups *GroupsError
	var texts *tally.LimitError
	if errors.As(err, &groups) || errors.As(err, &texts) {
		return err
	}
	return &SourceError{source, err}
}

// finish puts together what all workers have counted.
func (p *pass) finish() []Read {
	whole := p.fronts[0]
	for _, f := range p.fronts[1:] {
		whole.merge(f)
	}
	reads := make([]Read, len(p.counts))
	for _, l := range whole.lanes {
		for _, c := range l.tallying {
			r := &reads[c.number]
			r.Rows, r.Filtered, r.Excluded = whole.read, l.filtered, l.excluded
			r.Faults, r.Remarks, r.Clues = whole.faults, whole.remarks, l.clues
			r.Repairs, r.Damaged, r.Useful, r.Unlike = whole.repairs, whole.damaged, l.useful, l.unlike
			r.Err = c.settle(r)
		}
	}
	return reads
}

// merge adds what another worker has counted.
func (f *front) merge(o *front) {
	f.read += o.read
	f.faults.Merge(o.faults)
	f.remarks.Merge(o.remarks)
	f.repairs.Merge(o.repairs)
	f.damaged.Merge(o.damaged)
	for i, l := range f.lanes {
		from := o.lanes[i]
		l.filtered += from.filtered
		l.excluded += from.excluded
		for j, useful := range from.useful {
			l.useful[j] = l.useful[j] || useful
			l.unlike[j].merge(&from.unlike[j])
		}
		l.evidence.Merge(&from.evidence)
		for at, role := range from.clues {
			l.clues[at] = role
		}
		for j, c := range l.tallying {
			for k := range c.planes {
				c.planes[k].merge(&from.tallying[j].planes[k])
				from.tallying[j].planes[k] = plane{} // its memory can go
			}
		}
	}
}

func (p *plane) merge(o *plane) {
	switch {
	case o.counter == nil:
		return
	case p.counter == nil:
		*p = *o
		return
	}
	*p.late = append(*p.late, *o.late...)
	if p.beyond = cmp.Or(p.beyond, o.beyond); p.beyond == nil {
		p.beyond = p.counter.Merge(o.counter)
	}
}

// settle decides by all columns of times together which reading of dates counts.
func (c *tallying) settle(r *Read) error {
	all := &c.planes[plain]
	if all.beyond != nil {
		return &CountError{c.number, all.beyond}
	}
	order, err := c.lane.evidence.Decide()
	var undecided *dates.UndecidableError
	open := errors.As(err, &undecided)
	sided := c.planes[dayFirst].counter != nil
	switch {
	case err != nil && !open:
		return &OrderError{Err: err, Clues: r.Clues}
	case sided && open:
		r.Open = &OrderError{Err: err, Clues: r.Clues}
		for i := dayFirst; i <= monthFirst; i++ {
			c.planes[i].merge(all)
			r.Ways = append(r.Ways, c.planes[i].way())
		}
		return nil
	case sided:
		side := &c.planes[dayFirst]
		if order == dates.MonthFirst {
			side = &c.planes[monthFirst]
		}
		all.merge(side)
		r.Order = order
	case c.lane.dates.Order == dates.Unknown:
		r.Order = order
	case open || order != dates.Unknown:
		r.Order = c.lane.dates.Order
	}
	r.Ways = []Way{all.way()}
	if all.beyond != nil {
		return &CountError{c.number, all.beyond}
	}
	return nil
}

func (p *plane) way() Way {
	sortRejects(*p.late)
	return Way{Counter: p.counter, Err: p.beyond, Late: *p.late}
}

// An OrderError says that dates do not tell whether the day or the month comes first, or tell it in two ways.
type OrderError struct {
	Err   error
	Clues map[tally.Place]dataset.Role // the roles of the columns where they stand
}

func (e *OrderError) Error() string { return e.Err.Error() }
func (e *OrderError) Unwrap() error { return e.Err }

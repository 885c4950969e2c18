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

// place finds the columns that all counts want of a source, each once, and where each count finds its own.
func (p *pass) place(source int) {
	var want, brief []int
	for _, c := range p.counts {
		cs := c.Columns[source]
		for role, column := range cs.Roles {
			if cs.While[role] != nil {
				brief = append(brief, column)
			} else {
				want = append(want, column)
			}
		}
		for _, part := range cs.By {
			want = append(want, part.Column)
		}
		want = append(want, cs.Where...)
	}
	slices.Sort(want)
	slices.Sort(brief)
	want = slices.DeleteFunc(slices.Compact(want), func(column int) bool { return column == dataset.None })
	for _, column := range slices.Compact(brief) {
		if column != dataset.None && !slices.Contains(want, column) {
			want = append(want, column) // the last, since it may soon not be wanted any more
		}
	}
	p.want = append(p.want, want)
	at := func(column int) int { return slices.Index(want, column) }
	var placed []Seats
	for _, c := range p.counts {
		placed = append(placed, c.Columns[source].moved(at))
	}
	p.placed = append(p.placed, placed)
}

// moved returns the columns by their place in batches.
func (c Seats) moved(at func(column int) int) Seats {
	out := c
	out.Roles = make(map[dataset.Role]int, len(c.Roles))
	for role, column := range c.Roles {
		out.Roles[role] = at(column)
	}
	out.By = slices.Clone(c.By)
	for i := range out.By {
		out.By[i].Column = at(out.By[i].Column)
	}
	out.Where = nil
	for _, column := range c.Where {
		out.Where = append(out.Where, at(column))
	}
	return out
}

// columns returns the wanted columns of a source for its scanner. The last one may be wanted for a while only, if that is so for
// all that it serves.
func (p *pass) columns(source int) []scan.Column {
	var out []scan.Column
	for at, column := range p.want[source] {
		c := p.set.Column(source, column)
		c.Cut = p.cut(source, at)
		out = append(out, c)
	}
	last := len(out) - 1
	var uses []func() bool
	for _, c := range p.placed[source] {
		for role, at := range c.Roles {
			if at == last {
				uses = append(uses, c.While[role])
			}
		}
		if slices.Contains(c.Where, last) || slices.ContainsFunc(c.By, func(part KeyPart) bool { return part.Column == last }) {
			return out
		}
	}
	if len(uses) > 0 && !slices.ContainsFunc(uses, func(while func() bool) bool { return while == nil }) {
		out[last].While = func() bool { return slices.ContainsFunc(uses, func(while func() bool) bool { return while() }) }
	}
	return out
}

// cut says how much of the times in a wanted column matters to all counts together; nil where all does.
func (p *pass) cut(source, at int) (cut *scan.Cut) {
	for i, cs := range p.placed[source] {
		if slices.Contains(cs.Where, at) || slices.ContainsFunc(cs.By, func(part KeyPart) bool { return part.Column == at }) {
			return nil
		}
		coarse, _ := p.counts[i].Rule.(Coarse)
		for role, seat := range cs.Roles {
			if seat != at {
				continue
			}
			if coarse == nil {
				return nil
			}
			mine := coarse.TimeCut(role)
			if mine == nil || cut != nil && (cut.Period != mine.Period || cut.Zone != mine.Zone) {
				return nil
			}
			if cut == nil {
				cut = &scan.Cut{Period: mine.Period, Zone: mine.Zone}
			}
			cut.Bounds = append(cut.Bounds, mine.Bounds...)
		}
	}
	return cut
}

// front makes a worker, with a lane for all counts that share their way.
func (p *pass) front() (*front, error) {
	f := &front{pass: p}
	lanes := make(map[string]*lane)
	for i, c := range p.counts {
		l := lanes[c.way()]
		if l == nil {
			l = &lane{front: f, where: c.Where, dates: c.Dates, period: c.Period, marked: c.Marked, clues: make(map[tally.Place]dataset.Role)}
			reading := c.Dates
			if reading.Order == dates.Unknown {
				reading.Order = dates.DayFirst
			}
			var err error
			if l.reader, err = dates.NewReader(reading); err != nil {
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
		text += fmt.Sprint(" ", cond.Excludes(), cond)
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
			r.Repairs, r.Damaged = whole.repairs, whole.damaged
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

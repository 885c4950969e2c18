package pass

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A delivery is what the rows of one batch have to say in the order of the source.
type delivery struct {
	rejects []Reject
	do      []func()
}

// A front is one worker: the sink of one goroutine.
type front struct {
	pass    *pass
	source  int
	batch   *scan.Batch
	lanes   []*lane
	read    int64
	faults  Faults // records that could not be read
	remarks Faults // records that were read, with something to tell
	repairs Faults // records that were made to fit
	damaged Faults // rows whose group is named by what is not UTF-8; some of them, but surely the first
	tell    delivery
}

// Batch counts the rows of a batch.
func (f *front) Batch(b *scan.Batch) error {
	f.batch, f.tell = b, delivery{}
	for _, at := range b.Faults {
		f.faults.Add(f.source, at)
		if f.pass.reject != nil {
			f.tell.rejects = append(f.tell.rejects,
				Reject{Place: tally.Place{Source: f.source, Line: at.Line}, Account: "malformed", Reason: at.Reason})
		}
	}
	for _, at := range b.Remarks {
		f.remarks.Add(f.source, at)
	}
	for _, at := range b.Repairs {
		f.repairs.Add(f.source, at)
	}
	f.read += int64(len(b.Faults)) + rows(b)
	for _, l := range f.lanes {
		if err := l.rows(b); err != nil {
			return err
		}
	}
	if len(b.Faults) > 0 || len(f.lanes) > 1 {
		sortRejects(f.tell.rejects)
	}
	f.pass.turns.Deliver(b.Seq, f.tell)
	return nil
}

// rows counts the rows that a batch stands for.
func rows(b *scan.Batch) (n int64) {
	if b.Times == nil {
		return int64(b.Rows())
	}
	for _, times := range b.Times {
		n += times
	}
	return n
}

func sortRejects(rejects []Reject) {
	slices.SortStableFunc(rejects, func(a, b Reject) int { return a.Compare(b.Place) })
}

// A lane is the way of rows to counters that share conditions, key and times.
type lane struct {
	front    *front
	where    []*where.Cond
	useful   []bool // of each condition, whether it has done what it is written for
	unlike   []Unlike
	columns  Seats
	dates    dates.Writing
	period   dates.Period
	marked   bool
	reader   *dates.Reader // for rows that no counter looks at to the end
	marks    *Marks
	tallying []*tallying
	row      Record
	filtered int64
	excluded int64
	evidence dates.OrderEvidence
	clues    map[tally.Place]dataset.Role // the role of the column where the evidence stands
}

// A tallying is one count of a lane.
type tallying struct {
	lane   *lane
	number int
	rule   Rule
	of     Seats
	planes [planes]plane
	batch  any // what the counters keep of the batch at hand
	other  func(row int) error
}

// The planes of a tallying. Rows whose dates read the same in either order go to plain; the others are counted
// twice, and the whole column decides which count is taken.
const (
	plain = iota
	dayFirst
	monthFirst
	planes
)

// A plane is what a worker has counted in one reading of dates.
type plane struct {
	counter Counter   // nil until it is needed
	late    *[]Reject // rows that do not count if this reading is taken, and those of which only the end tells
	beyond  error     // the limit that was passed, after which nothing more is counted
}

// rows counts the rows of a batch.
func (l *lane) rows(b *scan.Batch) error {
	l.row.Batch = b
	for _, c := range l.tallying {
		c.batch = nil
	}
	if len(l.where) > 0 || l.front.pass.reject != nil || b.Times != nil {
		for row := range b.Rows() {
			if err := l.each(row); err != nil {
				return err
			}
		}
		return nil
	}
	step, apart := b.Rows(), l.marks != nil && l.marks.Apart()
	if apart {
		step = MarkRows
	}
	for from := 0; from < b.Rows(); from += step {
		n := min(step, b.Rows()-from)
		if apart {
			l.marks.Find(b, from, n)
		}
		for _, c := range l.tallying {
			if err := c.planes[plain].counter.Usual(b, from, n, c.other); err != nil {
				return err
			}
		}
	}
	return nil
}

// each brings a row to all counters.
func (l *lane) each(row int) error {
	l.at(row)
	for i, cond := range l.where {
		cell := l.row.Cell(l.columns.Where[i])
		keeps, read := cond.Judge(cell)
		l.useful[i] = l.useful[i] || keeps != cond.LeavesOut()
		if !read && !dataset.SaysNothing(cell) {
			l.unlike[i].add(&l.row, cell)
		}
		if !keeps {
			l.leave(i, cell)
			l.others(i + 1)
			return nil
		}
	}
	for _, c := range l.tallying {
		if err := c.add(); err != nil {
			return err
		}
	}
	return nil
}

// others has conditions see the row at hand that another one leaves out, until they have been of use.
func (l *lane) others(from int) {
	for i := from; i < len(l.where); i++ {
		l.useful[i] = l.useful[i] || l.where[i].Tells(l.row.Cell(l.columns.Where[i]))
	}
}

// at makes a row the one at hand.
func (l *lane) at(row int) {
	r := &l.row
	r.At, r.Times = row, r.Batch.Often(row)
	if len(l.columns.By) == 0 {
		return
	}
	r.damaged = false
	if r.Key = appendKey(r.Key[:0], l.columns.By, r); r.damaged {
		l.front.damage(row)
	}
	if by := l.columns.By[0]; len(l.columns.By) == 1 && by.Label == nil {
		r.GroupCell = r.Cell(by.Column)
	}
}

// damage notes a row whose group is named by what is not UTF-8.
func (f *front) damage(row int) {
	f.damaged.Merge(Faults{N: 1, First: []Trouble{{Source: f.source, Fault: scan.Fault{Line: f.batch.Line(row), Column: 1}}}})
}

// leave counts a row that a condition leaves out. Its dates still show how the column is written.
func (l *lane) leave(condition int, cell []byte) {
	out := Became{Account: "filtered", Role: dataset.Where, Value: cell, Reason: "does not meet " + l.where[condition].String()}
	if l.where[condition].Excludes() {
		l.excluded += l.row.Times
		out.Account, out.Reason = "excluded", "is no data: "+l.where[condition].String()
	} else {
		l.filtered += l.row.Times
	}
	l.look()
	for _, c := range l.tallying {
		_ = c.often(func() error {
			c.planes[plain].counter.Leave(&l.row, condition)
			return nil
		})
		c.reject(plain, out, condition)
	}
}

// often does something with the row at hand, as often as it stands in the source where the counters do not heed that.
func (c *tallying) often(do func() error) error {
	r := &c.lane.row
	if r.Times == 1 || c.multiplies() {
		return do()
	}
	times := r.Times
	r.Times = 1
	defer func() { r.Times = times }()
	for range times {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// multiplies tells whether the counters heed how often a row stands in the source.
func (c *tallying) multiplies() bool {
	m, ok := c.planes[plain].counter.(Multiplier)
	return ok && m.Multiplies()
}

// add counts the row at hand.
func (c *tallying) add() error {
	if c.lane.row.Times == 1 {
		return c.once()
	}
	return c.often(c.once)
}

// once counts the row at hand, as the counters take it.
func (c *tallying) once() error {
	out, err := c.planes[plain].counter.Add(&c.lane.row)
	switch {
	case err != nil:
		return &CountError{c.number, err}
	case out.Account == Undecided:
		c.lane.look()
		return c.addEither()
	case out.Account != Counted:
		c.lane.look()
		c.reject(plain, out, 0)
	}
	c.lane.notice(c.planes[plain].counter.Evidence())
	return nil
}

// addEither counts the row at hand in both orders of day and month. Passing a limit is an error only in the one that is taken.
func (c *tallying) addEither() error {
	for i := dayFirst; i <= monthFirst; i++ {
		p := &c.planes[i]
		if p.counter == nil {
			if err := c.open(i); err != nil {
				return err
			}
			p.counter.Begin(c.source())
		}
		if p.beyond != nil {
			continue
		}
		out, err := p.counter.Add(&c.lane.row)
		if err != nil {
			p.beyond = err
		} else if out.Account != Counted {
			c.reject(i, out, 0)
		}
	}
	return nil
}

// open makes the counter of a plane.
func (c *tallying) open(i int) error {
	order := [planes]dates.DayOrder{c.lane.dates.Order, dates.DayFirst, dates.MonthFirst}[i]
	late := new([]Reject)
	c.planes[i].late = late
	var tell func(Reject)
	if c.lane.front.pass.reject != nil {
		tell = func(r Reject) { r.Count = c.number; *late = append(*late, r) }
	}
	var err error
	c.planes[i].counter, err = c.rule.Counter(order, tell)
	return err
}

// source is the source at hand.
func (c *tallying) source() Feed {
	f := c.lane.front
	return Feed{Number: f.source, Columns: c.of, Marks: c.lane.marks, Batch: &c.batch,
		InOrder: func(do func()) { f.tell.do = append(f.tell.do, do) }}
}

// reject tells of the row at hand, where somebody wants to know of every one.
func (c *tallying) reject(into int, out Became, condition int) {
	f := c.lane.front
	if f.pass.reject == nil {
		return
	}
	r := Reject{Place: c.lane.row.Place(), Count: c.number, Role: out.Role, Condition: condition, Value: string(out.Value),
		Account: out.Account, Reason: out.Reason}
	if into == plain {
		f.tell.rejects = append(f.tell.rejects, r)
		return
	}
	*c.planes[into].late = append(*c.planes[into].late, r)
}

// notice takes over what a counter has seen of the order of day and month.
func (l *lane) notice(seen *dates.OrderEvidence) {
	for r := dates.Either; r <= dates.MustBeMonthFirst; r++ {
		if seen.Has(r) && !l.evidence.Has(r) {
			l.look()
			return
		}
	}
}

// look sees what the times of the row at hand say about the order of day and month.
func (l *lane) look() {
	for _, role := range l.columns.Times {
		text := l.row.Cell(l.columns.At(role))
		_, reading, _ := l.reader.Parse(text)
		if reading == dates.Plain || l.evidence.Has(reading) {
			continue
		}
		at := l.row.Place()
		l.evidence.Add(reading, text, at)
		l.clues[at] = role
	}
}

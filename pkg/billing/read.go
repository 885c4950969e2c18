package billing

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A reading is the filling of a ledger by workers. Rows whose dates can be read with the day or with
// the month first go to two other ledgers, one for each order; when the columns have decided, the one
// that counts is merged.
type reading struct {
	options ledger.Bookkeeping
	where   []*where.Cond
	turns   *engine.Sequence[[]engine.Reject]
	telling bool // somebody wants to know of every row that does not count
	cycles  *cycles
	ledger  *ledger.Ledger
	sides   [2]side
}

// A side is a ledger of rows that are read in one order of day and month, made when it is needed.
type side struct {
	order  dates.Order
	once   sync.Once
	ledger *ledger.Ledger
	err    error
}

func (s *side) open(o ledger.Bookkeeping) (*ledger.Ledger, error) {
	s.once.Do(func() {
		o.Dates.Order = s.order
		s.ledger, s.err = ledger.New(o)
	})
	return s.ledger, s.err
}

func newReading(o ledger.Bookkeeping) (*reading, error) {
	main, err := ledger.New(o)
	if err != nil {
		return nil, err
	}
	return &reading{options: o, ledger: main, sides: [2]side{{order: dates.DayFirst}, {order: dates.MonthFirst}}}, nil
}

// A worker reads the rows of its batches into the ledger. It is the sink of one goroutine.
type worker struct {
	*reading
	source int
	cells  []cell
	cols   columns
	usual  bool // rows have nothing but customer, time, amount and one group, and need not be told of
	places ledger.Places
	row    ledger.Row
	batch  *scan.Batch
	at     int

	main     *ledger.Collector
	sided    [2]*ledger.Collector
	late     [2][]engine.Reject // of the sides
	reader   *dates.Reader      // for rows that the ledger does not look at to the end
	evidence dates.Evidence
	clues    map[dates.Position]ledger.Role // where the evidence stands

	filtered           int64
	malformed, remarks engine.Faults
	key                []byte
	uncycled           uncycled
	tell               []engine.Reject
}

// A cell says which field of a row a wanted column fills.
type cell struct {
	role  ledger.Role
	field *[]byte
	at    int
}

func (r *reading) newWorker() (*worker, error) {
	w := &worker{reading: r, clues: make(map[dates.Position]ledger.Role)}
	w.row.Place = w.place
	var err error
	if w.main, err = r.ledger.Collector(); err != nil {
		return nil, err
	}
	w.reader, err = dates.NewReader(r.options.Dates)
	return w, err
}

// begin readies the worker for a source.
func (w *worker) begin(source int, cols columns) {
	w.source, w.cols, w.cells = source, cols, w.cells[:0]
	for _, role := range cols.roles() {
		w.cells = append(w.cells, cell{role, w.row.Cell(role), cols.at[role]})
	}
	w.places = ledger.Places{Customer: cols.at[ledger.Customer], Time: cols.at[ledger.Time], Amount: cols.at[ledger.Amount], Group: none}
	if len(cols.by) > 0 {
		w.places.Group = cols.by[0]
	}
	w.usual = !w.telling && len(w.where) == 0 && len(w.cells) == 3 && len(cols.by) <= 1 && w.places.Customer != none && w.places.Time != none && w.places.Amount != none
}

// Batch reads the rows of a batch.
func (w *worker) Batch(b *scan.Batch) error {
	w.batch, w.tell = b, nil
	for _, f := range b.Faults {
		w.malformed.Add(w.source, f)
		if w.telling {
			w.tell = append(w.tell, engine.Reject{Place: tally.Place{Source: w.source, Line: f.Line}, Kind: "malformed", Reason: f.Reason})
		}
	}
	for _, f := range b.Remarks {
		w.remarks.Add(w.source, f)
	}
	for w.at = 0; w.at < b.Rows(); w.at++ {
		if w.usual {
			if w.at = w.main.AddUsual(b, w.at, w.places); w.at == b.Rows() {
				break
			}
		}
		if err := w.add(); err != nil {
			return err
		}
	}
	if w.telling {
		if len(b.Faults) > 0 {
			sortRejects(w.tell)
		}
		w.turns.Deliver(b.Seq, w.tell)
	}
	return nil
}

// absent stands for a value that a record lacks although the ledger has its column.
var absent = []byte{}

// add reads the row at hand.
func (w *worker) add() error {
	for _, c := range w.cells {
		if *c.field = w.batch.Cell(w.at, c.at); *c.field == nil {
			*c.field = absent
		}
	}
	for i, cond := range w.where {
		if cell := w.batch.Cell(w.at, w.cols.where[i]); !cond.Match(cell) {
			w.filtered++
			if !w.bounds(i) {
				w.main.Pass(&w.row)
			}
			w.look()
			w.rejectCondition(i, cell)
			return nil
		}
	}
	w.group()
	out, err := w.main.Add(&w.row)
	switch {
	case err != nil:
		return err
	case out.Fate == ledger.Undecided:
		w.look()
		return w.addEither()
	case out.Fate != ledger.Counted:
		w.look()
		w.reject(out)
		return nil
	}
	w.noteProduct()
	w.notice()
	return nil
}

// bounds tells whether a condition is one on the time itself: what it leaves out is not asked about, and tells of
// nobody who is kept.
func (w *worker) bounds(condition int) bool { return w.cols.where[condition] == w.cols.at[ledger.Time] }

// group sets the key of the row's group: its --by values, and its product where products have cycles.
func (w *worker) group() {
	if len(w.cols.by) == 0 && w.cycles == nil {
		return
	}
	w.key = w.key[:0]
	for _, at := range w.cols.by {
		value := bytes.TrimSpace(w.batch.Cell(w.at, at))
		if !utf8.Valid(value) {
			repaired, _ := source.Repair(string(value))
			value = []byte(repaired)
		}
		w.key = engine.AppendCell(w.key, value)
	}
	if w.cycles != nil {
		w.row.Product = bytes.TrimSpace(w.row.Product)
		w.key = engine.AppendCell(w.key, w.cycles.named(w.row.Product))
	}
	w.row.Group = w.key
	if len(w.cols.by) == 1 {
		w.row.GroupCell = w.batch.Cell(w.at, w.cols.by[0])
	}
}

// noteProduct takes note of a row that counts and whose product has no cycle.
func (w *worker) noteProduct() {
	if w.cycles == nil || w.cycles.named(w.row.Product) != nil {
		return
	}
	w.uncycled.add(string(w.row.Product), w.place)
}

// addEither reads the row at hand in both orders of day and month.
func (w *worker) addEither() error {
	for i := range w.sided {
		if w.sided[i] == nil {
			l, err := w.sides[i].open(w.options)
			if err != nil {
				return err
			}
			if w.sided[i], err = l.Collector(); err != nil {
				return err
			}
		}
		c := w.sided[i]
		out, err := c.Add(&w.row)
		if err != nil {
			return err
		}
		if out.Fate != ledger.Counted {
			if w.telling {
				w.late[i] = append(w.late[i], w.rejected(out))
			}
		} else if i == 0 {
			w.noteProduct()
		}
	}
	return nil
}

// place tells where the row at hand stands.
func (w *worker) place() tally.Place {
	return tally.Place{Source: w.source, Line: w.batch.Line(w.at), Record: w.batch.Seq<<32 | int64(w.at)}
}

// text is the cell of a role in the row at hand.
func (w *worker) text(role ledger.Role) []byte {
	if at := w.cols.at[role]; at != none {
		return w.batch.Cell(w.at, at)
	}
	return nil
}

func (w *worker) reject(out ledger.Outcome) {
	if w.telling {
		w.tell = append(w.tell, w.rejected(out))
	}
}

func (w *worker) rejected(out ledger.Outcome) engine.Reject {
	return engine.Reject{Place: w.place(), Role: engine.Role(out.Role.String()), Value: string(w.text(out.Role)),
		Kind: out.Fate.String(), Reason: out.Why()}
}

func (w *worker) rejectCondition(condition int, cell []byte) {
	if w.telling {
		w.tell = append(w.tell, engine.Reject{Place: w.place(), Role: engine.Where, Condition: condition,
			Value: string(cell), Kind: "filtered", Reason: "does not meet " + w.where[condition].String()})
	}
}

// notice takes over what the ledger has seen of the order of day and month.
func (w *worker) notice() {
	for r := dates.Either; r <= dates.MustBeMonthFirst; r++ {
		if w.main.Evidence.Has(r) && !w.evidence.Has(r) {
			w.look()
			return
		}
	}
}

// look sees what the times of the row at hand say about the order of day and month, also where the
// row is left out: it shows how the columns are written all the same.
func (w *worker) look() {
	for _, c := range w.cells {
		if !isTime(c.role) {
			continue
		}
		text := *c.field
		_, r, _ := w.reader.Parse(text)
		if r == dates.Plain || w.evidence.Has(r) {
			continue
		}
		p := w.place()
		at := dates.Position{Source: p.Source, Line: p.Line, Record: p.Record}
		w.evidence.Add(r, text, at)
		w.clues[at] = c.role
	}
}

func isTime(role ledger.Role) bool { return role >= ledger.Time && role <= ledger.TrialEnd }

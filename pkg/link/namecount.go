package link

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/roll"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A namecount is a question about the keys of rows alone: who of a roll is there, or which text stands beside each of them.
type namecount struct {
	kind.Words
	key  string
	said string // the column of the text, "" for who is there
	time string // the column of the time of the text, "" to find one

	hall     *roll.Hall     // who is called; nil where the text is asked for
	met      *roll.Presence // who was met on the other side, where examples are asked for of who was not; nil elsewhere
	list     int
	register *roll.Register
	keep     roll.Keeping
}

// Said returns the words that all questions have.
func (h *namecount) Said() *kind.Words { return &h.Words }

// Definition is none: nothing is computed.
func (h *namecount) Definition() string { return "" }

// Ask understands the words.
func (h *namecount) Ask() (kind.Session, error) {
	const confidence = 0.95 // of no interval
	u, err := h.Understand(confidence)
	return &counting{namecount: h, Understood: u}, err
}

// A counting answers a namecount.
type counting struct {
	*namecount
	kind.Understood
	set     *dataset.Set
	columns []dataset.Columns
	sample  []string // keys of the first rows
}

// Begin has no small files to read.
func (s *counting) Begin(context.Context) error { return nil }

// mostLabels bounds the distinct texts of a label. A column with more tells customers apart, and makes no groups of them.
const mostLabels = 1000

// Choose finds the columns.
func (s *counting) Choose(set *dataset.Set) error {
	s.set = set
	wishes := []dataset.Wish{{Role: roll.Who, Flag: "--key", Name: s.key}}
	if s.said != "" {
		wishes = append(wishes, dataset.Wish{Role: roll.Said, Flag: "column", Name: s.said}, dataset.Wish{Role: roll.When, Flag: "--time", Name: s.time})
	}
	for _, t := range set.Tables {
		cs, err := dataset.Chooser{Roles: wishes, Where: s.Conditions}.Named(t)
		if err != nil {
			return err
		}
		if s.said != "" && !cs.Has(roll.When) {
			if f, err := t.FindTime("", s.Writing(dates.Unknown), false); err == nil && f.Sure {
				cs.Take(roll.When, f)
			}
		}
		s.columns = append(s.columns, cs)
		s.sample = append(s.sample, t.Sample(cs.At(roll.Who))...)
	}
	return kind.MarkOfConditions(set, s.Conditions, s.Decimal, set.Tables[0].Decimal, func(i int) []int { return s.columns[i].Where })
}

// Counts says what a pass has to count.
func (s *counting) Counts() ([]pass.Counting, error) {
	w := s.Writing(dates.Unknown)
	c := pass.Counting{}
	switch {
	case s.met != nil:
		c.Rule = s.hall.NewMissing(s.list, s.met)
	case s.hall != nil:
		c.Rule = s.hall.NewCalling(s.list)
	default:
		w.Order = s.set.DateOrder(s.Writing(dates.DayFirst), func(table int) []int {
			return slices.DeleteFunc([]int{s.columns[table].At(roll.When)}, func(at int) bool { return at == dataset.None })
		})
		c.Rule = s.register.NewSigning(w, s.From, s.To, mostLabels)
	}
	c.Dates = w
	for _, cs := range s.columns {
		var times []dataset.Role
		if s.said != "" && cs.Has(roll.When) {
			times = append(times, roll.When)
		}
		c.Columns = append(c.Columns, pass.Placed(cs, times...))
	}
	c.Where = s.On(where.Cells{Decimal: s.set.Tables[0].Decimal, Zone: s.Zone})
	return []pass.Counting{c}, nil
}

// Close has what was counted.
func (s *counting) Close(ctx context.Context, reads []pass.Read, way int) (kind.Closed, error) {
	r := &reads[0]
	c := &tolled{counting: s, rows: result.Rows{Read: r.Rows, Counted: r.Rows - r.Filtered - r.Excluded, Filtered: r.Filtered, Excluded: r.Excluded}}
	var err error
	switch counter := r.Ways[way].Counter.(type) {
	case *roll.Presence:
		c.there = counter
	case *roll.Signer:
		if c.enrolled, err = s.enrol(ctx, counter); err == nil && len(r.Ways) > 1 && c.enrolled.Changed > 0 {
			err = s.Failed(0, r.Open) // which row is the latest hangs on the order of day and month
		}
	}
	return c, err
}

// enrol calls everybody by the text that stands beside the key.
func (s *counting) enrol(ctx context.Context, signer *roll.Signer) (kind.Enrolled, error) {
	words := make(map[string]int)
	for _, text := range signer.Texts() {
		if text != "" {
			words[text] = 0
		}
	}
	list := slices.SortedFunc(maps.Keys(words), compareLabels)
	for i, word := range list {
		words[word] = i
	}
	r, signed, err := signer.Roll(ctx, max(s.Workers, 1), list, func(text string) int {
		if text == "" {
			return -1
		}
		return words[text]
	}, s.keep)
	return kind.Enrolled{Roll: r, Signed: signed, Sample: s.sample}, err
}

// Again never asks for more.
func (s *counting) Again(error) bool { return false }

// Column names the column of a row that does not count.
func (s *counting) Column(r pass.Reject) string {
	return s.columns[r.Source].Name(r.Role, r.Condition)
}

// Failed says what went wrong, and where.
func (s *counting) Failed(_ int, err error) error {
	var src *pass.SourceError
	var many *tally.LimitError
	switch {
	case errors.As(err, &many):
		return problem.Usage("%s: column %q has %v, which make no groups", s.set.Names(), s.said, many).Advise("choose a column with fewer values")
	case errors.As(err, &src):
		return s.set.Locate(src.Source, src.Err)
	}
	return s.set.Undecided(err, func(at tally.Place) int { return s.columns[at.Source].At(roll.When) })
}

// Meant is what the words mean.
func (s *counting) Meant() *kind.Understood { return &s.Understood }

// tolled is what a namecount has read. It has no figures of its own.
type tolled struct {
	*counting
	rows     result.Rows
	there    *roll.Presence
	enrolled kind.Enrolled
}

// compareLabels puts numbers in their order, also those with decimals, and other texts in that of people.
func compareLabels(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil && x != y {
		return cmp.Compare(x, y)
	}
	return kind.CompareValues(a, b)
}

// Rows accounts for every row.
func (c *tolled) Rows() result.Rows { return c.rows }

// FirstUnusable is none.
func (c *tolled) FirstUnusable() string { return "" }

// Fill has nothing to tell.
func (c *tolled) Fill(d *result.Document) error {
	d.Columns = c.columns[0].Object()
	return nil
}

// Doubt has no doubts.
func (c *tolled) Doubt(*result.Document) {}

// Later has none, either.
func (c *tolled) Later(*result.Document) {}

// Nothing is no failure: there never is a figure.
func (c *tolled) Nothing(*result.Document) *problem.Error { return nil }

// Evidence is none.
func (c *tolled) Evidence([]int, string) (metric.Evidence, error) {
	return metric.Evidence{}, metric.ErrNoInterval
}

// Weight is none.
func (c *tolled) Weight([]int, string) (weight float64, ok bool) { return 0, false }

// Recall is none.
func (c *tolled) Recall(map[string]float64) (e metric.Evidence, ok bool) { return e, false }

// Reasons are none.
func (c *tolled) Reasons() []string { return nil }

package kind

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// Compare has the conditions compare cells as their columns are written: it is asked before anything looks at rows.
func (u *Understood) Compare(set *dataset.Set, w *Words) (err error) {
	u.Conditions, err = Comparing(set, w, u.Conditions)
	return err
}

// Comparing returns conditions that compare cells as their columns are written in all tables of a set: dates in their form
// and in the order of their day and month, numbers with their mark. It asks where a column does not tell, and where nothing
// in it can be compared.
func Comparing(set *dataset.Set, w *Words, conditions []*where.Cond) ([]*where.Cond, error) {
	out := slices.Clone(conditions)
	for i, cond := range conditions {
		c := compared{set: set, words: w, cond: cond}
		if !c.find() {
			continue
		}
		f, err := c.form()
		if err != nil {
			return nil, err
		}
		out[i] = cond.As(f)
		if err := c.unlike(out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// A compared is the column of a condition in all tables.
type compared struct {
	set   *dataset.Set
	words *Words
	cond  *where.Cond
	at    []int      // by table, dataset.None where it has no such column
	told  [][]string // the first values that say something
	whole bool       // they are all that there are
}

// find finds the column. It tells whether there is anything in it to look at.
func (c *compared) find() (any bool) {
	dated, _ := c.cond.Dated()
	if !dated && !c.cond.Orders() {
		return false
	}
	c.whole = true
	for _, t := range c.set.Tables {
		at, err := t.Resolve("", c.cond.Column())
		if err != nil {
			at = dataset.None // which is told where columns are chosen
		}
		told := t.Told(at)
		c.at, c.told, any = append(c.at, at), append(c.told, told), any || len(told) > 0
		c.whole = c.whole && t.Whole
	}
	return any
}

// form says how the column is written.
func (c *compared) form() (f where.Spelling, err error) {
	if c.timed() {
		return c.dates()
	}
	f.Parts = c.parts()
	return f, c.doubtfulMark()
}

// timed tells whether dates are compared: where the value can be nothing else, and where it is a number and most cells are dates
// that are none. What = is about has to be dates throughout.
func (c *compared) timed() bool {
	dated, number := c.cond.Dated()
	if !dated {
		return false
	}
	if c.cond.Orders() && !number {
		return true
	}
	reader, err := dates.NewReader(c.writing(dates.DayFirst))
	other, also := dates.NewReader(c.writing(dates.MonthFirst))
	if err != nil || also != nil {
		return false
	}
	days, others, plain := 0, 0, c.cond.As(where.Spelling{})
	for _, cells := range c.told {
		for _, text := range cells {
			_, _, ok := reader.Parse([]byte(text))
			_, _, or := other.Parse([]byte(text))
			switch {
			case !ok && !or, number && isNumber(plain, text):
				others++
			default:
				days++
			}
		}
	}
	return days > 0 && (others == 0 || c.cond.Orders() && days > others)
}

// isNumber tells whether a condition can compare a text as a number.
func isNumber(cond *where.Cond, text string) bool {
	if cond.Orders() {
		return cond.Reads([]byte(text))
	}
	_, err := money.Read([]byte(text), '.')
	return err == nil
}

// writing says how dates are written: as --date-format says, where any cell is written so, and in any usual form elsewhere.
func (c *compared) writing(order dates.DayOrder) dates.Writing {
	w := c.words.Writing(order)
	reader, err := dates.NewReader(w)
	if err != nil {
		return w
	}
	reads := func(text string) bool { _, _, ok := reader.Parse([]byte(text)); return ok }
	if w.Layout != "" && !slices.ContainsFunc(c.told, func(cells []string) bool { return slices.ContainsFunc(cells, reads) }) {
		w.Layout = ""
	}
	return w
}

// dates says how the dates are written, and asks where their order matters and nothing tells it.
func (c *compared) dates() (where.Spelling, error) {
	w := c.writing(dates.Unknown)
	f := where.Spelling{Timed: true, Layout: w.Layout}
	if w.Layout != "" {
		return f, nil
	}
	order, err := c.set.OrderOf(w, c.at)
	if err != nil {
		if c.whole && c.alike(f) {
			f.Order = dates.DayFirst
			return f, nil
		}
		return f, err
	}
	f.Order = order
	return f, nil
}

// alike tells whether it makes no difference which of the day and the month comes first.
func (c *compared) alike(f where.Spelling) bool {
	f.Order = dates.DayFirst
	day := c.with(f, 0)
	f.Order = dates.MonthFirst
	month := c.with(f, 0)
	return !c.differs(day, month)
}

// with is the condition for a form and a decimal mark; 0 is that of the sources.
func (c *compared) with(f where.Spelling, mark byte) *where.Cond {
	if mark == 0 {
		mark = c.set.Tables[0].Decimal
	}
	return c.cond.As(f).With(where.Cells{Decimal: mark, Zone: c.words.Zone})
}

// differs tells whether two ways to compare do not come to the same for all values.
func (c *compared) differs(a, b *where.Cond) bool {
	return slices.ContainsFunc(c.told, func(cells []string) bool {
		return slices.ContainsFunc(cells, func(text string) bool { return a.Match([]byte(text)) != b.Match([]byte(text)) })
	})
}

// parts tells whether some numbers have a percent sign and others have none: 0.15 and 15% may be the same.
func (c *compared) parts() bool {
	with, without := false, false
	plain := c.with(where.Spelling{Parts: true}, 0)
	for _, cells := range c.told {
		for _, text := range cells {
			n := len(text)
			switch {
			case n > 1 && text[n-1] == '%':
				with = true
			case plain.Reads([]byte(text)) && !isZero(text):
				without = true
			}
		}
	}
	return with && without
}

func isZero(text string) bool {
	a, _, err := money.Parse([]byte(text), '.', 4)
	return err == nil && a == 0
}

// doubtfulMark asks for the decimal mark where that of a number may as well stand between thousands, no number of the column
// tells, and it matters. Numbers that are surely written with another mark are asked about elsewhere.
func (c *compared) doubtfulMark() error {
	mark := c.set.Tables[0].Decimal
	if c.words.Decimal != 0 || !c.cond.Orders() || mark == 0 {
		return nil
	}
	doubtful, source := "", 0
	for i, cells := range c.told {
		for _, text := range cells {
			switch shown, sure := money.MarkOf([]byte(text)); {
			case sure:
				return nil
			case shown == mark && doubtful == "" && TwoMarks(mark, c.set.Tables[i].Between(c.at[i]), false):
				doubtful, source = text, i
			}
		}
	}
	if doubtful == "" || !c.differs(c.with(where.Spelling{}, mark), c.with(where.Spelling{}, otherThan(mark))) {
		return nil
	}
	t := c.set.Tables[source]
	return Mark(t.Name+": column "+t.Header(c.at[source]), doubtful, "")
}

// otherThan is the other decimal mark.
func otherThan(mark byte) byte {
	if mark == ',' {
		return '.'
	}
	return ','
}

// reads tells whether a condition can compare any value.
func (c *compared) reads(cond *where.Cond) bool {
	return slices.ContainsFunc(c.told, func(cells []string) bool {
		return slices.ContainsFunc(cells, func(text string) bool { return cond.Reads([]byte(text)) })
	})
}

// unlike asks where nothing of a column can be compared. What the other decimal mark would have read is asked about elsewhere.
func (c *compared) unlike(cond *where.Cond) error {
	if !cond.Orders() {
		return nil
	}
	mark := c.set.Tables[0].Decimal
	in := func(mark byte) *where.Cond { return cond.With(where.Cells{Decimal: mark, Zone: c.words.Zone}) }
	if c.reads(in(mark)) || c.words.Decimal == 0 && c.reads(in(otherThan(mark))) {
		return nil
	}
	first := slices.IndexFunc(c.told, func(cells []string) bool { return len(cells) > 0 })
	t := c.set.Tables[first]
	w := sentry{}
	w.see(c.told[first])
	return problem.Usage("%s: column %s: no value can be compared in %s: the column has %s", t.Name, t.Header(c.at[first]), cond, dataset.Shortly(w.cells)).
		Advise("texts are compared as in COLUMN=TEXT, 'COLUMN in A,B' and COLUMN~REGEXP; --date-format tells how dates are written, and --decimal which mark numbers have")
}

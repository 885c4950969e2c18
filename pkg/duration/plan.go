package duration

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/hours"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// A watch is what is asked: lengths between two moments, or those that a column holds.
type watch struct {
	*facts.Query
	held     bool             // a column holds lengths
	alone    bool             // which is the only one of the first source that may, and none is named
	coupled  bool             // the beginning and the end are the only times of the first source, and none is named
	unit     int64            // of bare numbers, 0 for what headers tell
	units    []span.Yardstick // of bare numbers of each source
	limit    int64            // the target, -1 for none
	asOf     *dates.Instant   // nil for the newest moment
	calendar *hours.Calendar
	censored bool             // some cases are open
	said     []result.Warning // about the first rows
}

func planned(q *facts.Query) (facts.Intent, error) {
	p := &watch{Query: q, held: q.Own.Text("duration") != "", limit: -1}
	if text := q.Own.Text("within"); text != "" {
		limit, err := facts.Length("within", text)
		if err != nil {
			return nil, err
		}
		p.limit = limit
	}
	var err error
	if p.asOf, err = kind.Moment("as-of", q.Own.Text("as-of"), q.Zone); err != nil {
		return nil, err
	}
	return p, p.check()
}

// check finds flags that contradict each other.
func (p *watch) check() error {
	own := p.Own
	if text := own.Text("unit"); text != "" {
		micros, ok := span.Named(text)
		if !ok {
			return problem.Usage("--unit %q is not one of ms, s, min, h, d", text)
		}
		p.unit = micros
	}
	switch {
	case p.held && (own.Text("from") != "" || own.Text("to") != ""):
		return problem.Usage("--duration names a column that holds lengths, --from and --to two moments between which they lie: one or the other")
	case p.held && p.asOf != nil:
		return problem.Usage("--as-of is for what is still open, and lengths of --duration have ended")
	case p.held && own.Text("hours") != "":
		return problem.Usage("--hours is for the time between --from and --to; lengths of --duration do not tell when they were")
	case !p.held && p.unit != 0:
		return problem.Usage("--unit is that of numbers in --duration, and no such column is named").Advise("--duration COL names it")
	case !p.held && own.Is("signed"):
		return problem.Usage("--signed is for lengths of --duration, which may be below 0 where early is told from late").Advise("--duration COL names them")
	}
	return nil
}

// Begin reads the business hours.
func (p *watch) Begin(ctx context.Context) (err error) {
	p.calendar, err = p.Hours(ctx, "hours")
	return err
}

// Define is the formula.
func (p *watch) Define() string {
	what := "to − from"
	if p.held {
		what = "the lengths"
	} else if p.Own.Text("hours") != "" {
		what = "business time from one to the other"
	}
	return "median of " + what + ", type 7; where cases are open, that of Kaplan-Meier"
}

// Settings show how lengths are read.
func (p *watch) Settings() (o result.Object) {
	o.Add(p.censored, "interval", "log-log")
	o.Add(p.limit >= 0, "within", seconds(p.limit))
	o.Add(p.asOf != nil, "as_of", p.Own.Text("as-of"))
	o.Add(p.unit != 0, "unit", p.Own.Text("unit"))
	o.Add(p.Own.Is("signed"), "signed", true)
	o.Add(p.Own.Text("hours") != "", "hours", p.Own.Text("hours"))
	return o
}

// Shown has tables show the target, where there is one.
func (p *watch) Shown(d *result.Document) {
	if p.limit < 0 {
		return
	}
	d.Fields = declared()
	for i := range d.Fields {
		if f := &d.Fields[i]; strings.HasPrefix(f.Name, "within_") {
			f.Extra = false
		}
	}
	d.Gist = []string{"{within_pct} within {within}"}
}

// When is the role of the column that tells when something happened.
func (p *watch) When() dataset.Role {
	if p.held {
		return "time"
	}
	return "from"
}

// Wants needs both moments, or the lengths.
func (p *watch) Wants(role dataset.Role) facts.Want {
	if !p.held && (role == "from" || role == "to") || p.alone && role == "duration" {
		return facts.Needed
	}
	return facts.Unwanted
}

// Check asks for the unit of numbers, where nothing tells it.
func (p *watch) Check(t *dataset.Table, cs dataset.Columns) error {
	if !p.held {
		p.again(t, cs)
		if e := p.ended(t, cs); e != nil {
			return e
		}
		return cmp.Or(p.uneven(t, cs), p.measured(t, cs), p.deals(t, cs), p.flagged(t, cs), p.unclosed(t, cs), p.gone(t, cs), p.stays(t, cs), p.ahead(t, cs), p.uncome(t, cs), p.Totals(t, cs, "cases", func(row []string) (x, rounded float64, ok bool) {
			return math.NaN(), 0, answer.Trim(row[cs.At("from")]) != "" && answer.Trim(row[cs.At("to")]) != ""
		}))
	}
	if err := cmp.Or(p.means(t, cs), p.sums(t, cs), p.sofar(t, cs)); err != nil {
		return err
	}
	unit := span.YardstickOf(p.unit)
	if p.unit == 0 {
		unit = span.InHeader(cs.Name("duration", 0))
	}
	p.units = append(p.units, unit)
	if err := cmp.Or(p.remains(t, cs, unit), p.dated(t, cs, unit), p.clock(t, cs, unit), p.unended(t, cs, unit), p.undone(t, cs, unit), p.untold(t, cs, unit), p.flagged(t, cs)); err != nil {
		return err
	}
	decimal := t.Decimal
	for _, text := range t.Sample(cs.At("duration")) {
		if _, c := span.Parse(text, unit, decimal); c == span.Unsure {
			return p.askUnit(t, t.Name, cs, text)
		}
	}
	return p.Totals(t, cs, "cases", func(row []string) (x, rounded float64, ok bool) {
		micros, c := span.Parse(row[cs.At("duration")], unit, decimal)
		rounded = max(0.5e6, dataset.Rounded(row[cs.At("duration")])*float64(unit.Bare))
		return float64(micros), rounded, c == span.Good
	})
}

// askUnit asks of what unit numbers are.
func (p *watch) askUnit(t *dataset.Table, at string, cs dataset.Columns, text string) error {
	e := problem.Usage("%s: column %s: %s has no unit, and neither has the header: choose it with --unit", at, cs.Header("duration"), answer.Quote(text, 40))
	if strings.Contains(text, ":") {
		e.Senses = []problem.Sense{{Says: "if it is hours and minutes", Flags: []string{"--unit", "h"}}, {Says: "if it is minutes and seconds", Flags: []string{"--unit", "min"}}}
		return e
	}
	type yardstick struct{ flag, says string }
	units := []yardstick{{"s", "seconds"}, {"min", "minutes"}, {"h", "hours"}, {"d", "days"}}
	if ofProgram(t, cs.At("duration")) {
		units = append([]yardstick{{"ms", "milliseconds"}}, units...)
	}
	for _, u := range units {
		e.Senses = append(e.Senses, problem.Sense{Says: "if it is " + u.says, Flags: []string{"--unit", u.flag}})
	}
	return e
}

// ofProgram tells whether the middle one of numbers would be more than a day of seconds, so that they rather are milliseconds, in which
// programs count.
func ofProgram(t *dataset.Table, column int) bool {
	const day = 24 * 3600
	numbers, ok := t.Numbers(column)
	slices.Sort(numbers)
	return ok && len(numbers) > 0 && numbers[len(numbers)/2] > day
}

// askMixed asks what 1:30 is in a column of numbers that stand alone, since 1:30 beside 90 may be as long.
func (p *watch) askMixed(at string, cs dataset.Columns, m unitless) error {
	e := problem.Usage("%s: column %s: %s stands among numbers without a colon, and what its first number is nobody knows; write it as 01:30:00 or 1h 30m in the file, or choose with --unit",
		at, cs.Header("duration"), answer.Quote(m.text, 40))
	if p.units[m.Source].Clock == 3600e6 {
		e.Senses = []problem.Sense{{Says: "if it is hours and minutes, and the others are hours", Flags: []string{"--unit", "h"}}}
	} else {
		e.Senses = []problem.Sense{{Says: "if it is minutes and seconds, and the others are minutes", Flags: []string{"--unit", "min"}}}
	}
	return e
}

// uneven refuses days without a time of day on one side and times on the other: the length between may be a day off. Beside days,
// months may be a month off, and so may they from one to another.
func (p *watch) uneven(t *dataset.Table, cs dataset.Columns) error {
	if t.HoldsPeriods(cs.At("from")) && t.HoldsPeriods(cs.At("to")) {
		e := problem.Usage("%s: columns %s and %s hold months or quarters: what lies between two of them may be a month off or more either way, and no days were measured",
			t.Name, cs.Header("from"), cs.Header("to"))
		e.Hint = "name columns with the days on which it was, with --from and --to"
		if days := new(problem.Error); errors.As(p.pairs(t, "from"), &days) {
			e.Hint, e.Senses = "", days.Senses
		}
		return e
	}
	for _, sides := range [][2]dataset.Role{{"from", "to"}, {"to", "from"}} {
		whole, other := cs.At(sides[0]), cs.At(sides[1])
		if t.HoldsPeriods(whole) && !t.Blank(other) && !t.HoldsPeriods(other) {
			return problem.Usage("%s: column %s holds months or quarters and column %s days: a length from one to the other may be a month off or more",
				t.Name, cs.Header(sides[0]), cs.Header(sides[1])).Advise("name a column with the day on which it was, with --" + string(sides[0]))
		}
		if p.DaysOnly(t, cs, sides[0]) && !t.Blank(cs.At(sides[1])) && !p.DaysOnly(t, cs, sides[1]) {
			return problem.Usage("%s: column %s holds days and column %s times: a length from one to the other may be a day off",
				t.Name, cs.Header(sides[0]), cs.Header(sides[1])).Advise("where another column holds the time of day, name both joined by +, such as --from 'Date+Start'")
		}
	}
	return nil
}

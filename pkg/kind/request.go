package kind

import (
	"maps"
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/arrange"
	"github.com/cxcalc/cxcalc/pkg/baseline"
	"github.com/cxcalc/cxcalc/pkg/board"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/settings"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// Words are what every question says, whatever a row stands for. Texts are as people write them.
type Words struct {
	Metric  metric.Metric
	Sources []string
	// Dataset tells how the bytes of the sources become tables.
	Dataset dataset.Terms
	// Decimal is the decimal mark, 0 to take that of each source.
	Decimal byte
	// By names the columns whose values make the groups, in order, or dataset.SourceKey.
	By []string
	// Labels say what stands for the values of a column of By: what another question has told about them.
	Labels map[string]pass.Label
	// Enrolment asks what each of those is called whom a column names; nil where nobody asks.
	Enrolment *Enrolment
	// Pooled makes one group of all periods of a ledger, and Undirected says that nobody is told whether more is better.
	Pooled, Undirected bool
	// Missing are texts that mean "no answer".
	Missing []string
	// Exclude are conditions of rows that are no data.
	Exclude []string
	// Where, Since and Until keep rows; Period cuts time, with bounds in Zone.
	Where                []string
	Since, Until, Period string
	Zone                 *time.Location
	ZoneName             string
	DateFormat           string
	// Drawer keeps the small files of a run, that several questions may name; nil for none.
	Drawer *smallfile.Drawer
	// Now is the moment of the run, nil when it is not known.
	Now *dates.Instant
	// Groups says which groups are held back, and how they are ordered.
	Groups arrange.Arrangement
	// Board says how the groups are ranked; nil where they are not.
	Board *board.Board
	// Each asks for what each customer adds to the figures, where another side may have some of them.
	Each bool
	// Baseline names the file of a document to compare with; "" for none.
	Baseline string
	// Target is the figure to reach; nil for the metric's own.
	Target *float64
	// Thresholds are gates on the fields.
	Thresholds []string
	// Invalid bounds the rows that cannot be used.
	Invalid Tolerance
	// Workers and MaxGroups bound what the reading may take.
	Workers, MaxGroups int
	// Anew asks the same with more to say: what nobody has given, as the layout of the sources says it. It is nil
	// where nobody can be asked.
	Anew func(layout []settings.Given) (Question, error)
	// Keep has what the sources say kept as a state, and nothing of it judged.
	Keep bool
	// Reject, when not nil, is told every row that is not counted, with the names of its source and column.
	Reject func(source, column string, r pass.Reject) error
}

// WordsOf returns the words that settled flags say.
func WordsOf(m metric.Metric, v flags.Values) (Words, error) {
	w := Words{Metric: m, By: v.List("by"), Missing: v.List("missing"), Where: v.List("where"), Exclude: v.List("exclude"), Since: v.Text("since"), Until: v.Text("until"),
		Period: v.Text("period"), DateFormat: v.Text("date-format"), Thresholds: v.List("threshold"), Baseline: v.Text("baseline")}
	return w, w.settle(v)
}

// Understood are words that make sense, before any source is opened.
type Understood struct {
	Conditions []*where.Cond
	From, To   *dates.Instant // nil for no bound
	Cut        dates.Period   // "" for none
	Gates      []gate.Gate
}

// KeepsAll tells whether a condition on a column leaves nothing out, which says that all of it is meant.
func (u *Understood) KeepsAll(t *dataset.Table, cs dataset.Columns, column int) bool {
	for n, cond := range u.Conditions {
		drops := func(text string) bool { return !cond.Match([]byte(text)) }
		if cs.Where[n] == column && !cond.LeavesOut() && !slices.ContainsFunc(t.Sample(column), drops) {
			return true
		}
	}
	return false
}

// Parted shows by which columns and by which period rows are parted, in the days of a zone, as settings of a document.
func (u *Understood) Parted(by []string, zone string) (o result.Object) {
	o.Add(by != nil, "by", by)
	o.Add(by == nil, "by", []string{})
	o.Add(u.Cut != "", "period", string(u.Cut))
	o.Add(u.Cut == "", "period", nil)
	o.Add(true, "tz", zone)
	return o
}

// On are the conditions on cells that are written in a way.
func (u *Understood) On(cells where.Cells) (out []*where.Cond) {
	for _, cond := range u.Conditions {
		out = append(out, cond.With(cells))
	}
	return out
}

// Unfinished finds a last period that looks as if it were not over, by how many rows each has, and doubts it. Bounds that the user
// gave say that it is.
func (u *Understood) Unfinished(counts map[int64]float64) (label string, doubts []result.Warning) {
	if u.Cut == "" || u.To != nil {
		return "", nil
	}
	periods := slices.Sorted(maps.Keys(counts))
	list := make([]float64, len(periods))
	for i, at := range periods {
		list[i] = counts[at]
	}
	if !metric.Unfinished(list) {
		return "", nil
	}
	label = u.Cut.Label(periods[len(periods)-1])
	return label, []result.Warning{metric.UnfinishedDoubt(label, string(u.Cut))}
}

// Understand tells what words mean. Its errors are all of the command line.
func (w *Words) Understand(confidence float64) (u Understood, err error) {
	if !(confidence > 0 && confidence < 1) {
		return u, problem.Usage("--confidence %v is not between 0 and 1, such as 0.95", confidence)
	}
	cohorts := w.Metric.LedgerTraits != nil && w.Metric.Triangle != nil
	if err = w.Groups.Check(w.Metric.Fields, cohorts); err != nil {
		return u, err
	}
	for _, e := range w.Where {
		c, err := where.Parse(e)
		if err != nil {
			return u, problem.Wrong("", err)
		}
		u.Conditions = append(u.Conditions, c)
	}
	if err := contrary(u.Conditions); err != nil {
		return u, err
	}
	for _, e := range w.Exclude {
		c, err := where.Parse(e)
		if err != nil {
			return u, problem.Wrong("", err)
		}
		u.Conditions = append(u.Conditions, c.Excluding())
	}
	if cohorts && w.Board != nil {
		return u, problem.Usage("--board ranks single figures, and %s has cohorts", w.Metric.Name)
	}
	if u.Gates, err = w.gates(); err != nil {
		return u, err
	}
	if u.From, u.To, err = bounds(w.Since, w.Until, w.Zone); err != nil {
		return u, err
	}
	if w.Period != "" {
		if u.Cut, err = dates.ParsePeriod(w.Period); err != nil {
			return u, problem.Wrong("--period: ", err)
		}
	}
	if _, err := dates.NewReader(w.Writing(dates.Unknown)); err != nil {
		return u, problem.Wrong("--date-format: ", err)
	}
	return u, nil
}

// Continue takes over from words that were asked before what belongs to the run and not to its flags.
func (w *Words) Continue(before *Words) {
	w.Sources, w.Dataset, w.Labels, w.Drawer, w.Now, w.Reject, w.Each = before.Sources, before.Dataset, before.Labels, before.Drawer, before.Now, before.Reject, before.Each
	w.Enrolment, w.Pooled, w.Undirected, w.Keep = before.Enrolment, before.Pooled, before.Undirected, before.Keep
}

// Seats says which columns a count reads; keys name those of the groups.
func (w *Words) Seats(cs dataset.Columns, keys []string, times ...dataset.Role) pass.Seats {
	out := pass.Placed(cs, times...)
	for i, name := range keys {
		out.By[i].Label = w.Labels[name]
	}
	return out
}

// Writing says how times are written, while the day and the month stand in an order.
func (w *Words) Writing(order dates.DayOrder) dates.Writing {
	return dates.Writing{Layout: w.DateFormat, Order: order, Zone: w.Zone}
}

// Kept shows which rows were kept, and how their times were read, as settings of a document.
func (w *Words) Kept(order dates.DayOrder) (o result.Object) {
	o.Add(len(w.Where) > 0, "where", w.Where)
	o.Add(len(w.Exclude) > 0, "exclude", w.Exclude)
	o.Add(w.Since != "", "since", w.Since)
	o.Add(w.Until != "", "until", w.Until)
	o.Add(w.DateFormat != "", "date_format", w.DateFormat)
	o.Add(order != dates.Unknown, "date_order", order.String())
	o.Add(len(w.Missing) > 0, "missing", w.Missing)
	return o
}

// fields are those of the metric, and those that a board and a baseline add to them.
func (w *Words) fields() []result.Field {
	fields := w.Metric.Fields
	value := slices.IndexFunc(fields, func(f result.Field) bool { return f.Name == "value" })
	if w.Board != nil {
		fields = slices.Concat(fields, board.Fields(fields[value]))
	}
	if w.Baseline != "" {
		fields = slices.Concat(fields, baseline.Fields(fields[value]))
	}
	return fields
}

func (w *Words) gates() ([]gate.Gate, error) {
	var out []gate.Gate
	fields := w.fields()
	for _, e := range w.Thresholds {
		g, err := gate.Parse(e)
		if limit, bare := g.Limit(); err == nil && bare && w.Metric.Sizeable && problem.IsFraction(e, limit) && slices.Contains([]string{"value", "low", "high"}, g.Field) {
			return nil, problem.Fraction("threshold \""+e+"\"", limit)
		}
		if err == nil {
			err = g.Check(fields)
		}
		if err != nil {
			return nil, problem.Wrong("", err)
		}
		out = append(out, g)
	}
	return out, nil
}

// bounds understands the ends of a stretch of time, by the clock of a zone. A blank end is nil.
func bounds(since, until string, zone *time.Location) (from, to *dates.Instant, err error) {
	if from, err = Moment("since", since, zone); err != nil {
		return nil, nil, err
	}
	if to, err = Moment("until", until, zone); err != nil {
		return nil, nil, err
	}
	if from != nil && to != nil && *from >= *to {
		return nil, nil, problem.Usage("--since %s is not before --until %s", since, until)
	}
	return from, to, nil
}

// Moment understands the date that a flag gives; nil for none.
func Moment(flag, text string, zone *time.Location) (*dates.Instant, error) {
	if text == "" {
		return nil, nil
	}
	at, err := dates.ParseBound(text, zone)
	if err != nil {
		return nil, problem.Wrong("--"+flag+": ", err)
	}
	return &at, nil
}

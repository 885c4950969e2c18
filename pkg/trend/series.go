package trend

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Series is the figures of a metric, one a period, in the order of time.
type Series struct {
	Metric metric.Metric
	// Unit is the kind of period.
	Unit dates.Period
	// Figures are those of the periods that are told of.
	Figures []PeriodFigure
	// Confidence is the confidence level of the slope, 0.95 for 95 %.
	Confidence float64
	// Sources, Columns, Settings, Rows and Warnings are those of the figures.
	Sources  []result.Source
	Columns  result.Object
	Settings result.Object
	Rows     result.Rows
	Warnings []result.Warning
	// Heading names what is followed, and Value is its field.
	Heading result.Phrase
	Value   result.Field

	told bool // by a history
}

// A PeriodFigure is what is told of a period.
type PeriodFigure struct {
	At     int64
	Label  string
	Values result.Object // n, value, low and high
	Reason string        // why there is no value, "" where there is one
	Level  float64       // confidence level of low and high
	N      float64       // how many the value stands on, effectively; 0 for n
	Share  bool          // the value is a share of N, in percent, so that how it scatters by chance follows from N
}

// Of takes the figures of the periods of a document; evidence tells what that of the group at a place stands on.
func Of(d *result.Document, m metric.Metric, confidence float64, evidence func(place int) (metric.Evidence, error)) (*Series, error) {
	s := &Series{Metric: m, Heading: d.Heading, Value: valueField(m, 0), Confidence: confidence, Sources: d.Sources, Columns: d.Columns, Settings: d.Settings, Rows: d.Rows, Warnings: d.Warnings}
	if d.Triangle != nil {
		return nil, problem.Usage("%s has a figure for each period and age, and no single row of them; follow one with churn or revenue", m.Name)
	}
	for _, f := range d.Fields {
		if f.Name == "value" {
			s.Value = bare(f, f.Decimals)
		}
	}
	if err := severalColumns(d); err != nil {
		return nil, err
	}
	for i, g := range d.Groups.All() {
		if g.Period == "" {
			continue // rows without a time
		}
		f := PeriodFigure{Label: g.Period, Values: g.Values, Reason: g.Reason, Level: confidence}
		if e, err := evidence(i); err == nil {
			f.N, f.Share = e.N, e.Share != nil
		}
		if err := s.add(f); err != nil {
			return nil, err
		}
	}
	return s, s.sort()
}

// severalColumns asks which of several columns of answers is followed: a period has a figure of each.
func severalColumns(d *result.Document) error {
	var columns []string
	for _, g := range d.Groups.All() {
		for _, m := range g.By {
			if name, ok := m.Value.(string); ok && m.Key == columnKey && !slices.Contains(columns, name) {
				columns = append(columns, name)
			}
		}
	}
	if len(columns) < 2 {
		return nil
	}
	const most = 4
	e := problem.Usage("a trend is of one column of answers, and there are %d; choose one with --score", len(columns))
	e.Read = true
	for _, name := range columns[:min(len(columns), most)] {
		e.Senses = append(e.Senses, problem.Sense{Says: fmt.Sprintf("if it is %q", name), Flags: []string{"--score", name}, Drop: []string{"--score"}})
	}
	return e
}

// columnKey names the columns of answers among the groups.
const columnKey = ".column"

// add adds a figure whose label tells its period.
func (s *Series) add(f PeriodFigure) error {
	unit, at, ok := dates.ParseLabel(f.Label)
	if !ok {
		return problem.Failure("%q is no period, expected for instance 2026-06, 2026-W24 or 2026-Q2", f.Label)
	}
	if s.Unit != "" && unit != s.Unit {
		return problem.Failure("periods of two kinds: %s is a %s, %s is a %s", s.Figures[0].Label, s.Unit, f.Label, unit)
	}
	s.Unit, f.At = unit, at
	s.Figures = append(s.Figures, f)
	return nil
}

// sort brings the figures into the order of time; there is one for each period.
func (s *Series) sort() error {
	slices.SortStableFunc(s.Figures, func(a, b PeriodFigure) int { return int(a.At - b.At) })
	for i := 1; i < len(s.Figures); i++ {
		if s.Figures[i].At == s.Figures[i-1].At {
			return problem.Failure("%s is told twice", s.Figures[i].Label)
		}
	}
	return nil
}

// points are the figures that exist, and their places among all.
func (s *Series) points() (points []Point, places []int) {
	for i, f := range s.Figures {
		value, ok := f.Values.Number("value")
		if !ok || f.Reason != "" {
			continue
		}
		p := Point{At: f.At, Value: value, N: f.N}
		if p.N == 0 {
			p.N, _ = f.Values.Number("n")
		}
		low, okLow := f.Values.Number("low")
		high, okHigh := f.Values.Number("high")
		if okLow && okHigh && high > low {
			p.SE = (high - low) / 2 / stats.Z(f.Level)
		}
		points, places = append(points, p), append(places, i)
	}
	return points, places
}

// isShare tells whether a metric is a share of n as it comes.
func isShare(m metric.Metric) bool {
	return slices.ContainsFunc(m.Fields, func(f result.Field) bool {
		return f.Name == "value" && f.Kind == result.Percent && f.Share != ""
	})
}

// limits returns the control limits that fit the metric; ok is false below eight periods.
func (s *Series) limits(points []Point) (Limits, bool) {
	for _, f := range s.Figures {
		if f.Values != nil && !f.Share {
			return Single(points, s.within())
		}
	}
	return Shares(points, 100)
}

// within is which figures there can be: net scores lie between −100 and 100, and no time is below 0 that is no difference.
func (s *Series) within() Realm {
	r := Boundless()
	switch s.Value.Kind {
	case result.Points:
		r = Realm{-100, 100}
	case result.Duration:
		if !slices.ContainsFunc(s.Figures, func(f PeriodFigure) bool { v, ok := f.Values.Number("value"); return ok && v < 0 }) {
			r.Least = 0
		}
	}
	return r
}

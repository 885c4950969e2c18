package trend

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Document tells whether the figures go up or down. Too few of them are an error.
func (s *Series) Document() (*result.Document, error) {
	points, places := s.points()
	slope, err := Fit(points, s.Confidence)
	if err != nil {
		return nil, s.few(points, places)
	}
	d := s.head(slope, len(points))
	limits, limited := s.limits(points)
	var signals []Signal
	d.Own = append(d.Own, result.Member{Key: "limits"})
	if limited {
		signals = Signals(points, limits)
		d.Own[len(d.Own)-1].Value = limits.object()
	}
	d.Findings = []result.Findings{s.pointsFound(places, limits, signals), s.signalsFound(places, signals)}
	d.Warnings = append(slices.Clone(s.Warnings), s.doubts(points, slope, limits)...)
	return d, nil
}

// few says that there are too few periods, and which there are.
func (s *Series) few(points []Point, places []int) error {
	var labels []string
	for _, at := range places[:min(len(places), LeastForSlope)] {
		labels = append(labels, s.Figures[at].Label)
	}
	there := "there is none"
	if len(labels) > 0 {
		there = fmt.Sprintf("there are %d: %s", len(points), strings.Join(labels, ", "))
	}
	e := problem.Failure("a trend needs at least %d periods with a figure, and %s", LeastForSlope, there)
	switch {
	case !s.told && len(points) == 0 && len(s.Figures) > 0:
		return e.Advise("cxcalc " + s.Metric.Name + " of the same files says why there is no figure, and compare --field takes another one")
	case s.told:
		return e.Advise("every run with --history and --since and --until of another period adds one")
	case s.Metric.LedgerTraits != nil:
		return e.Advise("it takes a ledger of more periods")
	case s.Unit == dates.Day, s.Unit == dates.Week, s.Rows.Counted <= int64(len(points)): // rows that are sums of periods have no shorter ones
		return e.Advise("it takes answers of more periods")
	}
	return e.Advise("shorter periods give more of them, such as --period week")
}

// head begins the document with the slope.
func (s *Series) head(slope Slope, periods int) *result.Document {
	m := s.Metric
	d := &result.Document{Schema: "cxcalc/trend/v1", Metric: m.Name, Unit: m.Unit, Sources: s.Sources, Columns: s.Columns, Settings: s.settings(),
		Rows: s.Rows, Thresholds: []result.Threshold{}, Fields: Fields(s.Value), Period: string(s.Unit),
		Total: result.Group{Values: result.Object{{Key: "n", Value: int64(periods)}, {Key: "value", Value: slope.Value}, {Key: "low", Value: slope.Low}, {Key: "high", Value: slope.High}}}}
	method, weights := "least-squares", "all weigh the same"
	if slope.Weighted {
		method, weights = "weighted-least-squares", "each weighs as it is precise (1 / SE²)"
	}
	d.Definition = fmt.Sprintf("slope of %s over %ss by least squares; %s; scatter estimated; t with n − 2", m.Title, s.Unit, weights)
	verdict := Judge(slope, m, s.Confidence)
	gist := said[verdict]
	if s.endsOpen() {
		verdict, gist = Noise, "~: the last period may not be whole, so nothing is claimed"
	}
	d.Own = result.Object{{Key: "slope", Value: slope.Value}, {Key: "slope_low", Value: slope.Low}, {Key: "slope_high", Value: slope.High},
		{Key: "p", Value: slope.P}, {Key: "verdict", Value: verdict}, {Key: "method", Value: method},
		{Key: "autocorrelation"}, {Key: "durbin_watson"}}
	if slope.Left {
		d.Own[6].Value, d.Own[7].Value = slope.Correlation, slope.DurbinWatson
	}
	d.Gist = []string{gist}
	d.Heading = result.Say("%s, change per %s", s.title(), result.Word(s.Unit))
	d.Title = d.Heading.String()
	return d
}

// title names what is followed.
func (s *Series) title() any {
	if s.Heading.String() != "" {
		return s.Heading
	}
	return result.Word(s.Metric.Title)
}

// The verdicts on a slope.
const (
	Better = "better"
	Worse  = "worse"
	Noise  = "~"
)

var said = map[string]string{
	Better: "better: it moves in the right direction, more than chance explains",
	Worse:  "worse: it moves in the wrong direction, more than chance explains",
	Noise:  "~: no direction that chance alone does not explain",
}

// Judge says whether a slope is good news, or may be noise.
func Judge(s Slope, m metric.Metric, confidence float64) string {
	switch {
	case !(s.P < 1-confidence):
		return Noise
	case s.Value < 0 == m.LowerIsBetter:
		return Better
	}
	return Worse
}

// settings are those of the figures; the interval is that of the slope.
func (s *Series) settings() (o result.Object) {
	method := result.Member{}
	for _, m := range s.Settings {
		switch m.Key {
		case "interval":
			method = result.Member{Key: "interval_of_points", Value: m.Value}
			o = append(o, result.Member{Key: "interval", Value: "t"})
		case "thresholds":
		default:
			o = append(o, m)
		}
	}
	o.Add(method.Key != "", method.Key, method.Value)
	return o
}

// valueField is the field of the value of a metric.
func valueField(m metric.Metric, decimals int) result.Field {
	f := result.Field{Name: "value", Title: m.Title, Kind: result.Number, Doc: m.Title + "."}
	if i := slices.IndexFunc(m.Fields, func(f result.Field) bool { return f.Name == "value" }); i >= 0 {
		f = m.Fields[i]
	}
	return bare(f, decimals)
}

// bare is a field without what its own document says beside it.
func bare(f result.Field, decimals int) result.Field {
	f.Share, f.Span, f.Only, f.Decimals = "", "", "", decimals
	return f
}

// Gated are the fields of a trend of a metric that thresholds reach.
func Gated(m metric.Metric) []result.Field {
	value := valueField(m, 0)
	return append(Fields(value), PointFields("period", value)...)
}

// Fields are those of the total and of what the document has of its own, of a metric with this field for its value. A change
// of a percentage is in percentage points.
func Fields(value result.Field) []result.Field {
	if value.Kind == result.Percent {
		value.Kind = result.Points
	}
	of := func(name, title string, kind result.Form, doc string) result.Field {
		return result.Field{Name: name, Title: title, Kind: kind, Decimals: value.Decimals, Doc: doc}
	}
	return []result.Field{
		of("n", "periods", result.Count, "Number of periods with a figure."),
		of("value", "change", value.Kind, "Change of the metric per period; for percentages in percentage points."),
		of("low", "low", value.Kind, "Lower end of the interval of the change."),
		of("high", "high", value.Kind, "Upper end of the interval of the change."),
		of("p", "p", result.Probability, "How often a level figure would show such a slope by chance."),
		of("autocorrelation", "correlation of neighbouring periods", result.Mean, "Correlation of what the line leaves of neighbouring periods, -1 to 1."),
		{Name: "durbin_watson", Title: "Durbin-Watson", Kind: result.Number, Extra: true, Doc: "Statistic of Durbin and Watson, near 2 where neighbouring periods do not resemble each other."},
		{Name: "slope", Title: "slope", Kind: value.Kind, Extra: true, Doc: "The same as value."},
		{Name: "slope_low", Title: "low", Kind: value.Kind, Extra: true, Doc: "The same as low."},
		{Name: "slope_high", Title: "high", Kind: value.Kind, Extra: true, Doc: "The same as high."},
	}
}

// PointFields are those of the points, of a metric with this field for its value.
func PointFields(unit dates.Period, value result.Field) []result.Field {
	of := func(name, title, doc string) result.Field {
		f := value
		f.Name, f.Title, f.Doc, f.Extra, f.IfTold = name, title, doc, false, false
		return f
	}
	lower, upper := of("limit_low", "lower limit", "Lower control limit."), of("limit_high", "upper limit", "Upper control limit.")
	lower.IfTold, upper.IfTold, lower.Spare, upper.Spare = true, true, 2, 2
	return []result.Field{
		{Name: "period", Title: string(unit), Kind: result.Text, Names: true, Doc: "Label of the period."},
		{Name: "n", Title: "n", Kind: result.Count, Spare: 1, Doc: "How many the figure stands on."},
		of("value", value.Title, "The metric's value in the period; none in a gap or where it is held back."),
		of("low", "low", "Lower end of its interval."), of("high", "high", "Upper end of its interval."), lower, upper,
		{Name: "signal", Title: "signal", Kind: result.Text, IfTold: true, Doc: "Numbers of the rules whose run the period completes."},
		{Name: "reason", Title: "no figure", Kind: result.Text, IfTold: true, Doc: "Why there is no value: gap or few."},
	}
}

// SignalFields are those of the signals.
func SignalFields(unit dates.Period) []result.Field {
	return []result.Field{
		{Name: "period", Title: string(unit), Kind: result.Text, Names: true, Doc: "Period that completes the run."},
		{Name: "since", Title: "since", Kind: result.Text, Doc: "Period with which the run begins."},
		{Name: "rule", Title: "rule", Kind: result.Count, Doc: "Number of Nelson's rule, 1 to 8."},
		{Name: "text", Title: "what is unusual", Kind: result.Text, Doc: "The rule in words."},
	}
}

// gapListed is the longest gap whose periods are listed.
const gapListed = 100

// pointsFound lists the periods, those without a figure too.
func (s *Series) pointsFound(places []int, l Limits, signals []Signal) result.Findings {
	f := result.Findings{Key: "points", Title: fmt.Sprint(s.title()), Fields: PointFields(s.Unit, s.Value), Spark: "value"}
	for i, figure := range s.Figures {
		if i > 0 {
			f.Rows = append(f.Rows, s.gap(s.Figures[i-1].At, figure.At)...)
		}
		row := result.Object{{Key: "period", Value: figure.Label}}
		for _, key := range []string{"n", "value", "low", "high"} {
			v, _ := figure.Values.Get(key)
			row = append(row, result.Member{Key: key, Value: v})
		}
		at := slices.Index(places, i)
		row = append(row, limitsOf(at, l)...)
		row = append(row, result.Member{Key: "signal", Value: rulesAt(at, signals)})
		reason := figure.Reason
		if at < 0 && reason == "" {
			reason = "gap"
		}
		row.Add(reason != "", "reason", reason)
		f.Rows = append(f.Rows, row)
	}
	return f
}

func limitsOf(at int, l Limits) result.Object {
	if at < 0 || l.Kind == "" {
		return result.Object{{Key: "limit_low"}, {Key: "limit_high"}}
	}
	low, high := l.Of(at)
	return result.Object{{Key: "limit_low", Value: low}, {Key: "limit_high", Value: high}}
}

// gap lists the periods between two others.
func (s *Series) gap(from, to int64) (rows []result.Object) {
	if to-from > gapListed {
		return nil
	}
	for at := from + 1; at < to; at++ {
		rows = append(rows, result.Object{{Key: "period", Value: s.Unit.Label(at)}, {Key: "n", Value: int64(0)}, {Key: "value"}, {Key: "low"}, {Key: "high"},
			{Key: "limit_low"}, {Key: "limit_high"}, {Key: "signal"}, {Key: "reason", Value: "gap"}})
	}
	return rows
}

// rulesAt names the rules whose run a point completes, nil for none.
func rulesAt(at int, signals []Signal) any {
	var rules []string
	for _, x := range signals {
		if x.Last == at {
			rules = append(rules, strconv.Itoa(x.Rule))
		}
	}
	if rules == nil {
		return nil
	}
	return strings.Join(rules, ", ")
}

func (s *Series) signalsFound(places []int, signals []Signal) result.Findings {
	f := result.Findings{Key: "signals", Title: "Signals", Fields: SignalFields(s.Unit)}
	for _, x := range signals {
		f.Rows = append(f.Rows, result.Object{{Key: "period", Value: s.Figures[places[x.Last]].Label}, {Key: "since", Value: s.Figures[places[x.First]].Label},
			{Key: "rule", Value: int64(x.Rule)}, {Key: "text", Value: x.Text}})
	}
	return f
}

// object is what JSON shows of the limits.
func (l Limits) object() result.Object {
	return result.Object{{Key: "center", Value: l.Center}, {Key: "low", Value: l.Low}, {Key: "high", Value: l.High}, {Key: "kind", Value: l.Kind},
		{Key: "varies", Value: l.Varies}}
}

package metric

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mathext"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Evidence is what a figure stands on, as far as another is compared with it. At most one of Counts, Share, Sample
// and Incidence is set; Limits are known wherever the figure has an interval.
type Evidence struct {
	// N is how many answers or customers there are; Value is the figure, in the unit of its metric.
	N, Value float64
	// Counts are the answers of a net score, Share those of a share, Sample those of a mean. Weighted answers count as
	// their effective number.
	Counts *stats.Trinomial
	Share  *stats.Share
	Sample *stats.Sample
	// Incidence is that of events among an exposure, where the figure is one.
	Incidence *stats.Incidence
	// Limits returns the interval of Value at a confidence; nil where there is none.
	Limits func(confidence float64) (stats.Interval, bool)
	// Asked is the interval by the method that was asked for in place of the usual one; nil where none was.
	Asked func(confidence float64) (stats.Interval, bool)
	// Factor brings Counts, Share and Incidence to the unit of Value: 100 for points and percent, 1 otherwise.
	Factor float64
	// LowerIsBetter says that a fall is good news.
	LowerIsBetter bool
	// Form says how the figure is shown.
	Form result.Form
	// Unusable says that the rows behind it are for the greater part no answers, so that nothing is claimed of it.
	Unusable bool
	// Open names what tells until when the data of a period go that may not be over, "" where all are.
	Open string
	// Stretch is the length of time between the states that a figure compares, "3 months"; "" where that does not matter.
	Stretch string
	// Scores is how many answers have each score; nil for ledgers.
	Scores []tally.Scored
	// Repeated is the share of all answers that surely are further ones of the same respondents.
	Repeated float64
	// From and To are the first and the last day of orders, such as 2026-05-31, where the figure grows with the days
	// between; "" elsewhere.
	From, To string
}

// A Change is what became of a figure. Low, High and P are of one method.
type Change struct {
	// Change is the later figure less the earlier, as observed; Low and High are the ends of its interval.
	Change, Low, High float64
	// P is the p-value, two-sided: below 1 − confidence where the interval leaves out 0.
	P float64
	// SE is half the width of the interval in standard errors of the normal curve.
	SE float64
	// Method names how Low, High and P came about.
	Method string
}

// The methods by which figures are compared.
const (
	ByNets   = "adjusted-wald" // net scores
	ByShares = "newcombe"      // shares
	ByExact  = "fisher"        // shares of few
	ByMeans  = "welch"         // means
	ByRates  = "poisson"       // rates of events, by the exact test of one count among both
	ByLimits = "mover"         // what has limits
	ByPairs  = "paired-t"      // the changes of the same respondents

	ByCompany = "mover-paired" // what has limits, with customers who are on both sides
)

// ErrNoInterval says that a figure has no interval, so that nothing can be said about a change of it.
var ErrNoInterval = errors.New("no interval")

// ErrOpen says that a period of one of two figures may not be over, so that it tells something else than it will.
var ErrOpen = errors.New("a period may not be over")

// ErrStretch says that two figures are of different lengths of time.
var ErrStretch = errors.New("different lengths of time")

// comparable tells why two figures cannot be compared, whatever they are.
func (e Evidence) comparable(before Evidence) error {
	switch {
	case e.N == 0 || before.N == 0:
		return stats.ErrNoData
	case e.Open != before.Open:
		return ErrOpen
	case e.Stretch != before.Stretch:
		return ErrStretch
	}
	return nil
}

// Compare says how a figure differs from what it was before. It is an error where one of both has no figure, or nothing
// tells how sure it is.
func (e Evidence) Compare(before Evidence, confidence float64) (Change, error) {
	method, c, err := e.compare(before, confidence)
	if err != nil {
		return Change{}, err
	}
	change := changeOf(c, confidence, e.Factor, method)
	if method == ByLimits || method == ByMeans {
		change = changeOf(c, confidence, 1, method)
	}
	change.Change = e.Value - before.Value
	return change.Within(e.Reach()), nil
}

// Reach is the largest change that there can be, infinite where nothing bounds the figure.
func (e Evidence) Reach() float64 {
	switch {
	case e.Counts != nil:
		return 2 * e.Factor
	case e.Share != nil:
		return e.Factor
	}
	return math.Inf(1)
}

// Within cuts the interval to the changes that there can be, since limits of the normal curve pass them where answers are
// few; and stretches it to the change itself, which an interval about an adjusted one can leave out there.
func (c Change) Within(reach float64) Change {
	c.Low, c.High = min(max(c.Low, -reach), c.Change), max(min(c.High, reach), c.Change)
	return c
}

func (e Evidence) compare(before Evidence, confidence float64) (method string, c stats.Comparison, err error) {
	if err := e.comparable(before); err != nil {
		return "", c, err
	}
	switch {
	case e.Counts != nil && before.Counts != nil:
		c, err = stats.CompareNets(*before.Counts, *e.Counts, confidence)
		return ByNets, c, err
	case e.Sample != nil && before.Sample != nil:
		c, err = stats.CompareMeans(*before.Sample, *e.Sample, confidence)
		return ByMeans, c, err
	case e.Share != nil && before.Share != nil:
		if stats.SmallExpected(*before.Share, *e.Share) {
			if c, exact, err := stats.CompareSmallShares(*before.Share, *e.Share, confidence); err == nil && exact {
				return ByExact, c, nil
			} // weights make no whole counts
		}
		c, err = stats.CompareShares(*before.Share, *e.Share, confidence)
		return ByShares, c, err
	case e.Incidence != nil && before.Incidence != nil:
		c, err = stats.CompareRates(*before.Incidence, *e.Incidence, confidence)
		return ByRates, c, err
	case e.Limits == nil || before.Limits == nil:
		return "", c, ErrNoInterval
	}
	if c, err = stats.CompareTerms(before.term, e.term, 0, confidence); err != nil {
		err = ErrNoInterval
	}
	return ByLimits, c, err
}

// AsAsked is the evidence of a figure whose changes are told by the intervals of both sides, where a method was asked
// for; else it is the same.
func (e Evidence) AsAsked() Evidence {
	if e.Asked != nil {
		e.Counts, e.Share, e.Limits = nil, nil, e.Asked
	}
	return e
}

func (e Evidence) term(confidence float64) (stats.Term, bool) {
	limits, ok := e.Limits(confidence)
	return stats.Term{Value: e.Value, Limits: limits}, ok
}

// PairedChange is what became of a figure among the same respondents: d holds the differences of each of them, and
// factor brings them to the unit of the figure.
func PairedChange(d stats.Sample, factor, confidence float64) (Change, error) {
	c, err := d.CompareTo(0, confidence)
	return changeOf(c, confidence, factor, ByPairs), err
}

func changeOf(c stats.Comparison, confidence, factor float64, method string) Change {
	limits := c.Interval.Times(factor)
	return Change{Change: c.Difference * factor, Low: limits.Low, High: limits.High, P: c.P,
		SE: (limits.High - limits.Low) / 2 / stats.Z(confidence), Method: method}
}

// Power is the chance, by custom, with which a change of the size that is called detectable is found.
const Power = 0.8

// Detectable returns the smallest change that such a comparison shows with a power: half the width of
// the interval, and as much again as the power asks for:
//
//	(z(confidence) + z(power)) · SE
func (c Change) Detectable(confidence, power float64) float64 {
	return max(stats.Z(confidence)+mathext.NormalQuantile(power), 0) * c.SE
}

// Detectable returns the smallest change that these two would show with a power. ok is false where they cannot be
// compared.
func (e Evidence) Detectable(before Evidence, confidence, power float64) (change float64, ok bool) {
	c, err := e.Compare(before, confidence)
	return c.Detectable(confidence, power), err == nil
}

// MeanEvidence is the mean score of answers.
func MeanEvidence(a tally.Answers, q Inquiry) Evidence {
	scores, weights := make([]float64, len(a.Scores)), make([]float64, len(a.Scores))
	n := Effective(a)
	for i, s := range a.Scores {
		scores[i], weights[i] = s.Score, s.W
	}
	all := a.All()
	for i := range weights {
		if all.W > 0 {
			weights[i] *= n / all.W
		}
	}
	sample := stats.SampleOfCounts(scores, weights)
	return Evidence{N: float64(all.N), Value: sample.Mean, Sample: &sample, Factor: 1, LowerIsBetter: q.Reverse, Form: result.Mean,
		Limits: func(confidence float64) (stats.Interval, bool) { return sample.Interval(confidence, 1) }}
}

// Evidence is the share in percent.
func (p Proportion) Evidence() Evidence {
	percent, ok := p.Percent()
	if !ok || !(p.N > 0) {
		return Evidence{Factor: 100, Form: result.Percent}
	}
	return ShareEvidence(float64(p.All.N), percent, stats.Share{K: p.Part.W / p.All.W * p.N, N: p.N})
}

// ShareEvidence is a share in percent that stands on n answers or customers.
func ShareEvidence(n, percent float64, share stats.Share) Evidence {
	if !(share.N > 0) {
		n = 0
	}
	return Evidence{N: n, Value: percent, Share: &share, Factor: 100, Form: result.Percent,
		Limits: func(confidence float64) (stats.Interval, bool) {
			limits, ok := stats.Wilson(share.K, share.N, stats.Z(confidence))
			return limits.Times(100), ok
		}}
}

// EvidenceOfAnswers is what a field of a group of answers stands on; field is "" for value.
func (m Metric) EvidenceOfAnswers(a tally.Answers, q Inquiry, field string) (Evidence, error) {
	if field == "mean" {
		e := MeanEvidence(a, q)
		e.Scores = a.Scores
		return e, nil
	}
	if field == "" {
		field = "value"
	}
	e, ok := m.Stands(a, q, field)
	if !ok {
		return Evidence{}, m.noError(field, append(m.sharesOf(), "mean"))
	}
	e.Scores = a.Scores
	return e, nil
}

// sharesOf lists value and the shares that a metric of answers has.
func (m Metric) sharesOf() (names []string) {
	for _, f := range m.Fields {
		if f.Name == "value" || f.Kind == result.Percent && !f.Extra && strings.HasSuffix(f.Name, "_pct") {
			names = append(names, f.Name)
		}
	}
	return names
}

// NoError says that a field has no interval, and which have one.
func (m Metric) NoError(field string) error { return m.noError(field, m.withEnds()) }

func (m Metric) noError(field string, names []string) error {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == field })
	if len(names) == 0 {
		return fmt.Errorf("no figure of %s has an interval, so nothing can be said about a change of one", m.Name)
	}
	return fmt.Errorf("--field %q is no figure of %s with an interval; those are %s", field, m.Name, flags.Listed(names, "and"))
}

// EvidenceByLimits is what a field of a group of a ledger stands on, where figures tells its fields at a confidence;
// field is "" for value. It is an error for a field without an interval.
func (m Metric) EvidenceByLimits(field string, confidence float64, figures func(confidence float64) result.Object) (Evidence, error) {
	if field == "" {
		field = "value"
	}
	at := slices.IndexFunc(m.Fields, func(f result.Field) bool { return f.Name == field })
	low, high := m.ends(field)
	if at < 0 || low == "" {
		return Evidence{}, m.noError(field, m.withEnds())
	}
	now := figures(confidence)
	value, ok := now.Number(field)
	n, _ := now.Number("n")
	if !ok {
		n = 0
	}
	return Evidence{N: n, Value: value, Factor: 1, LowerIsBetter: m.LowerIsBetter, Form: m.Fields[at].Kind,
		Limits: func(confidence float64) (stats.Interval, bool) {
			all := figures(confidence)
			least, ok := all.Number(low)
			most, okMost := all.Number(high)
			return stats.Interval{Low: least, High: most}, ok && okMost && !math.IsNaN(least+most)
		}}, nil
}

// ends names the fields with the interval of a field, "" where it has none.
func (m Metric) ends(field string) (low, high string) {
	if field == "nrr" || field == "value" && slices.ContainsFunc(m.Fields, func(f result.Field) bool { return f.Name == "low" }) {
		return "low", "high"
	}
	for _, stem := range []string{field, strings.TrimSuffix(field, "_pct")} {
		if slices.ContainsFunc(m.Fields, func(f result.Field) bool { return f.Name == stem+"_low" }) {
			return stem + "_low", stem + "_high"
		}
	}
	return "", ""
}

// withEnds lists the figures that have an interval.
func (m Metric) withEnds() (names []string) {
	for _, f := range m.Fields {
		if low, _ := m.ends(f.Name); low != "" && !f.Kind.Many() {
			names = append(names, f.Name)
		}
	}
	return names
}

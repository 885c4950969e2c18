// Package sample plans surveys, holds answers against the people they are drawn from, and weighs them.
package sample

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Plan asks how many answers it takes, or what some can tell. One of Margin, Difference and N is above 0; margins and
// differences are in the unit of the figure.
type Plan struct {
	Margin, Difference float64
	N, Population      int64
	// Invited is how many people were asked, of whom N have answered; 0 where nobody tells.
	Invited           int64
	Confidence, Power float64
	// Adjusted says that the interval will be the adjusted Wald interval, which adds answers of its own.
	Adjusted bool
}

// added is how many answers the adjusted Wald interval adds. Source: Rocks 2016; Lewis & Sauro, MeasuringU, 2021.
func (p Plan) added() float64 {
	if p.Adjusted {
		return 3
	}
	return 0
}

// By plans for an interval of a metric, "" for the usual one.
func (p *Plan) By(m metric.Metric, field, interval string) error {
	p.Adjusted = interval == "adjusted-wald" && m.Unit == "points" && (field == "" || field == "value")
	switch usual := m.Interval; {
	case interval == "" || interval == usual:
		return nil
	case !p.Adjusted:
		return problem.Usage("no formula tells how many answers --interval %s takes; leave it out, and the plan is that of a large survey, where all intervals agree", interval)
	case p.Difference > 0:
		return problem.Usage("--interval %s plans for a margin, and --difference for a comparison, which has its own method", interval)
	case p.Population > 0:
		return problem.Usage("--interval %s is for answers that are drawn from very many people, and knows no --population", interval)
	}
	return nil
}

// A Spread is how much single answers differ, in the unit of the figure squared.
type Spread struct {
	Variance float64
	Share    *float64 // the expected share from 0 to 1, of a share
	Says     string   // where the variance comes from
	Form     result.Form
	Inflate  float64 // the design effect of weighted answers; 1 without weights
}

// SpreadOf is the spread of answers that have come.
func SpreadOf(e metric.Evidence) (Spread, error) {
	s := Spread{Form: e.Form, Inflate: 1}
	var effective float64
	switch {
	case e.Counts != nil:
		v, ok := e.Counts.Variance()
		if !ok {
			return s, problem.Failure("the answers tell nothing of how they vary")
		}
		s.Variance, effective = v*e.Factor*e.Factor, e.Counts.N()
	case e.Share != nil && e.Share.N > 0:
		p := e.Share.K / e.Share.N
		s.Variance, s.Share, effective = p*(1-p)*e.Factor*e.Factor, &p, e.Share.N
	case e.Sample != nil && e.Sample.N > 1:
		s.Variance, effective = e.Sample.SD*e.Sample.SD, e.Sample.N
	default:
		return s, problem.Failure("the answers tell nothing of how they vary")
	}
	if s.Variance == 0 {
		return s, problem.Failure("all answers are the same, so they tell nothing of how others will vary; leave the file out to plan for the worst case")
	}
	if effective > 0 {
		s.Inflate = max(e.N/effective, 1)
	}
	s.Says = fmt.Sprintf("of %.0f answers", e.N)
	return s, nil
}

// Answered takes as many answers as have come, where it is asked how many of those who were invited these are.
func (p *Plan) Answered(d *result.Document) {
	if n, ok := d.Total.Values.Number("n"); ok && p.Invited > 0 {
		p.N = int64(n)
	}
}

// Response is what a document of answers says of those who were invited.
func (p Plan) Response(d *result.Document) (o result.Object) {
	for _, f := range metric.InvitationFields(result.Number) {
		if v, ok := d.Total.Values.Get(f.Name); ok && p.Invited > 0 {
			o = append(o, result.Member{Key: f.Name, Value: v})
		}
	}
	return o
}

// Answer tells what a plan asks for: the members of a document, and the formula in words.
func (p Plan) Answer(s Spread) (result.Object, error) {
	z, power := stats.Z(p.Confidence), stats.Power{Alpha: 1 - p.Confidence, Power: p.Power}
	n, method, formula, err := p.size(s, z, power)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	if p.N == 0 {
		n = max(n-p.added(), 1) * s.Inflate
	}
	if p.Population > 0 && p.N == 0 {
		if n, err = stats.SizeInPopulation(n, float64(p.Population)); err != nil {
			return nil, problem.Wrong("", err)
		}
		formula += "; of N people n / (1 + (n − 1) / N)"
	}
	raw := n
	if p.N == 0 {
		n = stats.WholeSize(n)
	}
	effective := n / s.Inflate
	margin, err := stats.MarginForSize(s.Variance, effective+p.added(), z)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	detectable, err := stats.DetectableDifference(s.Variance, effective, s.Variance, effective, power)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	if p.Difference > 0 && p.Population == 0 && p.N == 0 {
		detectable = p.Difference // it is what was planned for, by the formula above
	}
	if p.Population > 0 {
		fpc, err := stats.FPC(n, float64(p.Population))
		if err != nil {
			return nil, problem.Usage("--n %d is more than the --population of %d", p.N, p.Population)
		}
		margin *= fpc
	}
	return result.Object{{Key: "n", Value: int64(n)}, {Key: "raw", Value: raw}, {Key: "margin", Value: margin}, {Key: "detectable", Value: detectable},
		{Key: "effective_n", Value: effective}, {Key: "variance", Value: s.Variance}, {Key: "variance_from", Value: s.Says},
		{Key: "method", Value: method}, {Key: "formula", Value: formula}}, nil
}

// Doubts say what the number of answers hangs on: a share that rises to the nearer end of the scale is found with fewer
// answers than one that falls as far.
func (p Plan) Doubts(s Spread) []result.Warning {
	if p.Difference <= 0 || s.Share == nil {
		return nil
	}
	from, step := *s.Share, p.Difference/100
	if from+step > 1 || from-step < 0 {
		return nil
	}
	down, err := stats.SizeForShares(from, from-step, stats.Power{Alpha: 1 - p.Confidence, Power: p.Power})
	up, errUp := stats.SizeForShares(from, from+step, stats.Power{Alpha: 1 - p.Confidence, Power: p.Power})
	if err != nil || errUp != nil || stats.WholeSize(down*s.Inflate) <= stats.WholeSize(up*s.Inflate) {
		return nil
	}
	return []result.Warning{result.Warn("one_direction", "this many in each group find a rise from %.4g to %.4g %%; a fall to %.4g %% takes %.0f",
		100*from, 100*(from+step), 100*(from-step), stats.WholeSize(down*s.Inflate))}
}

// size returns how many answers a plan takes, not yet whole.
func (p Plan) size(s Spread, z float64, power stats.Power) (n float64, method, formula string, err error) {
	switch {
	case p.Margin > 0:
		n, err = stats.SizeForMargin(s.Variance, p.Margin, z)
		formula = "n = variance × z² / margin²"
		if p.Adjusted {
			formula += " − 3"
		}
		return n, "margin", formula, err
	case p.Difference > 0 && s.Share != nil:
		to, down := *s.Share+p.Difference/100, *s.Share-p.Difference/100
		if to > 1 {
			to = down
		}
		if to < 0 {
			return 0, "", "", problem.Usage("--difference %v is more than a share of %.4g %% can rise or fall", p.Difference, 100**s.Share)
		}
		n, err = stats.SizeForShares(*s.Share, to, power)
		return n, "difference of shares",
			"n of each group = (z(α/2) √(2 p̄ (1 − p̄)) + z(power) √(p₁ (1 − p₁) + p₂ (1 − p₂)))² / difference²", err
	case p.Difference > 0:
		n, err = stats.SizeForDifference(s.Variance, s.Variance, p.Difference, power)
		return n, "difference", "n of each group = (z(α/2) + z(power))² × 2 variance / difference²", err
	}
	formula = "margin = z √(variance / n); detectable = (z(α/2) + z(power)) √(2 variance / n)"
	if p.Invited > 0 {
		return float64(p.N), "response", formula + "; response = n / invited, Wilson; silent: all of them the worst answer, or the best", nil
	}
	return float64(p.N), "given", formula, nil
}

// Fields declares what a plan answers; form is that of the figure.
func (p Plan) Fields(form result.Form) []result.Field {
	fields := []result.Field{
		{Name: "value", Title: "answers", Kind: result.Count, Doc: "The same as n."},
		{Name: "n", Title: "answers", Kind: result.Count, Doc: "Answers needed, of each group for a difference; or those that were given."},
		{Name: "raw", Title: "before rounding", Kind: result.Number, Extra: true, Doc: "Answers as computed, before rounding up."},
		{Name: "margin", Title: "margin", Kind: form, Doc: "Half the width of the interval that n answers give."},
		{Name: "detectable", Title: "detectable change", Kind: form, Doc: "The smallest change between two groups of n answers that shows with the power asked for."},
		{Name: "effective_n", Title: "effective n", Kind: result.Number, Doc: "What n answers are worth where answers are weighted as those of the file are."},
		{Name: "variance", Title: "variance", Kind: result.Number, Doc: "Variance of one answer, in the unit of the figure squared."},
		{Name: "variance_from", Title: "variance of", Kind: result.Text, Doc: "What tells the variance."},
		{Name: "method", Title: "method", Kind: result.Text, Doc: "What n was computed for: margin, difference, difference of shares, given, or response."},
		{Name: "formula", Title: "formula", Kind: result.Text, Doc: "How n came about, in words."},
	}
	for _, f := range metric.InvitationFields(form) {
		f.Extra, f.Only = p.Invited == 0, ""
		fields = append(fields, f.Field)
	}
	return fields
}

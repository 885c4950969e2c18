package sample

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// Doubts tell what of the rows has no share, and what of the shares no row.
func (p *People) Doubts() (out []result.Warning) {
	out = []result.Warning{}
	if p.Malformed > 0 {
		out = append(out, leftOut(p.Malformed, result.Warn("malformed", "1 record cannot be read and is left out"), result.Warn("malformed", "%d records cannot be read and are left out", p.Malformed)))
	}
	for c, s := range p.shares {
		if p.Blank[c] > 0 {
			out = append(out, leftOut(p.Blank[c], result.Warn("no_value", "1 row has no %s and is left out", s.Column), result.Warn("no_value", "%d rows have no %s and are left out", p.Blank[c], s.Column)))
		}
		if strange := slices.Sorted(maps.Keys(p.Strange[c])); len(strange) > 0 {
			var quoted []string
			for _, v := range strange[:min(len(strange), 5)] {
				quoted = append(quoted, fmt.Sprintf("%q", v))
			}
			n, words := p.Lost[c]-p.Blank[c], strings.Join(quoted, ", ")
			out = append(out, leftOut(n, result.Warn("no_share", "1 row has a %s without a share and is left out: %s", s.Column, words),
				result.Warn("no_share", "%d rows have a %s without a share and are left out: %s", n, s.Column, words)))
		}
	}
	for _, f := range p.Fits() {
		for i, n := range f.Counts {
			if n == 0 {
				out = append(out, result.Warn("no_rows", "no row has the %s %q, whose share of the people is %.4g %%", f.Column, f.Values[i], 100*f.Share[i]))
			}
		}
		if f.Err != nil {
			out = append(out, result.Warn("no_test", "%s: %v", f.Column, f.Err))
		}
	}
	return out
}

// leftOut is what is said where one thing is left out, or several.
func leftOut(n int64, one, several result.Warning) result.Warning {
	if n == 1 {
		return one
	}
	return several
}

// ValueFields declares what is told of each value of a column of shares.
func ValueFields() []result.Field {
	return []result.Field{
		{Name: "column", Title: "column", Kind: result.Text, Names: true, Doc: "Column of the shares."},
		{Name: "category", Title: "value", Kind: result.Text, Names: true, Doc: "Value of the column."},
		{Name: "n", Title: "answers", Kind: result.Count, Doc: "Number of answers with the value."},
		{Name: "answers_pct", Title: "answers %", Kind: result.Percent, Doc: "Share in the answers, in percent."},
		{Name: "people_pct", Title: "people %", Kind: result.Percent, Doc: "Share of the people, in percent."},
		{Name: "gap", Title: "gap", Kind: result.Points, Doc: "answers_pct − people_pct, in points."},
	}
}

// TestFields declares what is told of each column of shares.
func TestFields() []result.Field {
	return []result.Field{
		{Name: "column", Title: "column", Kind: result.Text, Names: true, Doc: "Column of the shares."},
		{Name: "n", Title: "answers", Kind: result.Count, Doc: "Number of answers with a share."},
		{Name: "chi_square", Title: "chi-square", Kind: result.Number, Doc: "Pearson's chi-square of goodness of fit."},
		{Name: "df", Title: "df", Kind: result.Count, Doc: "Degrees of freedom."},
		{Name: "p", Title: "p", Kind: result.Probability, Doc: "Chance of such gaps if the answers were drawn from the people."},
		{Name: "largest_gap", Title: "largest gap", Kind: result.Points, Doc: "The gap that is farthest from 0, in points."},
		{Name: "largest_gap_of", Title: "of", Kind: result.Text, Doc: "The value that has it."},
	}
}

// RakingFields declares what is told of weights.
func RakingFields() []result.Field {
	return []result.Field{
		{Name: "n", Title: "answers", Kind: result.Count, Doc: "Number of answers that have a weight."},
		{Name: "effective_n", Title: "effective n", Kind: result.Number, Doc: "What they are worth: Kish's (Σw)² / Σw²."},
		{Name: "design_effect", Title: "design effect", Kind: result.Number, Doc: "n / effective_n: how much more the figures scatter by the weights."},
		{Name: "trimmed", Title: "trimmed", Kind: result.Count, Doc: "Answers whose weight --trim bounds."},
	}
}

// WeightFields declares what is told of each combination of values that has a weight.
func WeightFields() []result.Field {
	return []result.Field{
		{Name: "category", Title: "values", Kind: result.Text, Names: true, Doc: "Values of the columns of shares, with commas between."},
		{Name: "n", Title: "answers", Kind: result.Count, Doc: "Number of answers with them."},
		{Name: "weight", Title: "weight", Kind: result.Number, Doc: "What each of these answers weighs; their mean is 1."},
	}
}

// RakingDocument shows what the weights are, and what they cost.
func (p *People) RakingDocument(r *Raking) *result.Document {
	d := p.document()
	d.Unit, d.Title = "answers", "Weights by which the answers fall as the people do"
	d.Definition = "weights by iterative proportional fitting; effective n = (Σw)² / Σw²; design effect = n / effective n"
	d.Settings = result.Object{{Key: "method", Value: "iterative proportional fitting"}}
	d.Fields = RakingFields()
	d.Own = result.Object{{Key: "n", Value: int64(r.N)}, {Key: "effective_n", Value: r.Effective}, {Key: "design_effect", Value: r.Deff}, {Key: "trimmed", Value: r.Trimmed}}
	weights := result.Findings{Key: "weights", Title: "weights", Fields: WeightFields()}
	for i, places := range p.cells {
		var values []string
		for c, place := range places {
			values = append(values, p.shares[c].Values[place])
		}
		weights.Rows = append(weights.Rows, result.Object{{Key: "category", Value: strings.Join(values, ", ")}, {Key: "n", Value: int64(p.counts[i])}, {Key: "weight", Value: r.weights[i]}})
	}
	slices.SortStableFunc(weights.Rows, func(a, b result.Object) int { return strings.Compare(a[0].Value.(string), b[0].Value.(string)) })
	d.Findings = []result.Findings{weights}
	return d
}

// Document shows how the answers stand beside the people.
func (p *People) Document() *result.Document {
	d := p.document()
	d.Unit, d.Title = "percent", "Answers beside the people"
	d.Definition = "gap = share in the answers − share of the people, in points; chi-square = Σ (counted − expected)² / expected"
	d.Settings = result.Object{{Key: "method", Value: "chi-square goodness of fit"}}
	values := result.Findings{Key: "values", Title: "values", Fields: ValueFields()}
	tests := result.Findings{Key: "columns_checked", Title: "columns", Fields: TestFields()}
	for _, f := range p.Fits() {
		values.Rows = append(values.Rows, f.values()...)
		tests.Rows = append(tests.Rows, f.test())
	}
	d.Findings = []result.Findings{values, tests}
	return d
}

// document is what is the same in all documents about the people.
func (p *People) document() *result.Document {
	all, whole := p.Rows()
	return &result.Document{Schema: "cxcalc/sample/v1", Metric: "sample", Columns: result.Object{},
		Rows: result.Rows{Read: all + p.Malformed + p.Filtered + p.Excluded, Counted: whole, Invalid: all - whole,
			Malformed: p.Malformed, Filtered: p.Filtered, Excluded: p.Excluded},
		Total: result.Group{Values: result.Object{}}, Warnings: p.Doubts(), Thresholds: []result.Threshold{}}
}

// gap is how far the share of a value in the answers is from that of the people, in points.
func (f Likeness) gap(i int) float64 { return 100 * (f.Counts[i]/f.N - f.Share[i]) }

// values tells how each value stands; nothing where there are no answers.
func (f Likeness) values() (out []result.Object) {
	if f.N == 0 {
		return nil
	}
	for i, n := range f.Counts {
		out = append(out, result.Object{{Key: "column", Value: f.Column}, {Key: "category", Value: f.Values[i]}, {Key: "n", Value: int64(n)},
			{Key: "answers_pct", Value: 100 * n / f.N}, {Key: "people_pct", Value: 100 * f.Share[i]}, {Key: "gap", Value: f.gap(i)}})
	}
	return out
}

// test tells how the column stands.
func (f Likeness) test() result.Object {
	largest, of := 0.0, ""
	for i := range f.Counts {
		if f.N > 0 && math.Abs(f.gap(i)) > math.Abs(largest) {
			largest, of = f.gap(i), f.Values[i]
		}
	}
	row := result.Object{{Key: "column", Value: f.Column}, {Key: "n", Value: int64(f.N)}, {Key: "chi_square", Value: nil}, {Key: "df", Value: nil}, {Key: "p", Value: nil},
		{Key: "largest_gap", Value: largest}, {Key: "largest_gap_of", Value: of}}
	if f.Err == nil {
		row[2].Value, row[3].Value, row[4].Value = f.Test.Statistic, int64(f.Test.DF), f.Test.P
	}
	return row
}

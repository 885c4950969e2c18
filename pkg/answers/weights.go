package answers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// maxWeights bounds the weights of a file, each of which is kept.
const maxWeights = 20_000_000

// The columns of a file of weights.
const (
	weightOf = iota
	weightIs
)

// weighted tells whether answers have weights, of a column or of a file.
func (s *polling) weighted() bool { return s.Weight != "" || s.Weights != "" }

// checkWeights tells whether weights of a file can find their answers.
func (s *polling) checkWeights() error {
	switch {
	case s.Weights == "":
		return nil
	case s.Weight != "":
		return problem.Usage("--weights %s and --weight %s both say what an answer weighs: leave one out", s.Weights, s.Weight)
	case len(s.Respondent) > 1:
		return problem.Usage("--weights finds the weight of an answer by one column: name one with --respondent")
	}
	return nil
}

// Begin reads the file of weights, where there is one.
func (s *polling) Begin(ctx context.Context) (err error) {
	if s.Weights == "" {
		return nil
	}
	if s.Weights == "-" && slices.Contains(s.Sources, "-") {
		return problem.Usage("--weights - and the source - both read standard input: name one of them as a file")
	}
	s.weights, err = smallfile.Once(s.Drawer, "weights "+s.Weights, func() (*texts.RespondentWeights, error) { return s.readWeights(ctx) })
	return err
}

// readWeights reads a file with a respondent and a weight in each row, as sample --rake writes it.
func (s *polling) readWeights(ctx context.Context) (*texts.RespondentWeights, error) {
	f := &smallfile.Appendix{Flag: "--weights", Name: s.Weights, Stdin: s.Dataset.Stdin, Header: "id,weight", Most: maxWeights, Needs: []smallfile.Need{
		weightOf: {Role: layout.Respondent, Says: "whose weight it is", Pick: keyOfWeights},
		weightIs: {Role: layout.Weight, Says: "the weight"}}}
	w := new(texts.RespondentWeights)
	var bad []int64
	var first *problem.Error
	err := f.Read(ctx, s.Dataset, func(row smallfile.Listed) error {
		who := row.Cells[weightOf]
		weight, err := answer.ParsePart(row.Cells[weightIs], f.Decimal())
		if err != nil || weight < 0 || weight > tally.MaxWeight || weight > 0 && weight < tally.MinWeight {
			if bad = append(bad, row.Line); first == nil {
				first = f.Wrong(row, weightIs, "is not a weight, expected 0 or a number from 1e-9 to 1e12")
			}
			return nil
		}
		if who == "" {
			return f.Wrong(row, weightOf, "is blank, expected whose weight it is")
		}
		if line, ok := w.Add(who, weight, row.Line); !ok {
			return f.Wrong(row, weightOf, "stands there twice, expected one weight for each respondent; the first is on line %d", line)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if first != nil {
		return nil, s.withoutLines(first, bad)
	}
	w.File, w.Key = f.Called(), f.HeaderOf(weightOf)
	return w, nil
}

// keyOfWeights is the column beside the weight, where there are two.
func keyOfWeights(headers []string, _ []int) (column int, ok bool) {
	is := layout.Candidates(layout.Weight, "", headers)
	return 1 - slices.Max(append(is, 0)), len(headers) == 2 && len(is) == 1
}

// mostLeftOut is how many lines of a file a proposed command leaves out.
const mostLeftOut = 20

// withoutLines offers to go on without the lines whose weights are none; their answers are told as answers without one.
func (s *polling) withoutLines(e *problem.Error, lines []int64) error {
	if n := len(lines) - 1; n > 0 {
		e.Text += fmt.Sprintf("; nor is that of %s", kind.HowMany(int64(n), "other row"))
	}
	e.Hint = "leave such rows out of the file: their answers are not counted then, which is said"
	if len(lines) > mostLeftOut || s.Weights == "-" {
		return e
	}
	var cut []string
	for _, line := range lines {
		cut = append(cut, fmt.Sprintf("%dd", line))
	}
	e.Before = []string{"sed", strings.Join(cut, ";"), s.Weights, "|"}
	e.Replace = [2]string{s.Weights, "-"}
	return e
}

// findWeighed finds the column of respondents that a file of weights is about: the one with the same header, or that
// whose header has the words.
func (s *item) findWeighed(t *dataset.Table) (f dataset.Found, err error) {
	same := t.Those(func(i int) bool { return answer.Normalise(t.Headers[i]) == answer.Normalise(s.weights.Key) })
	if len(same) == 1 {
		return dataset.Found{Columns: same, Sure: true, Why: "the header of the weights"}, nil
	}
	if f = t.Find(dataset.Search{Role: layout.Respondent, Kind: s.Metric.Name}); f.Sure {
		return f, nil
	}
	e := t.Unclear("--respondent", "respondent", f)
	e.Text = fmt.Sprintf("%s has weights by %s; %s", s.weights.File, answer.Quote(s.weights.Key, 60), e.Text)
	if answer.Normalise(s.weights.Key) == "line" {
		e.Hint, e.Flags = "weights by line are for other programs: write them with sample --rake --respondent COL", nil
	}
	return f, e
}

// unweighed tells of answers without a weight, and of weights without anybody.
func (s *item) unweighed(t *texts.Tallies) (out []result.Warning) {
	if bad, ok := t.Bad[texts.Respondent]; ok {
		source, more := bad.First.Source, result.Phrase{}
		if bad.Rows > 1 {
			more = result.Say("; nor has that of %s with an answer", kind.HowMany(bad.Rows-1, "other row"))
		}
		out = append(out, result.Warn("no_weight", "column %s: %s %s, so its answer is not counted%s", s.columns[source].Header(texts.Respondent),
			answer.Quote(bad.Text, 40), result.Reason(bad.Why), more).At(s.set.Tables[source].Name, bad.First.Line))
	}
	return append(out, s.absent(result.Say("no row"), t.Weighed)...)
}

// absent tells of weights without anybody.
func (s *polling) absent(row result.Phrase, a texts.Attendance) []result.Warning {
	if a.Absent() == 0 {
		return nil
	}
	return []result.Warning{result.Warn(kind.WeightsOfNobody, "%s is of %s that %s weighs", row, kind.HowMany(a.Absent(), "respondent"), s.weights.File)}
}

// AbsentFromBoth tells of weights of nobody who stands in a row of this side or of another one with the same weights.
func (c *polled) AbsentFromBoth(other kind.Closed) []result.Warning {
	o, ok := other.(*polled)
	if !ok || c.weights == nil || c.weights != o.weights {
		return nil
	}
	all := c.heard[0].tallies.Weighed
	for _, h := range slices.Concat(c.heard[1:], o.heard) {
		all = all.With(h.tallies.Weighed)
	}
	return c.absent(result.Say("no row of either side"), all)
}

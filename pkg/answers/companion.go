package answers

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// doubtCompanion asks where another column holds the labels of the numbers, and they run the other way.
func (s *item) doubtCompanion() error {
	t := s.set.Tables[0]
	if s.question.ScaleGiven || s.question.Reverse || len(s.Values) > 0 {
		return nil
	}
	for column := range t.Headers {
		if s.holds(0, column) { // answers too
			continue
		}
		pairs := s.paired(t, column)
		list, found := s.contradicts(pairs)
		if len(pairs) < 2 || !found || s.remarks(t.Headers[column], pairs, list) {
			continue
		}
		e := problem.Usage("%s: the numbers of column %s and their labels in column %s contradict each other on %s, the scale of %s",
			t.Name, s.scoreName(), answer.Quote(t.Headers[column], 40), s.question.Scale, s.Metric.Name)
		for _, l := range pairs {
			e.Text += "\n  " + answer.Quote(l.text, 20) + " is " + answer.Quote(l.label, 60) + l.says(list)
		}
		e.Hint = "--scale " + s.question.Scale.Flag() + " says that the numbers count"
		if flags := s.byLabel(worded{labelled: pairs, plain: s.unpaired(pairs)}, list); flags != nil {
			e.Senses = []problem.Sense{{Says: "if the labels count", Flags: flags}}
		}
		if to, ok := s.shorter(pairs, list); ok {
			e.Hint, e.Senses = "", append([]problem.Sense{{Says: "if they are on " + to.String(), Flags: []string{"--scale", to.Flag()}}}, e.Senses...)
		}
		return e
	}
	return nil
}

// shorter returns the scale that ends with the highest number, where every number up to it has a label and they rise together: the
// labels are those of a scale without a step in the middle.
func (s *item) shorter(pairs []labelled, list layout.WordList) (to metric.Scale, ok bool) {
	to = metric.Scale{Min: s.question.Scale.Min, Max: s.question.Scale.Min + float64(len(pairs)) - 1}
	before := 0.
	for i, l := range pairs {
		score, known := list.Score(l.label)
		if !known || l.number != to.Min+float64(i) || score <= before {
			return to, false
		}
		before = score
	}
	return to, to.Max < s.question.Scale.Max && s.settles(to)
}

// remarks tells whether labels are what people wrote, of which some happen to be words of a scale: most are not, or the header
// says that they are comments and one is not.
func (s *item) remarks(header string, pairs []labelled, list layout.WordList) bool {
	unknown := 0
	for _, l := range pairs {
		if _, known := list.Score(l.label); !known {
			unknown++
		}
	}
	_, comment := layout.RatingOf(layout.Comment, s.Metric.Name, header)
	return 2*unknown > len(pairs) || comment && unknown > 0
}

// paired lists the numbers of the first answers with their labels in another column, where each has one of its own.
func (s *item) paired(t *dataset.Table, column int) (out []labelled) {
	score := s.columns[0].At(texts.Score)
	if column == score {
		return nil
	}
	for _, row := range s.meeting(t, s.columns[0]) {
		if score == dataset.None || score >= len(row) || column >= len(row) {
			continue
		}
		text, label := answer.Trim(row[score]), answer.Trim(row[column])
		class, number, _ := s.classifier.Classify(text)
		if class != answer.Counted || label == "" {
			continue
		}
		i := slices.IndexFunc(out, func(l labelled) bool { return l.text == text || l.label == label })
		switch {
		case !answer.IsNumber(text) || answer.IsNumber(label) || i >= 0 && (out[i].text != text || out[i].label != label):
			return nil
		case i >= 0:
			out[i].rows++
		default:
			out = append(out, labelled{text, label, number, 1})
		}
	}
	slices.SortFunc(out, func(a, b labelled) int { return cmp.Compare(a.number, b.number) })
	return out
}

// unpaired are the steps of the scale that stand in no pair: later rows may have them.
func (s *item) unpaired(pairs []labelled) map[string]int64 {
	out := make(map[string]int64)
	for score := s.question.Scale.Min; score <= s.question.Scale.Max; score++ {
		if !slices.ContainsFunc(pairs, func(l labelled) bool { return l.number == score }) {
			out[strconv.FormatFloat(score, 'g', -1, 64)] = 0
		}
	}
	return out
}

// labelsCount gives the texts of a vendor whose numbers are those of the choices, and no scores, the scores of their
// labels. It returns nil where numbers and labels agree.
func (s *item) labelsCount() map[string]float64 {
	var w worded
	for i, t := range s.set.Tables {
		if t.Layout == nil || !t.Layout.Labels {
			return nil
		}
		for _, text := range t.Sample(s.columns[i].At(texts.Score)) {
			number, label, ok := s.classifier.Labelled(text)
			if ok && !slices.ContainsFunc(w.labelled, func(l labelled) bool { return l.text == text }) {
				w.labelled = append(w.labelled, labelled{text, label, number, 1})
			}
		}
	}
	list, found := s.contradicts(w.labelled)
	if !found || len(w.labelled) == 0 {
		return nil
	}
	scores, _ := s.labelScores(w, list)
	if scores != nil {
		maps.Copy(scores, s.Values)
	}
	return scores
}

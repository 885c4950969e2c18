package answers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// doubtCompanion asks where another column holds the labels of the numbers, and they run the other way.
func (h *heard) doubtCompanion(w worded) error {
	if h.question.ScaleGiven || h.question.Reverse || h.spoken() || len(w.labelled) > 0 || len(h.unsaid(w)) < 2 || len(h.unsaid(w)) < len(w.plain) {
		return nil
	}
	t := h.set.Tables[0]
	for column := range t.Headers {
		pairs := h.paired(column)
		if len(pairs) < len(w.plain) {
			continue
		}
		list, found := h.contradicts(pairs)
		if !found {
			continue
		}
		e := problem.Usage("%s: the numbers of column %s and their labels in column %s contradict each other on %s, the scale of %s",
			t.Name, h.scoreName(), answer.Quote(t.Headers[column], 40), h.question.Scale, h.Metric.Name)
		for _, l := range pairs {
			e.Text += "\n  " + answer.Quote(l.text, 20) + " is " + answer.Quote(l.label, 60)
		}
		e.Hint = "--scale " + h.question.Scale.Flag() + " says that the numbers count; if the labels do"
		e.Flags = h.byLabel(worded{labelled: pairs}, list)
		return e
	}
	return nil
}

// paired lists the numbers of the answers with their labels in another column, where every number has one of its own.
func (h *heard) paired(column int) (out []labelled) {
	score := h.columns[0].At(texts.Score)
	if column == score {
		return nil
	}
	for _, row := range h.set.Tables[0].Rows {
		if score >= len(row) || column >= len(row) {
			continue
		}
		text, label := answer.Trim(row[score]), answer.Trim(row[column])
		class, number, _ := h.classifier.Classify(text)
		if class != answer.Counted || label == "" {
			continue
		}
		i := slices.IndexFunc(out, func(l labelled) bool { return l.text == text || l.label == label })
		switch {
		case answer.IsNumber(label) || i >= 0 && (out[i].text != text || out[i].label != label):
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

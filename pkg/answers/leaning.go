package answers

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// headers are those of the column of answers, of every source.
func (s *item) headers() (out []string) {
	for i, t := range s.set.Tables {
		if at := s.columns[i].At(texts.Score); at != dataset.None && at < len(t.Headers) {
			out = append(out, t.Headers[at])
		}
	}
	return out
}

// leaning is what the headers of the answers say of their direction, and the questions that stand below them.
func (s *item) leaning() layout.Leaning { return s.leaningOf(s.Metric.Name) }

func (s *item) leaningOf(metric string) layout.Leaning {
	headers := s.headers()
	for i, t := range s.set.Tables {
		if at := s.columns[i].At(texts.Score); at != dataset.None && at < len(t.Titles) {
			headers = append(headers, t.Titles[at])
		}
	}
	for _, header := range headers {
		if l := layout.LeaningOf(metric, header); l != layout.Level {
			return l
		}
	}
	return layout.Level
}

// statedBad tells whether the headers say something bad, of which other words only say how far it is so.
func (s *item) statedBad() bool {
	l := s.leaning()
	if l == layout.Level {
		l = s.leaningOf(layout.AnyMetric)
	}
	return against(l)
}

// yesOrNo returns the list of yes and no where the header tells which of them is good.
func (s *item) yesOrNo(words map[string]int64) (layout.WordList, bool) {
	scale := s.question.Scale
	list, ok := layout.EndsOf(scale.Min, scale.Max, words)
	switch l := s.leaning(); {
	case !ok || l != layout.Upward && l != layout.Downward:
		return layout.WordList{}, false
	case (l == layout.Downward) != s.question.Reverse: // what is reversed is mirrored once more
		return list.Mirrored(scale.Min, scale.Max), true
	}
	return list, true
}

// unsaid lists the numbers of a column that the user gave no score.
func (h *heard) unsaid(w worded) (out []string) {
	for text := range w.plain {
		if _, given := h.Values[answer.Trim(text)]; !given && answer.IsNumber(text) {
			out = append(out, text)
		}
	}
	slices.Sort(out)
	return out
}

// doubtLeaning asks where the header says that a high number is bad, and so would not count as it does elsewhere. Whoever names a
// scale has said nothing of its direction.
func (h *heard) doubtLeaning(w worded) error {
	lean, scale := h.leaning(), h.question.Scale
	numbers := h.unsaid(w)
	words := lean == layout.Leaving && len(w.words) > 0 && h.words.Name != ""
	if !words && (h.question.Reverse || h.question.Straight || h.spoken() || len(numbers) == 0) || !against(lean) && lean != layout.Leaving {
		return nil
	}
	at := fmt.Sprintf("%s: column %s", h.set.Tables[0].Name, h.scoreName())
	if lean == layout.Leaving {
		return problem.Usage("%s: its header asks how likely somebody is to go, which is no question of %s", at, h.Metric.Name).
			Advise("choose another column with --score; --value gives every number a score of its own")
	}
	e := problem.Usage("%s: its header says that a high number is bad, and %s takes it for good", at, h.Metric.Name)
	lowest := problem.Sense{Says: "if the lowest is", Flags: h.mirrored(numbers, scale)}
	if span, ok := h.otherSpan(); ok {
		if to, reached := h.reach(metric.Scale{Min: span.Low, Max: span.High}); reached && h.fits(layout.WordList{Steps: to.Steps()}, to) {
			lowest = h.turnedOn(to)
		}
	}
	e.Hint, e.Senses = "--value gives every number a score of its own: --value 5=5", h.onEither(lowest, numbers)
	if h.Metric.Has("reverse") {
		e.Hint = "--reverse=false says that the highest number is the good end all the same"
	}
	return e
}

// onEither names the scale in the commands that turn numbers round, where these all lie on the usual shorter one: turned on the longer
// one, their bad end would be its middle.
func (h *heard) onEither(lowest problem.Sense, numbers []string) []problem.Sense {
	own, short := h.question.Scale, metric.Scale{Min: 1, Max: 5}
	if h.question.ScaleGiven || !slices.Equal(lowest.Flags, []string{"--reverse"}) || own.Max <= short.Max {
		return []problem.Sense{lowest}
	}
	for _, text := range numbers {
		if x, err := answer.ParseNumber(answer.Trim(text), h.rule.Decimal); err == nil && x > short.Max && x <= own.Max {
			return []problem.Sense{lowest}
		}
	}
	var senses []problem.Sense
	for _, scale := range []metric.Scale{short, own} {
		senses = append(senses, problem.Sense{Says: fmt.Sprintf("%s, on %s", lowest.Says, scale), Flags: []string{"--reverse", "--scale", scale.Flag()}})
	}
	return senses
}

// ofEffort warns where the header names effort and does not say whether a high number is much of it.
func (h *heard) ofEffort() []result.Warning {
	q := h.question
	if !h.Metric.Has("reverse") || q.Reverse || q.Straight || h.spoken() || h.leaning() != layout.Level || !slices.ContainsFunc(h.headers(), layout.NamesEffort) {
		return nil
	}
	return []result.Warning{result.Warn("effort_or_ease", "column %s names effort, and a high number is taken for ease; --reverse counts the low ones", h.scoreName())}
}

// against tells whether what a header says is bad.
func against(l layout.Leaning) bool { return l == layout.Downward || l == layout.Denied }

// doubtStatement asks where answers agree with what the header says, or do not, and that is bad: "It was difficult".
func (h *heard) doubtStatement(w worded) error {
	if !h.statedBad() {
		return nil
	}
	scale, list, said := h.question.Scale, h.words, w.words
	flags := scored(list.Mirrored(scale.Min, scale.Max), said)
	if !list.Agrees || len(said) == 0 {
		if h.question.Reverse {
			return nil
		}
		if list, said, flags = h.labelledStatement(w); !list.Agrees {
			return nil
		}
	}
	e := problem.Usage("%s: column %s: its header says something bad, and whoever agrees with it would count as good", h.set.Tables[0].Name, h.scoreName())
	e.Text += "\n" + listed(said)
	e.Hint = "--value TEXT=N gives every text a score of its own"
	if flags != nil {
		e.Senses = []problem.Sense{{Says: "if agreeing is bad", Flags: flags}}
	}
	return e
}

// labelledStatement is the list that labels beside numbers are of, the texts with them, and the flags that turn the
// numbers round, where these reach the end of the scale.
func (h *heard) labelledStatement(w worded) (list layout.WordList, said map[string]int64, flags []string) {
	scale := h.question.Scale
	labels, said, reached := make(map[string]int64), make(map[string]int64), false
	for _, l := range w.labelled {
		labels[l.label] += l.rows
		said[l.text] += l.rows
		reached = reached || l.number == scale.Max
	}
	lists := h.ofSteps(layout.Explain(labels, scale.Steps()))
	if len(labels) == 0 || len(lists) == 0 {
		return layout.WordList{}, nil, nil
	}
	slices.SortFunc(w.labelled, labelled.compare)
	for _, l := range w.labelled {
		if reached && lists[0].Steps == scale.Steps() {
			flags = append(flags, scoreOf(l.text, scale.Reverse(l.number))...)
		}
	}
	return lists[0], said, flags
}

// mirrored are the flags with which the low numbers are the good ones on a scale.
func (h *heard) mirrored(numbers []string, scale metric.Scale) (flags []string) {
	if h.Metric.Has("reverse") {
		return []string{"--reverse"}
	}
	for _, text := range numbers {
		if x, err := answer.ParseNumber(answer.Trim(text), h.rule.Decimal); err == nil && x >= scale.Min && x <= scale.Max {
			flags = append(flags, scoreOf(text, scale.Reverse(x))...)
		}
	}
	return flags
}

// doubtSpan asks where the header names another scale than that of the metric. It is proposed where answers reach its
// end: else one of both is not true.
func (h *heard) doubtSpan(w worded) error {
	if h.question.ScaleGiven || h.spoken() || len(h.unsaid(w)) == 0 {
		return nil
	}
	span, ok := h.otherSpan()
	if !ok {
		return nil
	}
	own := h.question.Scale
	to, reached := h.reach(metric.Scale{Min: span.Low, Max: span.High})
	e := problem.Usage("%s: column %s: its header names the scale %s, and that of %s is %s", h.set.Tables[0].Name, h.scoreName(), to, h.Metric.Name, own)
	e.Hint = fmt.Sprintf("--scale %s says that the answers are on that all the same", own.Flag())
	turned := against(h.leaning())
	if reached && h.fits(layout.WordList{Steps: to.Steps()}, to) {
		sense := problem.Sense{Says: "if they are on " + to.String(), Flags: []string{"--scale", to.Flag()}}
		if turned && !h.question.Reverse {
			sense = h.turnedOn(to)
		}
		e.Hint, e.Senses = "", []problem.Sense{sense}
	} else if other := (metric.Scale{Min: 1, Max: 5}); reached && !turned && to == other && h.Metric.Name == "nps" {
		e.Hint, e.Senses = "", []problem.Sense{{Says: "how many are satisfied", Instead: "csat", Flags: []string{"--score", h.set.Tables[0].Reference(h.columns[0].At(texts.Score))}}}
	}
	return e
}

// turnedOn is the command for answers on another scale, whose lowest is the good end.
func (h *heard) turnedOn(to metric.Scale) problem.Sense {
	return problem.Sense{Says: fmt.Sprintf("if they are on %s, and the lowest is the good end", to),
		Flags: append([]string{"--scale", to.Flag()}, h.mirrored(h.numerals(), to)...)}
}

// numerals lists all numbers of the column that the user gave no score, also those off the scale.
func (h *heard) numerals() (out []string) {
	for text := range h.judged.Met() {
		if _, given := h.Values[answer.Trim(text)]; !given && answer.IsNumber(answer.Trim(text)) {
			out = append(out, text)
		}
	}
	slices.Sort(out)
	return out
}

// otherSpan returns the scale that a header names, where it is not the one in use.
func (h *heard) otherSpan() (layout.Extent, bool) {
	own := h.question.Scale
	for _, header := range h.headers() {
		if span, ok := layout.ExtentOf(header); ok && (span.High != own.Max || !span.Open && span.Low < own.Min) {
			return span, true
		}
	}
	return layout.Extent{}, false
}

// spanned tells whether a header names the scale in use.
func (s *item) spanned() bool {
	return slices.ContainsFunc(s.headers(), func(header string) bool {
		span, ok := layout.ExtentOf(header)
		return ok && span.High == s.question.Scale.Max && (span.Open || span.Low == s.question.Scale.Min)
	})
}

// reach tells whether answers reach the end of a scale, which begins with 0 where there are such, or lie between the end of that of the
// metric and its own.
func (h *heard) reach(s metric.Scale) (metric.Scale, bool) {
	reached := false
	see := func(score float64) {
		reached = reached || score <= s.Max && (score == s.Max || score > h.Metric.Scale.Max)
		s.Min = min(s.Min, max(0, score))
	}
	for _, x := range h.judged.Total.Scores {
		if x.N > 0 {
			see(x.Score)
		}
	}
	for score := range maps.Keys(h.offScale(h.judged.Odd)) {
		see(score)
	}
	return s, reached
}

// A zero below a scale that begins with 1 is no mistake, of which there is one in so many rows.
const zeroRows = 100

// doubtZero asks where there is a 0 below a scale that begins with 1: it may be its lowest step, or no answer.
func (h *heard) doubtZero(w worded) error {
	own := h.question.Scale
	off := h.offScale(h.judged.Odd)
	if h.question.ScaleGiven || h.spoken() || own.Min != 1 || off[0] == 0 || len(off) > 1 || off[0]*zeroRows < h.judged.Rows.Counted {
		return nil
	}
	to := metric.Scale{Min: 0, Max: own.Max}
	if len(h.steps()) < 2 {
		return nil // thumbs
	}
	none := []string{"--missing", "0"}
	if high := h.nearby.high; h.nearby.few() && layout.IsEnd(high) && high < own.Max && slices.Max(h.steps()) <= high {
		to.Max = high
		none = append(none, "--scale", metric.Scale{Min: own.Min, Max: high}.Flag())
	}
	e := problem.Usage("%s: column %s: a 0 in %d of %d rows is not on %s, the scale of %s", h.set.Tables[0].Name, h.scoreName(),
		off[0], off[0]+h.judged.Rows.Counted, own, h.Metric.Name)
	if h.nearby.few() && h.nearby.low == 0 && h.nearby.high <= own.Max && h.fits(layout.WordList{Steps: to.Steps()}, to) {
		e.Senses = []problem.Sense{{Says: "if it is the lowest step, as in the columns beside it", Flags: []string{"--scale", to.Flag()}}}
		if to.Max < own.Max {
			e.Senses = append(e.Senses, problem.Sense{Says: "if it means no answer", Flags: none})
		}
		return e
	}
	e.Hint = "if it means no answer, say so with --missing 0"
	if slices.ContainsFunc(h.headers(), func(header string) bool { return layout.Speaks(layout.Stars, header) }) {
		e.Hint, e.Senses = "", []problem.Sense{{Says: "if it means no answer", Flags: []string{"--missing", "0"}}} // nobody can give none
		return e
	}
	if h.surelyAsked() && h.fits(layout.WordList{Steps: to.Steps()}, to) {
		e.Senses = []problem.Sense{{Says: "if it is the lowest step", Flags: []string{"--scale", to.Flag()}}}
	}
	return e
}

// steps are the scores that were met on the scale.
func (h *heard) steps() (out []float64) {
	for _, x := range h.judged.Total.Scores {
		if x.N > 0 {
			out = append(out, x.Score)
		}
	}
	return out
}

// asked tells how the header of the answers names them; ok is false where it does not.
func (s *item) asked() (r layout.Rating, ok bool) {
	for _, header := range s.headers() {
		if r, ok = layout.RatingOf(layout.Score, s.Metric.Name, header); ok {
			return r, true
		}
	}
	return r, false
}

// surelyAsked tells whether the header surely names answers, or there is nothing else that could.
func (s *item) surelyAsked() bool {
	r, ok := s.asked()
	return ok && r.Sure || len(s.set.Tables[0].Headers) == 1
}

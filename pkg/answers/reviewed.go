package answers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// asksFor says what the question of a metric asks, of which ratings of something else say nothing, and the sense that it does.
func asksFor(metric string) (question, sense string, own bool) {
	switch metric {
	case "nps":
		return "whether anybody would recommend", "if it asks for a recommendation", true
	case "ces":
		return "how easy anything was", "if it asks how easy it was", true
	}
	return "", "", false
}

// reviewed asks where the answers, though on the scale, seem to be the ratings of reviews, or words of something else, and no header
// asks the question of the metric: it is of that question and of no other.
func (s *heard) reviewed() error {
	question, sense, own := asksFor(s.Metric.Name)
	if !own || s.item.score != "" {
		return nil
	}
	for i, t := range s.set.Tables {
		column := s.columns[i].At(texts.Score)
		told := s.ofOthers(t, column)
		served := told == "" && ofService(t.Headers[column])
		if served {
			told = "ratings of what it names"
		}
		bare := told == "" && s.Metric.Name == "nps" && layout.TellsOnly(layout.RatedWord, t.Headers[column]) && s.onTen() != nil
		if bare {
			told = "ratings of anything from 1 to 10"
		}
		if told == "" || s.asksOwn(t, served) {
			continue
		}
		score := []string{"--score", t.Reference(column)}
		e := problem.Usage("%s: column %s may hold %s, and no header asks %s, which is the question of %s", t.Name, t.Header(column), told, question, s.Metric.Name)
		e.Read, e.Senses = true, []problem.Sense{{Says: "how many are satisfied", Instead: "csat", Flags: slices.Concat(s.onTen(), score)}, {Says: sense, Flags: score}}
		if bare { // nothing speaks against it
			slices.Reverse(e.Senses)
		}
		return e
	}
	return nil
}

// onTen are the flags of a scale of 1 to 10, where some answers are above 7 and none is 0: others would refuse it.
func (s *heard) onTen() []string {
	steps := s.steps()
	if len(steps) == 0 || slices.Max(steps) <= 7 || slices.Min(steps) < 1 {
		return nil
	}
	return []string{"--scale", "1-10"}
}

// ofOthers says of what the answers may be: of reviews, or in words of quality; "" where nothing tells so.
func (s *heard) ofOthers(t *dataset.Table, column int) string {
	if tells := ofReview(t, column); tells >= 0 {
		return "the ratings of reviews, as column " + t.Header(tells) + " tells"
	}
	name, _, _ := strings.Cut(s.words.Name, ",")
	quality := []string{"quality", "good or bad", "good, middling or bad", "positive or negative", "positive", "satisfaction", "happiness", "liking", "stars"}
	if s.spoken() && s.Metric.Name == "ces" && slices.Contains(quality, name) {
		return "answers of another question, in words of " + name
	}
	return ""
}

// ofService tells whether a header names what is rated, as "service rating" does, which need not be why anybody would recommend.
func ofService(header string) bool {
	r, is := layout.RatingOf(layout.Score, "csat", header)
	return layout.TellsOf(layout.ServedWord, header) && (layout.TellsOf(layout.RatedWord, header) || is && r.Rank < layout.General)
}

// asksOwn tells whether a header asks what the metric does, or is of a survey that may have asked it, which nothing that is named did.
func (s *item) asksOwn(t *dataset.Table, named bool) bool {
	return slices.ContainsFunc(slices.Concat(t.Headers, t.Titles), func(header string) bool {
		r, is := layout.RatingOf(layout.Score, s.Metric.Name, header)
		return is && r.Rank < layout.General || layout.MetricOf(header) == s.Metric.Name || !named && layout.TellsOf(layout.SurveyWord, header)
	})
}

// ofReview finds the column that tells of reviews; what is rated in them tells beside a rating alone. It is below 0 where none does.
func ofReview(t *dataset.Table, score int) int {
	rating := layout.TellsOf(layout.RatedWord, t.Headers[score])
	return slices.IndexFunc(t.Headers, func(header string) bool {
		return layout.TellsOf(layout.ReviewWord, header) || rating && layout.TellsOf(layout.ReviewedWord, header)
	})
}

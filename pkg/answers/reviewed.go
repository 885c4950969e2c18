package answers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// reviewed asks where the answers, though on the scale, seem to be the ratings of reviews, and nothing tells that anybody was asked
// whether they would recommend: the Net Promoter Score is of that question and of no other.
func (s *heard) reviewed() error {
	if s.Metric.Name != "nps" || s.item.score != "" {
		return nil
	}
	for i, t := range s.set.Tables {
		column := s.columns[i].At(texts.Score)
		tells := ofReview(t, column)
		if tells < 0 || s.asksToRecommend(t) {
			continue
		}
		score := []string{"--score", t.Reference(column)}
		e := problem.Usage("%s: column %s may hold the ratings of reviews, as column %s tells, and no header asks whether anybody would recommend, which is the question of nps",
			t.Name, t.Header(column), t.Header(tells))
		e.Read, e.Senses = true, []problem.Sense{{Says: "how many are satisfied", Instead: "csat", Flags: score}, {Says: "if it asks for a recommendation", Flags: score}}
		return e
	}
	return nil
}

// asksToRecommend tells whether a header is of a recommendation, or of a survey that may have asked for one.
func (s *item) asksToRecommend(t *dataset.Table) bool {
	return slices.ContainsFunc(slices.Concat(t.Headers, t.Titles), func(header string) bool {
		r, is := layout.RatingOf(layout.Score, s.Metric.Name, header)
		return is && r.Rank < layout.General || layout.MetricOf(header) == s.Metric.Name || layout.TellsOf(layout.SurveyWord, header)
	})
}

// ofReview finds the column that tells of reviews; what is rated in them tells beside a rating alone. It is below 0 where none does.
func ofReview(t *dataset.Table, score int) int {
	rating := layout.TellsOf(layout.RatedWord, t.Headers[score])
	return slices.IndexFunc(t.Headers, func(header string) bool {
		return layout.TellsOf(layout.ReviewWord, header) || rating && layout.TellsOf(layout.ReviewedWord, header)
	})
}

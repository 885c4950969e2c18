package drivers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostScores is how many columns are proposed for the score, and mostly how many of their cells are answers at least: one of
// them may be a word that no scale has.
const (
	mostScores = 3
	mostly     = 0.8
)

// Instead proposes the scores of other metrics where no header is that of the question of all there is: one of them may be a
// driver as well, so none is taken.
func (p *driverPlan) Instead(t *dataset.Table, role dataset.Role) error {
	own := func(header string) bool {
		r, ok := layout.RatingOf(layout.Score, "drivers", header)
		return ok && r.Rank <= ownWords
	}
	scores := p.scoresOf(t)
	if role != "score" || p.Own.Text("score") != "" || len(scores) == 0 || slices.ContainsFunc(t.Headers, own) {
		return nil
	}
	e := problem.Usage("%s: no header tells which column holds the score; those that others are asked for may be it, choose one with --score\n%s", t.Name, t.List(scores))
	e.Senses = t.Offer("if it is ", "--score", scores[:min(len(scores), mostScores)])
	return e
}

// scoresOf are the columns of answers whose headers are those of scores of nps, csat or ces, or of scores of whatever question,
// the surest first, and of those the question of all there is.
func (p *driverPlan) scoresOf(t *dataset.Table) []int {
	rank := make(map[int]int)
	fits := t.Those(func(i int) bool {
		best, ok := scoreRank(t.Headers[i])
		rank[i] = best
		return ok && !t.Blank(i) && ratingShare(t, i) >= mostly && !somethingElse(t.Headers[i])
	})
	slices.SortStableFunc(fits, func(a, b int) int { return cmp.Compare(rank[a], rank[b]) })
	return fits
}

// scoreRank is how surely a header is that of a score; 0 is the surest.
func scoreRank(header string) (rank int, ok bool) {
	if r, is := layout.RatingOf(layout.Score, "", header); is && r.Sure && layout.Speaks(layout.Overall, header) || layout.Recommends(header) {
		return 0, true
	}
	const general = layout.General + 1
	rank = general
	for _, metric := range []string{"nps", "csat", "ces"} {
		r, is := layout.RatingOf(layout.Score, metric, header)
		near := r.Rank <= 2 || r.Rank >= layout.General // between them are words of parts of the question
		if is && r.Sure && near && r.Rank <= rank {
			rank, ok = r.Rank, true
		}
	}
	return rank, ok
}

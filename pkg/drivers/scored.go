package drivers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
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
	scores := p.scoresOf(t)
	if role != "score" || p.Own.Text("score") != "" || len(scores) == 0 || slices.ContainsFunc(t.Headers, ofEverything) {
		return nil
	}
	e := problem.Usage("%s: no header tells which column holds the score; those that others are asked for may be it, choose one with --score\n%s", t.Name, t.List(scores))
	e.Senses = t.Offer("if it is ", "--score", scores[:min(len(scores), mostScores)])
	return e
}

// ofEverything tells whether a header is that of the question of all there is.
func ofEverything(header string) bool {
	r, ok := layout.RatingOf(layout.Score, "drivers", header)
	return ok && r.Rank <= ownWords
}

// surely is up to which rank the header of a score is that of nps, csat or ces as a whole, or of the question of all there is.
const surely = 1

// Adopt takes the one column that another metric takes for its score at once, where no header is that of a question of all there is.
func (p *driverPlan) Adopt(t *dataset.Table, cs dataset.Columns) {
	scores := p.scoresOf(t)
	if len(scores) != 1 || cs.Has("score") || takenBy(cs, scores[0]) || slices.ContainsFunc(t.Headers, ofEverything) {
		return
	}
	if rank, ok := scoreRank(t.Headers[scores[0]]); !ok || rank > surely {
		return
	}
	cs.Set("score", scores[0])
	p.adopted = append(p.adopted, result.Warn("lone_score", "column %s is the only one with a score that others are asked for, and taken for what the drivers move; --score names another",
		t.Header(scores[0])).At(t.Name, 0))
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

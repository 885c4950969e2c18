package texts

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Judged is what remains of tallies when every text has been classified.
type Judged struct {
	Total  tally.Answers
	Groups []Combination // those of the tallies; see Group
	Rows   result.Rows
	// Column holds the answers of Total and those that do not count: of rows that were left out, or whose
	// other cells are unusable. Left tells whether there are such.
	Column tally.Answers
	Left   bool
	// Sources are the answers of each source, where there are several.
	Sources []JudgedSource
	// Odd are the texts that are no answers on the scale, the most frequent first. Blank ones are
	// not among them.
	Odd []Odd

	judge *judge
}

// Group returns the answers of a group, and what became of the rows whose group is known. They are judged anew
// for each call: the verdicts of all texts take less than the answers of a million groups.
func (j *Judged) Group(i int) (tally.Answers, result.Rows) {
	return j.judge.scores(j.Groups[i].Scores)
}

// A JudgedSource holds what stands in the answer column of one source.
type JudgedSource struct {
	Answers tally.Answers
	// Off counts the numbers off the scale, by their value.
	Off map[float64]int64
}

// An Odd text was met in the answer column and is no answer on the scale.
type Odd struct {
	Text   string
	Kind   answer.Class
	Reason string
	Score  float64 // of a number off the scale
	Rows   int64
	First  tally.Place
}

// Judge classifies every distinct text of the tallies once and settles the account of rows.
func Judge(t *Tallies, c *answer.Classifier, weighted bool) Judged {
	j := &judge{classifier: c, weighted: weighted, verdicts: make(map[string]verdict), odd: make(map[string]*Odd)}
	out := Judged{Groups: t.Groups, judge: j}
	out.Rows = result.Rows{Read: t.Read, Filtered: t.Filtered, Excluded: t.Excluded, Duplicate: t.Duplicate, Malformed: t.Faults.N}
	out.Total.Weighted = weighted
	for _, g := range t.Groups {
		answers, rows := j.scores(g.Scores)
		j.note(g.Scores)
		out.Rows.Counted += rows.Counted
		out.Rows.Blank += rows.Blank
		out.Rows.Invalid += rows.Invalid
		out.Rows.OutOfRange += rows.OutOfRange
		out.Rows.Excluded += rows.Excluded
		for _, s := range answers.Scores {
			out.Total.Add(s)
		}
	}
	j.void(t.Void, &out.Rows)
	j.column(t, &out)
	for _, texts := range t.Sources {
		out.Sources = append(out.Sources, j.source(texts))
	}
	for _, o := range j.odd {
		out.Odd = append(out.Odd, *o)
	}
	slices.SortFunc(out.Odd, func(a, b Odd) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Text, b.Text))
	})
	return out
}

type judge struct {
	classifier *answer.Classifier
	weighted   bool
	verdicts   map[string]verdict
	odd        map[string]*Odd
}

type verdict struct {
	kind   answer.Class
	score  float64
	reason string
}

func (j *judge) verdict(text string) verdict {
	v, ok := j.verdicts[text]
	if !ok {
		v.kind, v.score, v.reason = j.classifier.Classify(text)
		j.verdicts[text] = v
	}
	return v
}

// scores judges the answers of a group. Counted rows with an answer make up the tally.
func (j *judge) scores(s *tally.Scores) (tally.Answers, result.Rows) {
	answers, rows := tally.Answers{Weighted: j.weighted}, result.Rows{}
	for _, text := range s.Texts() {
		v := j.verdict(text.Text)
		v.account(text.Rows, &rows)
		if v.kind != answer.Counted || text.N == 0 {
			continue // rows that stand for no answer say nothing about the scale either
		}
		scored := tally.Scored{Score: v.score, N: text.N, W: float64(text.N), W2: float64(text.N)}
		if j.weighted {
			scored.W, scored.W2 = text.Weights.W.Float(), text.Weights.W2.Float()
		}
		answers.Add(scored)
	}
	return answers, rows
}

// void accounts for answers that another cell of their row makes useless.
func (j *judge) void(s *tally.Scores, rows *result.Rows) {
	j.note(s)
	s.Each(func(text string, c *tally.Count) {
		v := j.verdict(text)
		if v.kind == answer.Counted {
			v.kind = answer.Invalid
		}
		v.account(c.Rows, rows)
	})
}

// column puts together what stands in the column, whether it counts or not.
func (j *judge) column(t *Tallies, out *Judged) {
	for _, s := range out.Total.Scores {
		out.Column.Add(s)
	}
	for _, s := range []*tally.Scores{t.Void, t.Left} {
		if s == nil {
			continue
		}
		s.Each(func(text string, c *tally.Count) {
			if v := j.verdict(text); v.kind == answer.Counted && c.N > 0 {
				out.Column.Add(tally.Scored{Score: v.score, N: c.N, W: float64(c.N), W2: float64(c.N)})
				out.Left = true
			}
		})
	}
}

func (j *judge) source(texts map[string]int64) JudgedSource {
	out := JudgedSource{Off: make(map[float64]int64)}
	for text, n := range texts {
		switch v := j.verdict(text); {
		case n == 0:
		case v.kind == answer.Counted:
			out.Answers.Add(tally.Scored{Score: v.score, N: n, W: float64(n), W2: float64(n)})
		case v.kind == answer.OutOfRange:
			out.Off[v.score] += n
		}
	}
	return out
}

// account adds rows with a text to what became of the rows.
func (v verdict) account(n int64, rows *result.Rows) {
	switch v.kind {
	case answer.Counted:
		rows.Counted += n
	case answer.Blank:
		rows.Blank += n
	case answer.Invalid:
		rows.Invalid += n
	case answer.OutOfRange:
		rows.OutOfRange += n
	case answer.Excluded:
		rows.Excluded += n
	}
}

func (j *judge) note(s *tally.Scores) {
	s.Each(func(text string, c *tally.Count) {
		v := j.verdict(text)
		if v.kind == answer.Counted || v.kind == answer.Blank {
			return
		}
		o, ok := j.odd[text]
		if !ok {
			j.odd[text] = &Odd{Text: text, Kind: v.kind, Reason: v.reason, Score: v.score, Rows: c.Rows, First: c.First}
			return
		}
		o.Rows += c.Rows
		if c.First.Before(o.First) {
			o.First = c.First
		}
	})
}

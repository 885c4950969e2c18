package metric

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Rival is another usual scale, inside that of a metric, on which the answers may have been given.
type Rival struct {
	Scale Scale
	// A and B say how many answers lie outside of it when they are on the scale of the metric after all:
	// between surveys the share varies like the beta distribution with these parameters.
	A, B float64
	// Next says that the scale ends one step short of that of the metric. Hardly anybody may be fully
	// satisfied, so the share that A and B tell of is then that among the answers at both its end and beyond.
	Next bool
	// Filled says that the answers are only taken for ones on the scale where they fill it.
	Filled bool
	// Instead is the metric that such answers are for, "" where that is not known.
	Instead string
	// Hint says in words what is wrong with such answers, "" for nothing.
	Hint string
}

// A Misfit is answers that do not look like answers on the scale.
type Misfit struct {
	Rival
	Found string // "all 768 answers lie in 1–5"
	Sure  bool   // hardly any survey on the scale looks like that, so the answers are refused
	// Short says that it is sure for nothing but that nobody gave the last step, so that people are asked.
	Short bool
	// Stray says that all but a few lie on the rival, and those on its next step, so that people are asked.
	Stray bool
	// Usual says that the scale of the rival has a usual break, so that naming it makes a figure.
	Usual bool
	// Codes are the numbers off the scale where they may as well be codes for no answer; Coded says that they
	// rather are.
	Codes []float64
	Coded bool
	// Named are flags that name the scale and where it is cut, nil where that is not known.
	Named []string
}

// manyAnswers is the number from which at most one in a thousand surveys may be refused wrongly.
const manyAnswers = 20

// sure is the share of surveys on the right scale that may be refused wrongly, of many answers.
const sure = 0.001

// refusable is the share of surveys on the right scale that may be refused wrongly. Few answers tell
// less: there it falls with their square, so that a handful is refused where nothing speaks for the
// scale, and a little more where almost nothing does. An answer that the rival leaves out speaks for it.
func refusable(n, outside int64) float64 {
	if n >= manyAnswers || outside > 0 {
		return sure
	}
	return min(0.05, 0.55/float64(n*n))
}

// doubtful is the share of surveys on the right scale that may lose their verdict though some answers lie
// outside of a rival. A handful of which one does is not doubted.
func doubtful(n int64) float64 {
	if 2*n < manyAnswers {
		return 0
	}
	return max(sure, 1/float64(n*n))
}

// doubtable is the share of surveys on the right scale that may lose their verdict to a scale one step short.
const doubtable = 0.125

// Doubt tells when the answers look as if they had been given on one of the rivals of the metric's
// scale; nil when they do not. What counts is how few surveys on the metric's own scale have so few
// answers outside the rival, so that neither few answers nor some outliers hide it. Of several the shortest
// is told: where it is the wrong one, its own metric meets the numbers off the scale, and asks.
func (t *AnswerTraits) Doubt(a tally.Answers, q Inquiry) *Misfit { return t.DoubtOne(a, q, 1) }

// DoubtOne does what Doubt does for one of several tallies, any of which may be refused: the share that is refused
// wrongly is that of all together.
func (t *AnswerTraits) DoubtOne(a tally.Answers, q Inquiry, of int) *Misfit {
	n := a.N()
	var best *Misfit
	if t.Rivals == nil || n == 0 {
		return nil
	}
	for _, r := range t.Rivals(q) {
		inside := a.Share(func(score float64) bool { return score >= r.Scale.Min && score <= r.Scale.Max }).N
		// They fill a scale where its end is among them, and all of its other steps but one.
		if steps, end := met(a, r.Scale); r.Filled && !(end && steps >= r.Scale.Steps()-1) {
			continue
		}
		p, ok := r.chance(a, n-inside)
		found := &Misfit{Rival: r, Found: found(n, inside, r.Scale), Sure: ok && p <= refusable(n, n-inside)/float64(of)}
		if !found.Sure && r.Filled && len(t.Breaks) == 1 && r.Next && inside == n && n >= manyAnswers && of == 1 {
			found.Sure, found.Short = true, true
		}
		if !found.Sure && ok && p <= strayed/float64(of) && r.strays(a, n-inside, q) {
			found.Sure, found.Stray = true, true
		}
		doubted := ok && p <= doubtful(n)
		if inside == n {
			doubted = !r.Next || ok && p <= doubtable
		}
		if (found.Sure || doubted) && (best == nil || found.Sure && (!best.Sure || best.Stray && !found.Stray)) {
			best = found
		}
	}
	if best != nil {
		// They may be on a scale where its end is among them, and most of its steps.
		if steps, end := met(a, best.Scale); !end || 2*steps <= best.Scale.Steps() {
			best.Instead = ""
		}
		best.Usual = best.Hint == "" && best.Instead == "" && t.usual(best.Scale, q)
		best.Hint = t.adviceOn(best, q)
	}
	return best
}

// Answers beyond a rival of so many steps are strays where there is one, or one in so many, on its next step, and hardly any
// survey has so few.
const (
	strayOf    = 20
	straySteps = 5
	strayed    = 0.02
)

// strays tells whether a few answers lie on the step behind the rival, and none further off.
func (r Rival) strays(a tally.Answers, outside int64, q Inquiry) bool {
	next := a.Share(func(score float64) bool { return score == r.Scale.Max+1 }).N
	steps, end := met(a, r.Scale)
	return !r.Next && !r.Filled && outside > 0 && next == outside && r.Scale.Max+1 < q.Scale.Max && (outside == 1 || strayOf*outside <= a.N()) &&
		end && r.Scale.Steps() >= straySteps && steps >= r.Scale.Steps()-1
}

// chance is how many of the surveys on the metric's own scale have as few answers outside of the rival.
func (r Rival) chance(a tally.Answers, outside int64) (p float64, ok bool) {
	n := a.N()
	if r.Next {
		n = outside + a.Share(func(score float64) bool { return score == r.Scale.Max }).N
	}
	return stats.BetaBinomialAtMost(float64(outside), float64(n), r.A, r.B)
}

// met counts the steps of a scale that somebody gave, and tells whether its end is one.
func met(a tally.Answers, s Scale) (steps int, end bool) {
	for _, x := range a.Scores {
		if x.N > 0 && x.Score >= s.Min && x.Score <= s.Max {
			steps++
			end = end || x.Score == s.Max
		}
	}
	return steps, end
}

func found(n, inside int64, s Scale) string {
	switch {
	case n == 1:
		return "the only answer lies in " + s.String()
	case inside == n:
		return fmt.Sprintf("all %d answers lie in %s", n, s)
	}
	return fmt.Sprintf("%d of %d answers lie in %s", inside, n, s)
}

// adviceOn says what to do about answers that look as if they were on a rival. Where that has no usual break there is
// no command to run: where the scale is cut decides the figure, and only who asked the question knows it.
func (t *AnswerTraits) adviceOn(m *Misfit, q Inquiry) string {
	r := m.Rival
	text := fmt.Sprintf("if they really were given on %s, add --scale %s", q.Scale, q.Scale.Flag())
	switch {
	case r.Hint != "":
		return r.Hint + "; " + text
	case r.Instead != "":
		return text + "; else ask another metric"
	}
	return text + "; " + t.OnScale(r.Scale, q)
}

// Like has answers be on the scale of the columns beside them, which reach a step and no more.
func (t *AnswerTraits) Like(m *Misfit, reach float64, q Inquiry) {
	if m.Scale.Max < 2 || reach < m.Scale.Max || reach >= q.Scale.Max {
		return
	}
	m.Scale.Max = reach
	m.Usual = m.Instead == "" && t.usual(m.Scale, q)
	then := t.OnScale(m.Scale, q)
	if m.Instead != "" {
		then = "ask another metric"
	}
	m.Hint = fmt.Sprintf("the columns beside it reach %s and no more: %s; if these alone were given on %s, add --scale %s", trim(reach), then, q.Scale, q.Scale.Flag())
}

// OnScale says what to do where the answers are on another scale.
func (t *AnswerTraits) OnScale(s Scale, q Inquiry) string {
	if t.usual(s, q) {
		return fmt.Sprintf("if on %s, say so with --scale %s", s, s.Flag())
	}
	return fmt.Sprintf("if on %s, say so with %s", s, t.named(s.Flag()))
}

// usual tells whether a scale has usual breaks, so that they need not be named.
func (t *AnswerTraits) usual(s Scale, q Inquiry) bool {
	if t.Settle == nil {
		return false
	}
	_, err := t.Settle(Inquiry{Scale: s, Reverse: q.Reverse})
	return err == nil
}

// named writes the flags that name a scale and where it is cut: "--scale 1-4 and --satisfied-from SCORE".
func (t *AnswerTraits) named(scale string) string {
	words := []string{"--scale " + scale}
	for _, b := range t.Breaks {
		words = append(words, "--"+b.Flag+" SCORE")
	}
	return flags.Listed(words, "and")
}

// Flag writes the scale as --scale takes it.
func (s Scale) Flag() string { return trim(s.Min) + "-" + trim(s.Max) }

// YesNo is the rival of every scale: the answers of a yes/no question.
func YesNo() Rival {
	return Rival{Scale: Scale{0, 1}, A: 4, B: 1, Hint: "a share of yes is not a score"}
}

// ThreeSteps is the scale of a bad, a middle and a good answer, on a metric whose scale begins with 1.
func ThreeSteps() Rival { return Rival{Scale: Scale{1, 3}, A: 3, B: 1.2} }

// OneShort is the scale that ends one step before a metric's. Of those who give either of the last two steps of
// a scale, four in nine give the last one, and hardly any survey has less than one in ten.
func OneShort(s Scale) Rival { return Rival{Scale: s, A: 4, B: 5, Next: true, Filled: true} }

// longest is the end of the longest usual scale that answers may leave a shorter one for.
const longest = 20

// longer lists the scales that answers may leave a scale for, the nearest first: one step further up, down to
// 0, and the usual ones.
func longer(s Scale) []Scale {
	var out []Scale
	for _, high := range []float64{s.Max, s.Max + 1, 7, 10, longest} {
		for _, low := range []float64{s.Min, 0} {
			to := Scale{low, high}
			if low <= s.Min && high >= s.Max && to != s && !slices.Contains(out, to) {
				out = append(out, to)
			}
		}
	}
	return out
}

// typos is the second parameter of the beta distribution, with 1 as the first, of the share of numbers that
// are off the scale by mistake: one in 140 on average, and hardly ever one in twenty.
const typos = 140

// fewOff is the number of rows below which those off the scale refuse nothing by being most; a handful is doubted where they are half, too.
const fewOff = 3

// manyValues is the number of different numbers off a scale from which they are no codes.
const manyValues = 4

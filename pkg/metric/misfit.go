package metric

import (
	"fmt"
	"math"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Rival is another usual scale, inside that of a metric, on which the answers may have been given.
type Rival struct {
	Scale Scale
	// A and B say how many answers lie outside of it when they are on the scale of the metric after all:
	// between surveys the share varies like the beta distribution with these parameters.
	A, B float64
	// Instead is the metric that such answers are for, "" where that is not known.
	Instead string
	// Flags make the command right for such answers; nil where that is not known.
	Flags []string
	// Hint says what the user could do.
	Hint string
}

// A Misfit is answers that do not look like answers on the scale.
type Misfit struct {
	Rival
	Found string // "all 768 answers lie in 1–5"
	Sure  bool   // hardly any survey on the scale looks like that, so the answers are refused
}

// manyAnswers is the number from which at most one in a thousand surveys may be refused wrongly.
const manyAnswers = 20

// refusable is the share of surveys on the right scale that may be refused wrongly. Few answers tell
// less: there it falls with their square, so that a handful is refused where nothing speaks for the
// scale, and a little more where almost nothing does.
func refusable(n int64) float64 {
	if n >= manyAnswers {
		return 0.001
	}
	return min(0.05, 1/float64(n*n))
}

// Doubt tells when the answers look as if they had been given on one of the rivals of the metric's
// scale; nil when they do not. What counts is how few surveys on the metric's own scale have so few
// answers outside the rival, so that neither few answers nor some outliers hide it. Of several the shortest
// is told: where it is the wrong one, its own metric meets the numbers off the scale, and asks.
func (m Answers) Doubt(a tally.Answers, q Question) *Misfit {
	n := a.N()
	var best *Misfit
	if m.Rivals == nil {
		return nil
	}
	for _, r := range m.Rivals(q) {
		inside := a.Share(func(score float64) bool { return score >= r.Scale.Min && score <= r.Scale.Max }).N
		p, ok := stats.BetaBinomialAtMost(float64(n-inside), float64(n), r.A, r.B)
		sure := ok && p <= refusable(n)
		switch {
		case n == 0 || !sure && inside < n:
		case best == nil, sure && !best.Sure:
			best = &Misfit{Rival: r, Found: found(n, inside, r.Scale), Sure: sure}
		}
	}
	return best
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

// YesNo is the rival of every scale: the answers of a yes/no question.
func YesNo() Rival {
	return Rival{Scale: Scale{0, 1}, A: 4, B: 1,
		Hint: "a share of yes is not a score; if the answers really are on this scale, name it with --scale"}
}

// ThreeSteps is the scale of a bad, a middle and a good answer, on a metric whose scale begins with 1.
func ThreeSteps(flags ...string) Rival {
	return Rival{Scale: Scale{1, 3}, A: 3, B: 1.2, Flags: append([]string{"--scale", "1-3"}, flags...),
		Hint: "if there are three steps, say so; if the answers really are on the usual scale, name it with --scale"}
}

// longer are the usual scales that answers may leave a shorter one for.
var longer = []Scale{{1, 7}, {1, 10}, {0, 10}}

// typos is the second parameter of the beta distribution, with 1 as the first, of the share of numbers that
// are off the scale by mistake: one in 60 on average.
const typos = 60

// A Number is a number that was met off the scale, and in how many rows.
type Number struct {
	Value float64
	Rows  int64
}

// Beyond tells when the numbers off the scale show that the answers are on a longer one: those that
// continue the scale are more than mistakes can be, or numbers off the scale outweigh those on it. A code
// such as 9 or 99 for "no answer" does neither. It is nil when they do not.
func (m Answers) Beyond(counted int64, off []Number, q Question) *Misfit {
	all := within(off, Scale{math.Inf(-1), math.Inf(1)})
	for _, s := range longer {
		if rows := within(off, s); s.Max > q.Scale.Max && continues(counted, rows, off, s, q.Scale) {
			return &Misfit{Sure: true, Found: outside(rows, counted+all, q.Scale) + ", and continue it to " + trim(s.Max),
				Rival: Rival{Scale: s, Flags: []string{"--scale", trim(s.Min) + "-" + trim(s.Max)},
					Hint: "if they are on " + s.String() + ", say so; numbers that mean no answer are named with --missing"}}
		}
	}
	if all <= counted || all < fewOff {
		return nil
	}
	return &Misfit{Sure: true, Found: outside(all, counted+all, q.Scale),
		Rival: Rival{Hint: "name the scale that the answers are on with --scale MIN-MAX"}}
}

// fewOff is the number of rows below which those off the scale refuse nothing by being most.
const fewOff = 3

// continues tells whether the numbers off a scale that lie on a longer one continue the scale: its next step
// and another are among them, hardly any lies further off, and they are too many for mistakes.
func continues(counted, rows int64, off []Number, to, from Scale) bool {
	next, values := false, 0
	for _, x := range off {
		if x.Value >= to.Min && x.Value <= to.Max {
			values++
			next = next || x.Value == from.Max+1
		}
	}
	if !next || values < 2 || 20*rows < 19*within(off, longer[len(longer)-1]) {
		return false
	}
	p, ok := stats.BetaBinomialAtMost(float64(counted), float64(counted+rows), typos, 1)
	return ok && p <= refusable(counted+rows)
}

func outside(rows, all int64, s Scale) string {
	return fmt.Sprintf("%d of %d numbers lie outside %s", rows, all, s)
}

// within counts the rows whose numbers lie on a scale.
func within(off []Number, s Scale) (rows int64) {
	for _, x := range off {
		if x.Value >= s.Min && x.Value <= s.Max {
			rows += x.Rows
		}
	}
	return rows
}

package metric

import (
	"fmt"
	"math"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Number is a number that was met off the scale, and in how many rows.
type Number struct {
	Value float64
	Rows  int64
}

// Beyond tells when the numbers off the scale show that the answers are on a longer one: those that
// continue the scale are more than mistakes can be, or numbers off the scale outweigh those on it. A code
// such as 9 or 99 for "no answer" does neither, unless it is the next step. It is nil when they do not.
func (t *AnswerTraits) Beyond(counted int64, off []Number, q Inquiry) *Misfit {
	all := within(off, Scale{math.Inf(-1), math.Inf(1)})
	for _, s := range longer(q.Scale) {
		if rows := within(off, s); continues(counted, rows, off, s, q.Scale) {
			m := &Misfit{Sure: true, Found: outside(rows, counted+all, q.Scale) + ", and continue it to " + reached(s, q.Scale),
				Rival: Rival{Scale: s, Hint: t.OnScale(s, q) + "; if those outside mean no answer, name them with --missing"}}
			m.Usual = t.usual(s, q)
			m.Codes, m.Coded = codes(off, s, q.Scale)
			return m
		}
	}
	if m := t.tops(counted, off, q); m != nil {
		return m
	}
	if half := all >= counted && all > 1 && all <= fewOff; !half && (all <= counted || all < fewOff) {
		return nil
	}
	return &Misfit{Sure: true, Found: outside(all, counted+all, q.Scale), Named: t.percents(counted, off),
		Rival: Rival{Hint: "name the scale that the answers are on with " + t.named("MIN-MAX") + "; if those outside mean no answer, name them with --missing"}}
}

// tops tells when all numbers off the scale are the highest step of a usual longer one, and more than one in ten of all: a code for
// no answer is another, and mistakes are fewer. It is nil when they are not.
func (t *AnswerTraits) tops(counted int64, off []Number, q Inquiry) *Misfit {
	const few = 10
	if len(off) != 1 || counted == 0 || few*off[0].Rows < counted+off[0].Rows || off[0].Value <= q.Scale.Max {
		return nil
	}
	for _, top := range []float64{7, 10} {
		if s := (Scale{q.Scale.Min, top}); off[0].Value == top {
			m := &Misfit{Sure: true, Found: outside(off[0].Rows, counted+off[0].Rows, q.Scale) + ", and continue it to " + reached(s, q.Scale),
				Rival: Rival{Scale: s, Hint: t.OnScale(s, q) + "; if those outside mean no answer, name them with --missing"}}
			m.Usual = t.usual(s, q)
			return m
		}
	}
	return nil
}

// Leaps tells when the only step that is met is the end of the scale, and numbers off it are the double of it, and 0: faces are
// told so, of which the middle one is 5 of 10. It is nil where they are few.
func (t *AnswerTraits) Leaps(steps []float64, counted int64, off []Number, q Inquiry) *Misfit {
	const few = 10
	if len(steps) != 1 || steps[0] != q.Scale.Max {
		return nil
	}
	double := false
	for _, x := range off {
		if x.Value != 0 && x.Value != 2*q.Scale.Max {
			return nil
		}
		double = double || x.Value != 0
	}
	all := within(off, Scale{math.Inf(-1), math.Inf(1)})
	if !double || few*all < counted {
		return nil
	}
	return &Misfit{Sure: true, Found: outside(all, counted+all, q.Scale), Rival: Rival{Hint: "name the scale that the answers are on with " + t.named("MIN-MAX")}}
}

// percents are the flags for steps that are told in percent of the way, as 0, 50 and 100 or 0, 25, 50, 75 and 100 are; nil
// where the numbers are no such steps, or two breaks would have to be known. The best of three and the two best of five lie from 75 on.
func (t *AnswerTraits) percents(counted int64, off []Number) []string {
	const whole, step, from = 100, 25, "75"
	ends := 0
	for _, x := range off {
		if x.Value < 0 || x.Value > whole || math.Mod(x.Value, step) != 0 {
			return nil
		}
		if x.Value == 0 || x.Value == whole {
			ends++
		}
	}
	if counted > 0 || ends < 2 || len(off) == 2 || len(t.Breaks) != 1 {
		return nil
	}
	return []string{"--scale", "0-100", "--" + t.Breaks[0].Flag, from}
}

// codes lists the numbers off a scale where they may be codes for no answer, as 0 and 6 around 1–5: the one behind its
// end, or one on each side. Those on both sides rather are: a scale that goes on so is rare.
func codes(off []Number, to, from Scale) (codes []float64, rather bool) {
	for _, x := range off {
		if x.Value < to.Min || x.Value > to.Max {
			continue
		}
		if x.Value != from.Min-1 && x.Value != from.Max+1 {
			return nil, false
		}
		codes = append(codes, x.Value)
	}
	if len(codes) == 1 && codes[0] < from.Min {
		return nil, false
	}
	return codes, len(codes) == 2
}

// reached names the ends that a longer scale has beside those of a shorter one.
func reached(to, from Scale) string {
	switch {
	case to.Min == from.Min:
		return trim(to.Max)
	case to.Max == from.Max:
		return trim(to.Min)
	}
	return trim(to.Min) + " and " + trim(to.Max)
}

// continues tells whether the numbers off a scale that lie on a longer one continue the scale: its next step
// is among them, or many different ones, or the tenth and others, hardly any lies further off, nor do most of all numbers lie beyond any usual scale, and
// they are too many for mistakes.
func continues(counted, rows int64, off []Number, to, from Scale) bool {
	up, down, values := to.Max == from.Max, to.Min == from.Min, 0
	for _, x := range off {
		if x.Value >= to.Min && x.Value <= to.Max {
			values++
			up = up || x.Value == from.Max+1
			down = down || x.Value == from.Min-1
		}
	}
	if !(up && down || down && (values >= manyValues || tenth(counted, rows, off, to, from))) || values < 2 && rows < fewOff ||
		20*rows < 19*within(off, Scale{0, longest}) || within(off, Scale{longest, math.Inf(1)}) > counted+rows {
		return false
	}
	p, ok := stats.BetaBinomialAtMost(float64(counted), float64(counted+rows), typos, 1)
	return ok && p <= refusable(counted+rows, 0)
}

// tenth tells whether the numbers off a scale make a third of all and reach 10 with others above it, the end of a usual scale of
// which a few answers need not meet every step: codes for no answer are fewer, and end elsewhere.
func tenth(counted, rows int64, off []Number, to, from Scale) bool {
	const part, fewest = 3, 2
	above, reaches := 0, false
	for _, x := range off {
		if x.Value > from.Max && x.Value <= to.Max {
			above, reaches = above+1, reaches || x.Value == to.Max
		}
	}
	return to.Max == 10 && reaches && above >= fewest && part*rows >= counted+rows
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

package journey

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// paces writes steps as letters, one after the other; those between brackets have one stamp.
func paces(text string) (out []pace) {
	at, together := dates.Instant(0), false
	for _, letter := range text {
		switch letter {
		case '(':
			at++
			together = true
		case ')':
			together = false
		default:
			if !together {
				at++
			}
			stop := int16(letter - 'A')
			if letter == '.' {
				stop = other
			}
			out = append(out, pace{at, stop})
		}
	}
	return out
}

func TestReach(t *testing.T) {
	check := func(order string, window dates.Instant, text string, want int) {
		t.Helper()
		f := &funnel{stops: []int16{0, 1, 2}, order: order, window: window}
		if got := f.reach(paces(text)); got != want {
			t.Errorf("%s, %d: %s comes to %d, want %d", order, window, text, got, want)
		}
	}
	check(loose, 0, "ABC", 3)
	check(loose, 0, "A.B.C", 3)
	check(loose, 0, "BAC", 1) // what came before the first step does not count
	check(loose, 0, "BABC", 3)
	check(loose, 0, "BC", 0)
	check(loose, 0, "(BA)C", 3) // nobody knows which came first
	check(loose, 0, "(CBA)", 3)
	check(loose, 0, "C(BA)", 2)
	check(loose, 2, "ABC", 3)
	check(loose, 1, "ABC", 2)
	check(loose, 1, "A.BC", 1)
	check(loose, 1, "AABC", 1) // a case has one try, from its first step
	check(strict, 0, "ABC", 3)
	check(strict, 0, "A.BC", 1)
	check(strict, 0, "A.ABC", 3) // the longest way counts
	check(strict, 0, "(BA)C", 1) // the path has the order of the file
	check(anyhow, 0, "CBA", 3)
	check(anyhow, 0, "CA", 1)
	check(anyhow, 1, "CA.B", 1)
}

// A step that the funnel has twice needs two of it.
func TestReachTwice(t *testing.T) {
	for _, order := range []string{loose, strict, anyhow} {
		f := &funnel{stops: []int16{0, 1, 0}, order: order}
		if got := f.reach(paces("AB")); got != 2 {
			t.Errorf("%s: AB comes to %d of A, B, A", order, got)
		}
		if got := f.reach(paces("ABA")); got != 3 {
			t.Errorf("%s: ABA comes to %d of A, B, A", order, got)
		}
	}
}

// A funnel goes as far as one that tries every order of the steps of one stamp.
func TestReachTriesAll(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		case_ := make([]pace, random.IntN(7))
		at := dates.Instant(0)
		for i := range case_ {
			at += dates.Instant(random.IntN(2))
			case_[i] = pace{at, int16(random.IntN(4)) - 1}
		}
		f := &funnel{stops: []int16{0, 1, 2}, order: loose}
		best := 0
		orders(slices.Clone(case_), 0, func(of []pace) {
			k := 0
			for _, p := range of {
				if k < 3 && p.stop == f.stops[k] {
					k++
				}
			}
			best = max(best, k)
		})
		if got := f.reach(slices.Clone(case_)); got != best {
			t.Fatalf("%v comes to %d, want %d", case_, got, best)
		}
	}
}

// orders calls do for every order of paces with one stamp.
func orders(of []pace, from int, do func([]pace)) {
	if from == len(of) {
		do(of)
		return
	}
	for i := from; i < len(of) && of[i].at == of[from].at; i++ {
		of[from], of[i] = of[i], of[from]
		orders(of, from+1, do)
		of[from], of[i] = of[i], of[from]
	}
}

func TestWorst(t *testing.T) {
	check := func(want int, reached ...int64) {
		t.Helper()
		if got, _ := worst(reached); got != want {
			t.Errorf("the worst of %v is %d, want %d", reached, got, want)
		}
	}
	check(2, 1000, 400, 120, 90)
	check(1, 10, 0, 0) // a step that nobody comes to loses nobody after it
	check(0, 0, 0)
	check(1, 100, 50, 25) // the first of equal ones
}

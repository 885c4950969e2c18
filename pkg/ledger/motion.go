package ledger

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// A Motion is what a movement does to what its customer brings.
type Motion string

// The motions, and the word that leaves rows of a type out.
const (
	Arrive Motion = "new"
	Grow   Motion = "expansion"
	Shrink Motion = "contraction"
	Leave  Motion = "churn"
	Return Motion = "reactivation"
	Open   Motion = "opening" // what a customer brought before the ledger begins
	Ignore Motion = "ignore"
)

// Motions lists what a type of movement can mean.
func Motions() []Motion { return []Motion{Arrive, Grow, Shrink, Leave, Return, Open, Ignore} }

// ParseMotion returns the motion with a name.
func ParseMotion(name string) (Motion, error) {
	if m := Motion(name); slices.Contains(Motions(), m) {
		return m, nil
	}
	return "", fmt.Errorf("%q is not one of new, expansion, contraction, churn, reactivation, opening, ignore", name)
}

// direction is 1 for what adds, and -1 for what takes.
func (m Motion) direction() int64 {
	switch m {
	case Arrive, Grow, Return, Open:
		return 1
	case Shrink, Leave:
		return -1
	}
	return 0
}

// resizes tells whether a motion changes what a customer brings, but not whether it is there.
func (m Motion) resizes() bool { return m == Grow || m == Shrink }

// begins tells whether with a motion the ledger first knows what a customer brings.
func (m Motion) begins() bool { return m == Arrive || m == Return || m == Open }

//go:embed motions.tsv
var motionData string

// motionWords are the usual words for types of movements, and those that may stand beside them.
var motionWords = sync.OnceValue(func() map[string]Motion {
	words := make(map[string]Motion)
	for line := range strings.Lines(motionData) {
		means, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for word := range strings.SplitSeq(list, "|") {
			if word = answer.Normalise(word); words[word] == "" { // the first line of a word counts
				words[word] = Motion(means)
			}
		}
	}
	return words
})

// noise is the meaning of words that change nothing.
const noise Motion = "noise"

// motionOf reads a type of movement, "" for unknown ones. What it is about may stand beside it: Churn MRR, Plan upgrade.
func motionOf(text []byte) Motion {
	words := motionWords()
	plain := answer.Normalise(string(text))
	if m := words[plain]; m != noise && m != "" {
		return m
	}
	kept := slices.DeleteFunc(strings.Fields(plain), func(word string) bool { return words[word] == noise })
	if m := words[strings.Join(kept, " ")]; m != noise {
		return m
	}
	return ""
}

// MotionOf reads the type of a movement, by the user's words and the usual ones; "" for unknown ones.
func (o *Bookkeeping) MotionOf(text []byte) Motion {
	if m, ok := o.Types[lostKey(text)]; ok {
		return m
	}
	return motionOf(text)
}

// PlainType is the form in which types of movements are compared.
func PlainType(text string) string { return lostKey([]byte(text)) }

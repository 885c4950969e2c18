package ledger

import (
	"fmt"
	"strings"
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
	Ignore Motion = "ignore"
)

// ParseMotion returns the motion with a name.
func ParseMotion(name string) (Motion, error) {
	if m := Motion(name); m == Ignore || m.direction() != 0 {
		return m, nil
	}
	return "", fmt.Errorf("%q is not one of new, expansion, contraction, churn, reactivation, ignore", name)
}

// direction is 1 for what adds, and -1 for what takes.
func (m Motion) direction() int64 {
	switch m {
	case Arrive, Grow, Return:
		return 1
	case Shrink, Leave:
		return -1
	}
	return 0
}

// resizes tells whether a motion changes what a customer brings, but not whether it is there.
func (m Motion) resizes() bool { return m == Grow || m == Shrink }

// motionOf reads the type of a movement, by the user's words and the usual ones; "" for unknown ones. The money that
// it is about may stand beside it: Churn MRR.
func (o *Bookkeeping) motionOf(text []byte) Motion {
	if m, ok := o.Types[lostKey(text)]; ok {
		return m
	}
	plain := plainWords(text)
	for _, money := range []string{"mrr", "arr"} {
		plain = strings.TrimSuffix(strings.TrimPrefix(plain, money+" "), " "+money)
	}
	return Motion(words()["motion"][plain])
}

// PlainType is the form in which types of movements are compared.
func PlainType(text string) string { return lostKey([]byte(text)) }

package ledger

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// plainWords lowers a text and makes everything but letters and digits one blank: "Past_due" is
// "past due".
func plainWords(text []byte) string {
	var b strings.Builder
	gap := false
	for _, r := range string(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// A lexicon remembers what texts mean, since the same ones come again and again.
type lexicon[T any] struct {
	read  func(text []byte) T
	known map[string]T
}

// maxWords bounds how many texts are remembered.
const maxWords = 1000

func (l *lexicon[T]) of(text []byte) T {
	meaning, ok := l.known[string(text)]
	if ok {
		return meaning
	}
	if l.known == nil {
		l.known = make(map[string]T)
	}
	meaning = l.read(text)
	if len(l.known) < maxWords {
		l.known[string(text)] = meaning
	}
	return meaning
}

// withoutNoun leaves the noun of a customer out of a status, unless it is all there is: "Attrited Customer", "cliente perdido".
func withoutNoun(plain string) string {
	nouns := words()["noun"]
	if first, rest, ok := strings.Cut(plain, " "); ok && nouns[first] != "" {
		return rest
	}
	if at := strings.LastIndexByte(plain, ' '); at > 0 && nouns[plain[at+1:]] != "" {
		return plain[:at]
	}
	return plain
}

//go:embed words.tsv
var wordFile string

// words are what a column is about, and what each word means there.
var words = sync.OnceValue(func() map[string]map[string]string {
	all := make(map[string]map[string]string)
	for line := range strings.Lines(wordFile) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) != 3 {
			continue // a test holds the file to its form
		}
		if all[cells[0]] == nil {
			all[cells[0]] = make(map[string]string)
		}
		for word := range strings.SplitSeq(cells[2], "|") {
			all[cells[0]][word] = cells[1]
		}
	}
	return all
})

// statusWords tells what the texts of a status column mean.
type statusWords struct {
	lost      map[string]bool // given by the user, plain
	yesIsKept bool
}

func newStatusWords(o Bookkeeping) statusWords {
	w := statusWords{yesIsKept: o.YesIsKept}
	if len(o.Lost) > 0 {
		w.lost = make(map[string]bool, len(o.Lost))
		for _, text := range o.Lost {
			w.lost[lostKey([]byte(text))] = true
		}
	}
	return w
}

// lostKey is the plain form of a status, or the text itself when nothing of it is a letter or digit.
func lostKey(text []byte) string {
	if plain := plainWords(text); plain != "" {
		return plain
	}
	return string(text)
}

// isLost tells whether a status means that the customer is lost; ok is false for unknown words.
func (w statusWords) isLost(text []byte) (lost, ok bool) {
	if w.lost != nil {
		return w.lost[lostKey(text)], true
	}
	switch words()["status"][withoutNoun(plainWords(text))] {
	case "yes":
		return !w.yesIsKept, true
	case "no":
		return w.yesIsKept, true
	case "lost":
		return true, true
	case "kept":
		return false, true
	}
	return false, false
}

// stateOf reads the status of a subscription, by the user's words and the usual ones. A cancelled subscription
// runs until its end date: "a subscription does not churn until it has expired" (Recurly).
func (w statusWords) stateOf(text []byte) state {
	if w.lost[lostKey(text)] {
		return stateEnded
	}
	return state(words()["subscription"][withoutNoun(plainWords(text))])
}

// A state is what the status of a subscription means, in the words of Stripe, Recurly, Chargebee, ChartMogul, Paddle
// and their like; "" for unknown ones.
type state string

const (
	stateRunning   state = "running"
	statePaused    state = "paused"    // counts as running
	stateCancelled state = "cancelled" // asked to end, and running until its end
	stateLeaving   state = "leaving"   // the same, and surely not over yet
	stateEnded     state = "ended"
	stateTrial     state = "trial"
	statePending   state = "pending" // not begun: incomplete, future, a lead
)

// causeOf reads why a customer left, from the words of cancellation and expiration reasons.
func causeOf(text []byte) tally.Cause {
	plain := plainWords(text)
	contains := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(plain, part) {
				return true
			}
		}
		return false
	}
	switch {
	case plain == "":
		return tally.CauseUnknown
	case contains("payment", "nonpay", "non pay", "dunning", "card", "declined", "past due", "unpaid", "insufficient", "involuntary"):
		return tally.CausePayment
	case contains("end of term", "term end", "fixed", "non renew", "not renew", "expir", "completed", "contract end"):
		return tally.CauseFixedEnd
	case contains("cancel", "voluntary", "customer", "request", "too expensive", "unused", "switched", "quality", "missing feature", "other"):
		return tally.CauseVoluntary
	}
	return tally.CauseUnknown
}

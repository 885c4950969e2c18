package ledger

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// plainWords lowers a text and makes everything but letters and digits one blank: "Past_due" is
// "past due".
func plainWords(text []byte) string {
	var b strings.Builder
	gap := false
	for _, r := range string(norm.NFC.Bytes(text)) { // a mark of its own is none
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
	nouns := wordsOf("noun")
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

// words are what a column is about, and what each word means there. Few lists are asked for in a run, so those of one are read
// when it is.
var words = sync.OnceValue(func() map[string]func() map[string]string {
	lines := make(map[string][][]string)
	for line := range strings.Lines(wordFile) {
		if cells := strings.Split(strings.TrimSpace(line), "\t"); len(cells) == 3 { // a test holds the file to its form
			lines[cells[0]] = append(lines[cells[0]], cells)
		}
	}
	all := make(map[string]func() map[string]string)
	for about, own := range lines {
		all[about] = sync.OnceValue(func() map[string]string {
			means := make(map[string]string)
			for _, cells := range own {
				for word := range strings.SplitSeq(cells[2], "|") {
					means[word] = cells[1]
				}
			}
			return withFolded(means)
		})
	}
	return all
})

// wordsOf returns what the words mean in a column that is about something.
func wordsOf(about string) map[string]string {
	if read := words()[about]; read != nil {
		return read()
	}
	return nil
}

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

// lostKey is the plain form of a status, or the text itself when nothing of it is a letter or digit, or its sign matters.
func lostKey(text []byte) string {
	if plain := plainWords(text); plain != "" && flagOf(text) != "" {
		return plain
	}
	return string(text)
}

// A standingWord is where the status of a customer puts it.
type standingWord uint8

const (
	wordUnknown standingWord = iota
	wordKept
	wordLost
	wordJoined // there now, and not before
)

// sideOf tells where a status puts a customer.
func (w statusWords) sideOf(text []byte) standingWord {
	yes, no := wordLost, wordKept
	if w.yesIsKept {
		yes, no = no, yes
	}
	if w.lost != nil {
		return map[bool]standingWord{true: wordLost, false: wordKept}[w.lost[lostKey(text)]]
	}
	switch flag := flagOf(text); flag {
	case "yes":
		return yes
	case "no":
		return no
	case "":
		return wordUnknown
	default:
		return map[string]standingWord{"yes": yes, "no": no, "lost": wordLost, "kept": wordKept, "joined": wordJoined}[wordsOf("status")[withoutNoun(withoutCause(plainWords([]byte(flag))))]]
	}
}

// IsLost tells whether the usual words of a status say that a customer left; ok is false for unknown ones.
func IsLost(text string, yesIsKept bool) (lost, ok bool) {
	side := statusWords{yesIsKept: yesIsKept}.sideOf([]byte(text))
	return side == wordLost, side != wordUnknown
}

// stateOf reads the status of a subscription, by the user's words and the usual ones. A cancelled subscription
// runs until its end date: "a subscription does not churn until it has expired" (Recurly).
func (w statusWords) stateOf(text []byte) state {
	if w.lost[lostKey(text)] {
		return stateEnded
	}
	if _, flag := YesOrNo(string(text)); flag && w.lost != nil { // of which the other one is lost
		return stateRunning
	}
	if s := usualState(text); s != "" {
		return s
	}
	if s := (statusWords{}).sideOf(text); s == wordUnknown && w.lost != nil {
		return stateRunning
	}
	return map[standingWord]state{wordKept: stateRunning, wordLost: stateCancelled}[statusWords{}.sideOf(text)]
}

// Runs tells whether a text is the state of a subscription that surely runs, and is neither paused nor about to end.
func Runs(text string) bool { return statusWords{}.stateOf([]byte(text)) == stateRunning }

// IsOver tells whether a text is the state of a subscription that somebody has left, or of a customer who did.
func IsOver(text string) bool {
	is := statusWords{}.stateOf([]byte(text))
	return is == stateEnded || is == stateCancelled
}

// KnowsState tells whether the usual words of statuses of subscriptions have a text.
func KnowsState(text string) bool { return statusWords{}.stateOf([]byte(text)) != "" }

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

func usualState(text []byte) state {
	return state(wordsOf("subscription")[withoutNoun(withoutCause(plainWords(text)))])
}

// withoutCause leaves out of a status who ended a subscription, or how: "churned voluntary", "cancelled by customer".
func withoutCause(plain string) string {
	head, rest, ok := strings.Cut(plain, " ")
	if ok && wordsOf("cause")[rest] != "" {
		return head
	}
	return plain
}

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

// ParseMotion returns the motion with a name.
func ParseMotion(name string) (Motion, error) {
	if m := Motion(name); m == Ignore || m.direction() != 0 {
		return m, nil
	}
	return "", fmt.Errorf("%q is not one of new, expansion, contraction, churn, reactivation, opening, ignore", name)
}

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

// Begins tells whether with a motion the ledger first knows what a customer brings.
func (m Motion) Begins() bool { return m == Arrive || m == Return || m == Open }

// motionWords are the words for motions in the form in which labels are compared, and those that may stand beside them.
var motionWords = sync.OnceValue(func() map[string]Motion {
	all := make(map[string]Motion)
	for word, means := range wordsOf("motion") {
		all[answer.Normalise(word)] = Motion(means)
	}
	return all
})

// noise is the meaning of words that change nothing.
const noise Motion = "noise"

// MotionOf reads the type of a movement, by the user's words and the usual ones; "" for unknown ones. What it is about
// may stand beside it: Churn MRR, Plan upgrade.
func (o *Bookkeeping) MotionOf(text []byte) Motion {
	if m, ok := o.Types[lostKey(text)]; ok {
		return m
	}
	known := motionWords()
	plain := answer.Normalise(string(text))
	if m := known[plain]; m != noise && m != "" {
		return m
	}
	if m := known[withoutNoise(plain)]; m != noise {
		return m
	}
	return ""
}

// withoutNoise leaves the words out that change nothing.
func withoutNoise(plain string) string {
	known := motionWords()
	return strings.Join(slices.DeleteFunc(strings.Fields(plain), func(word string) bool { return known[word] == noise }), " ")
}

// IsUnmoved tells whether the type of a movement seems to say that what a customer brings stays as it is: renewals and trials.
func IsUnmoved(text string) bool {
	return unmovedWords()[withoutNoise(answer.Normalise(text))]
}

// unmovedWords are the words for that, in the form in which labels are compared.
var unmovedWords = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool)
	for word := range wordsOf("unmoved") {
		all[answer.Normalise(word)] = true
	}
	return all
})

// PlainType is the form in which types of movements are compared.
func PlainType(text string) string { return lostKey([]byte(text)) }

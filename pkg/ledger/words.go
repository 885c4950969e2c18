package ledger

import (
	"strings"
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

// withoutNoun leaves the noun of a customer out of a status, unless it is all there is.
func withoutNoun(plain string) string {
	if first, rest, ok := strings.Cut(plain, " "); ok && isOneOf(first, nounWords) {
		return rest
	}
	if at := strings.LastIndexByte(plain, ' '); at > 0 && isOneOf(plain[at+1:], nounWords) {
		return plain[:at]
	}
	return plain
}

// meaning finds what a text means by the lists of words for each meaning; the zero value is that of unknown ones.
func meaning[T comparable](text string, words map[T]string) (means T) {
	for m, list := range words {
		if isOneOf(text, list) {
			return m
		}
	}
	return means
}

// isOneOf looks for a whole text in a list that is separated by bars.
func isOneOf(text, list string) bool {
	return text != "" && strings.Contains("|"+list+"|", "|"+text+"|")
}

// What a status column can say.
const (
	yesWords = "yes|y|true|t|1|si|sí|так|да|oui|ja|sim"
	noWords  = "no|n|false|f|0|ні|нет|non|nein|não|nao"

	lostWords = "churn|churned|lost|left|gone|canceled|cancelled|cancelado|cancelada|closed|inactive|inactivo|inactiva|" +
		"expired|ended|terminated|deactivated|attrited|former|ex|lapsed|departed|exited|quit|" +
		"baja|de baja|dado de baja|dada de baja|perdido|perdida|antiguo|antigua|exclient|excliente|cerrado|cerrada|" +
		"відтік|втрачений|втрачена|пішов|пішла|неактивний|неактивна|колишній|колишня|закритий|" +
		"скасований|скасована|скасовано|завершено|завершена|" +
		"gekündigt|inaktiv|ehemalig|ehemaliger|abgewandert|beendet|verloren|résilié|résiliée|inactif|inactive|perdu|parti|ancien|inativo|inativa|cessado|encerrado|encerrada|desistiu|" +
		"отменен|отменён|отменена|отменено|завершен|завершён|завершена|расторгнут|расторгнута|" +
		"отток|ушел|ушёл|ушла|ушедший|потерян|потеряна|потерянный|неактивный|неактивная|неактивен|бывший|бывшая|закрыт|закрытый"
	keptWords = "active|activo|activa|stayed|current|existing|retained|kept|open|renewed|live|past due|paying|customer|" +
		"actual|vigente|existente|abierto|abierta|retenido|retenida|" +
		"активний|активна|поточний|чинний|наявний|залишився|залишилась|" +
		"aktiv|bestehend|bestandskunde|laufend|actif|active|existant|en cours|ativo|ativa|atual|" +
		"активный|активная|активен|активна|текущий|действующий|существующий|остался|осталась"
	// joinedWords are those of customers who were not there before.
	joinedWords = "joined|newly joined|joined recently|new|newly acquired|nuevo|nueva|новий|нова|новый|новая|neu|neukunde|nouveau|nouvelle|novo|nova"
	// nounWords may stand before or behind such a word, and change nothing: "Attrited Customer", "cliente perdido".
	nounWords = "customer|customers|client|account|subscriber|member|user|cliente|cuenta|клієнт|клієнтка|клиент|клиентка"
)

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
	if w.lost != nil {
		return map[bool]standingWord{true: wordLost, false: wordKept}[w.lost[lostKey(text)]]
	}
	short := withoutNoun(plainWords(text))
	switch {
	case isOneOf(short, yesWords):
		return map[bool]standingWord{true: wordKept, false: wordLost}[w.yesIsKept]
	case isOneOf(short, noWords):
		return map[bool]standingWord{true: wordLost, false: wordKept}[w.yesIsKept]
	case isOneOf(short, lostWords):
		return wordLost
	case isOneOf(short, keptWords):
		return wordKept
	case isOneOf(short, joinedWords):
		return wordJoined
	}
	return wordUnknown
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
	if s := meaning(withoutNoun(plainWords(text)), stateWords); s != stateUnknown {
		return s
	}
	return map[standingWord]state{wordKept: stateRunning, wordLost: stateCancelled}[statusWords{}.sideOf(text)]
}

// A state is what the status of a subscription means.
type state uint8

const (
	stateUnknown state = iota
	stateRunning
	statePaused    // counts as running
	stateCancelled // asked to end, and running until its end
	stateLeaving   // the same, and surely not over yet
	stateEnded
	stateTrial
	statePending // not begun: incomplete, future, a lead
)

// stateWords are the status words of Stripe, Recurly, Chargebee, ChartMogul, Paddle and their like.
var stateWords = map[state]string{
	stateRunning:   "active|running|live|past due|unpaid|non renewing|current|renewed|in good standing|activo|activa|активна|активная",
	statePaused:    "paused|on hold|suspended",
	stateCancelled: "canceled|cancelled|cancelado|cancelada",
	stateLeaving:   "pending cancel|pending cancellation",
	stateEnded:     "expired|ended|churned|terminated|inactive|closed|deleted|completed",
	stateTrial:     "trial|trialing|trialling|in trial|on trial|free trial",
	statePending:   "incomplete|incomplete expired|future|failed|pending|draft|transferred|lead|prospect|never paid|not paying|new lead|working lead|qualified lead|unqualified lead",
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

package layout

import (
	"cmp"
	_ "embed"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

//go:embed leanings.tsv
var leaningData string

// A Leaning is what the header of answers says of the direction of their numbers.
type Leaning string

// The leanings that leanings.tsv has words for.
const (
	Level    Leaning = ""      // it says nothing
	Upward   Leaning = "up"    // high is good
	Downward Leaning = "down"  // high is bad
	Denied   Leaning = "deny"  // it says that what is good is not: "I was not satisfied"
	Leaving  Leaning = "leave" // it asks how likely somebody is to go
)

// A leaningRule is a line of the file.
type leaningRule struct {
	kind, metric string
	raw          []string // the phrases as they stand there
	phrases      phraseList
}

// of tells whether a rule is one of a metric.
func (r leaningRule) of(metric string) bool {
	return r.metric == AnyMetric || metric == AnyMetric || r.metric == metric
}

var leaningRules = sync.OnceValue(func() (rules []leaningRule) {
	for _, cells := range table(leaningData) {
		if len(cells) != 3 {
			continue // a test holds the file to its form
		}
		raw := strings.Split(cells[2], "|")
		for i, phrase := range raw {
			raw[i] = strings.TrimSpace(phrase)
		}
		rules = append(rules, leaningRule{cells[0], cells[1], raw, phrasesIn(normalPhrase, cells[2])})
	}
	return rules
})

// AnyMetric stands for every metric: a statement is good or bad whatever is asked of the answers to it.
const AnyMetric = "*"

// LeaningOf tells what a header says of the direction of numbers. What it says of the ends of the scale, "1 = best",
// counts before what it asks for.
func LeaningOf(metric, text string) Leaning {
	ends := leaningOfEnds(text)
	if ends != Level && !namesAmounts(text) {
		return ends
	}
	amounts := leaningOfAmounts(text)
	h := header(strings.ReplaceAll(text, "=", " "))
	says := func(kind string) bool {
		return slices.ContainsFunc(leaningRules(), func(r leaningRule) bool {
			return r.kind == kind && r.of(metric) &&
				r.phrases.some(h, func(p string) bool { return containsPhrase(h, p) })
		})
	}
	up := says("up")
	switch {
	case says("leave"):
		return Leaving
	case says("marks"):
		return Downward
	case up && !denied(h, metric, "up"):
		return cmp.Or(amounts, Upward) // "Satisfaction, 1 high, 5 low" says how much there is of what is good
	case up:
		return Denied
	case amounts != Level && says("effort"):
		return turnedRound(amounts)
	case amounts != Level && metric != AnyMetric && metric != "ces" && !says("down"):
		return amounts
	case says("effort") && says("howmuch") && !says("rated"):
		return Downward
	case ends != Level:
		return ends
	case says("down") && !denied(h, metric, "down"):
		return Downward
	}
	return Level
}

// turnedRound returns the other direction.
func turnedRound(l Leaning) Leaning {
	return map[Leaning]Leaning{Upward: Downward, Downward: Upward}[l]
}

// NamesEffort tells whether a header names effort and does not say which numbers stand for much of it: "Effort". A score or a
// rating of it is mostly one of ease, and one that speaks of little effort says what is agreed with.
func NamesEffort(text string) bool {
	h := header(text)
	says := func(kind string) bool {
		return slices.ContainsFunc(leaningRules(), func(r leaningRule) bool {
			return r.kind == kind && r.phrases.some(h, func(p string) bool { return containsPhrase(h, p) })
		})
	}
	return says("effort") && !says("rated") && !says("less") && !says("not")
}

// Graded tells whether a header speaks of marks as schools give them, of which 1 is the best in some countries and the worst
// in others.
func Graded(text string) bool {
	h := header(text)
	says := func(kind string) bool {
		return slices.ContainsFunc(leaningRules(), func(r leaningRule) bool {
			return r.kind == kind && r.phrases.some(h, func(p string) bool { return containsPhrase(h, p) })
		})
	}
	return says("grade") && !says("nograde")
}

// deniedWithin is how many words may stand between a word that denies and what it denies: "not find it at all easy".
const deniedWithin = 4

// denied tells whether the phrases of a kind all stand behind a word that denies them: "I was not satisfied". One that
// only names the other choice does not, "satisfied or not", and behind one that asks how much nothing is denied.
func denied(h, metric, kind string) bool {
	words := strings.Fields(h)
	begins := func(kind string, at int) bool {
		rest := strings.Join(words[at:], " ")
		return slices.ContainsFunc(leaningRules(), func(r leaningRule) bool {
			return r.kind == kind && r.of(metric) &&
				r.phrases.some(rest, func(p string) bool { return beginsPhrase(rest, p) })
		})
	}
	since := deniedWithin + 1
	for i := range words {
		if since > deniedWithin && begins(kind, i) {
			return false
		}
		switch since++; {
		case begins("how", i):
			since = deniedWithin + 1
		case begins("not", i) && (i == 0 || !begins("or", i-1)):
			since = 0
		}
	}
	return true
}

// beginsPhrase tells whether a normalised text begins with a phrase.
func beginsPhrase(text, phrase string) bool {
	if stem, found := strings.CutSuffix(phrase, "*"); found {
		return strings.HasPrefix(text, stem)
	}
	return strings.HasPrefix(text+" ", phrase+" ")
}

// The names of ends stand behind their numbers, "1 = best", "1 (best)", or before them, "best = 1".
var (
	endBehind = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(\d{1,2})\s*[-=:–—(]?\s*([^-\d,;/|()=\[\]:–—]+)`)
	})
	endBefore = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`([^\d,;/|()=\[\]]+)=\s*(\d{1,2})`) })
)

// namesAmounts tells whether the ends that a header names say only how much there is of what it asks for: "1 = low".
func namesAmounts(text string) bool {
	var names []string
	for _, m := range endBefore().FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	for _, m := range endBehind().FindAllStringSubmatch(text, -1) {
		names = append(names, m[2])
	}
	names = slices.DeleteFunc(names, func(name string) bool { return endness(name) == 0 })
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool { return !named("amount", answer.Normalise(name)) })
}

// leaningOfAmounts tells whether the low number or the high one is said to be much of what a header asks for; Level where its
// ends have other names.
func leaningOfAmounts(text string) Leaning {
	if !namesAmounts(text) {
		return Level
	}
	leaning, high := Level, -1
	find := func(number, name string) {
		n, _ := strconv.Atoi(number)
		if !named("amount", answer.Normalise(name)) || n <= high {
			return
		}
		if high = n; named("little", answer.Normalise(name)) {
			leaning = Downward
		} else {
			leaning = Upward
		}
	}
	for _, m := range endBefore().FindAllStringSubmatch(text, -1) {
		find(m[2], m[1])
	}
	if high < 0 {
		for _, m := range endBehind().FindAllStringSubmatch(text, -1) {
			find(m[1], m[2])
		}
	}
	if high == 0 || high == 1 { // the only end that has a name is the low one
		return turnedRound(leaning)
	}
	return leaning
}

// An end is a number of a scale with a name that is known: 1 for a good one, -1 for a bad one.
type end struct{ number, good int }

// endsOf returns the ends of a scale that a header names, the lowest first.
func endsOf(text string) (ends []end) {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	add := func(number, name string) {
		n, _ := strconv.Atoi(number)
		if good := endness(name); good != 0 {
			ends = append(ends, end{n, good})
		}
	}
	for _, m := range endBefore().FindAllStringSubmatch(text, -1) {
		add(m[2], m[1])
	}
	if len(ends) == 0 {
		for _, m := range endBehind().FindAllStringSubmatch(text, -1) {
			add(m[1], m[2])
		}
	}
	slices.SortFunc(ends, func(a, b end) int { return cmp.Compare(a.number, b.number) })
	return ends
}

// leaningOfEnds tells whether the low number or the high one is said to be the good one.
func leaningOfEnds(text string) Leaning {
	ends := endsOf(text)
	if len(ends) == 0 {
		return Level
	}
	first, last := ends[0], ends[len(ends)-1]
	switch {
	case len(ends) == 1 && (first.number <= 1) == (first.good > 0), len(ends) > 1 && first.good > last.good:
		return Downward
	case len(ends) == 1 || first.good < last.good:
		return Upward
	}
	return Level
}

// endness is the goodness of what an end is called. What says only how much there is counts as for effort, of which little is good.
func endness(name string) int {
	switch good, text := goodness(name), answer.Normalise(name); {
	case good != 0 || !named("amount", text):
		return good
	case named("little", text):
		return 1
	}
	return -1
}

// goodness is 1 for the name of a good end, -1 for that of a bad one, and 0 for anything else.
func goodness(name string) (good int) {
	words := strings.Fields(answer.Normalise(name))
	for len(words) > 0 && named("beside", words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && named("beside", words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	name = strings.Join(words, " ")
	switch {
	case name == "":
		return 0
	case named("best", name):
		return 1
	case named("worst", name):
		return -1
	}
	for _, l := range listsOf(func(r wordRow) bool { return r.cells[2] != "ask" }) {
		switch score, known := l.Scores[name]; {
		case !known:
		case 2*score > float64(l.Steps+1):
			good++
		case 2*score < float64(l.Steps+1):
			good--
		}
	}
	return max(-1, min(1, good))
}

// named tells whether a normalised text is a phrase of a kind.
func named(kind, text string) bool {
	return slices.ContainsFunc(leaningRules(), func(r leaningRule) bool { return r.kind == kind && r.phrases.has(text) })
}

// A Extent is the scale that a header names: from Low to High. Open says that it names the end alone, "/10".
type Extent struct {
	Low, High float64
	Open      bool
}

var spanForms = sync.OnceValue(func() (forms struct{ to, of *regexp.Regexp }) {
	for _, r := range leaningRules() {
		var words []string
		for _, phrase := range r.raw {
			words = append(words, regexp.QuoteMeta(phrase))
		}
		switch joined := strings.Join(words, "|"); r.kind {
		case "to":
			forms.to = regexp.MustCompile(`(?i)(?:^|[^\p{L}\d.,/-])([01])\s*(?:` + joined + `)\s*(\d{1,3})(?:$|[^\d.,/-])`)
		case "of":
			forms.of = regexp.MustCompile(`(?i)(?:^|[^\p{L}\d])(?:` + joined + `)\s*(\d{1,3})\s*(?:$|[)\]])`)
		}
	}
	return forms
})

// The ends that scales have: those beyond are no steps that somebody gives.
const (
	shortestSpan = 3
	longestSpan  = 11
)

// ExtentOf returns the scale that a header names: "(1-10)", "1 bis 6", "/10", "1 = best, 6 = worst".
func ExtentOf(text string) (s Extent, ok bool) {
	if !strings.ContainsAny(text, "0123456789") {
		return s, false
	}
	forms := spanForms()
	if m := forms.to.FindStringSubmatch(text); m != nil {
		s.Low, _ = strconv.ParseFloat(m[1], 64)
		s.High, _ = strconv.ParseFloat(m[2], 64)
	} else if m := forms.of.FindStringSubmatch(text); m != nil {
		s = Extent{Low: 1, Open: true}
		s.High, _ = strconv.ParseFloat(m[1], 64)
	}
	if ends := endsOf(text); s.High == 0 && len(ends) > 1 && ends[0].number <= 1 && ends[0].good != ends[len(ends)-1].good {
		s = Extent{Low: float64(ends[0].number), High: float64(ends[len(ends)-1].number)}
	}
	return s, IsEnd(s.High)
}

// IsEnd tells whether a number may be the last step of a scale.
func IsEnd(high float64) bool {
	return high >= shortestSpan && high == math.Trunc(high) && (high < longestSpan || high == 100 || high == 20)
}

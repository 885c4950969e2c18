package layout

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed noanswers.tsv
var noAnswerData string

// The kinds of asides that tell that numbers were given by nobody; noanswers.tsv has the words.
const (
	GuessedScore Aside = "guessed"    // what a program made of an answer
	MeasuredWord Aside = "measured"   // how long something took, or how many there were
	MeasuresWord Aside = "measures"   // the same, before what was measured
	LengthWord   Aside = "lengthword" // in headers of lengths of time
	FilledInWord Aside = "filledin"   // of whether a program filled in what was missing
	PersonWord   Aside = "person"     // what is known of a person, in numbers
	MetricName   Aside = "metricname" // of the name of the metric of recommending, which asks nothing
	OneselfWord  Aside = "oneself"    // how somebody is, which nobody recommends
)

// IsOfPerson tells whether a header is that of what is known of a person, such as an age or an income: no answer to a question.
func IsOfPerson(text string) bool {
	return len(strings.Fields(header(text))) <= fewWords && TellsOf(PersonWord, text)
}

// IsOfOneself tells whether a header asks how somebody is, such as a mark for the own health, and not for a recommendation.
func IsOfOneself(text string) bool { return Speaks(OneselfWord, text) && MetricOf(text) != "nps" }

// IsNoAnswer tells whether a header says that its numbers were given by nobody, although they may lie on a scale: a program
// guessed them, or they are days, attempts or items.
func IsNoAnswer(text string) bool {
	words := strings.Fields(header(text))
	if len(words) == 0 || Speaks(GuessedScore, text) {
		return len(words) > 0
	}
	kinds := asideWords()
	return len(words) <= fewWords && (kinds[MeasuredWord].has(words[len(words)-1]) || kinds[MeasuresWord].has(words[0]))
}

// Recommends tells whether a header asks who would recommend, in other words than by the name of the metric.
func Recommends(text string) bool {
	named := asideWords()[MetricName]
	return MetricOf(strings.Join(slices.DeleteFunc(strings.Fields(header(text)), named.has), " ")) == "nps"
}

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
	PartWord     Aside = "partword"   // and in those of a part of the time, or of how long it may take
	LogWord      Aside = "logword"    // in headers of logs of calls, chats and messages
	ReplyHeader  Aside = "replyhead"  // of who answered, or to whom the house has replied
	FilledInWord Aside = "filledin"   // of whether a program filled in what was missing
	PersonWord   Aside = "person"     // what is known of a person, in numbers
	CrowdWord    Aside = "crowd"      // those of whom a column holds how many there were
	MetricName   Aside = "metricname" // of the name of the metric of recommending, which asks nothing
	OneselfWord  Aside = "oneself"    // how somebody is, which nobody recommends
	GaugedWord   Aside = "gauged"     // what marks are given to that satisfy nobody
	GaugedHeader Aside = "gaugehead"  // headers of such marks
	MarkWord     Aside = "markword"   // what marks are called beside such words
	JoinWord     Aside = "joinword"   // what may stand between the two
	PollWord     Aside = "pollword"   // of who is asked, and how what was
	EsteemWord   Aside = "esteemword" // of what is rated, which others may score
	RatingWord   Aside = "ratingword" // what only marks that people give are called
	SchoolMark   Aside = "schoolmark" // marks of a school where nothing says whose they are
	OverFlag     Aside = "overflag"   // in headers of whether a case has ended
	OpenFlag     Aside = "openflag"   // or has not
	OffFlag      Aside = "offflag"    // or was called off
	PlainFlag    Aside = "plainflag"  // of a quality that a row has or has not, and of nothing that is counted
	AmountWord   Aside = "howmuch"    // of a number or an amount
	ManyWord     Aside = "many"       // of things of which a row may stand for many
	QuestionCode Aside = "askcode"    // what stands before the number of a question
	WroteWord    Aside = "wrote"      // in headers of what people wrote who were asked
	NumberEnd    Aside = "numberend"  // at the end of headers of numbers that name something
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

// IsCrowd tells whether a header is that of how many people there were, and of no question to them.
func IsCrowd(text string) bool {
	words := strings.Fields(header(text))
	return len(words) > 0 && len(words) <= fewWords && asideWords()[CrowdWord].has(words[len(words)-1]) && MetricOf(text) == ""
}

// IsGauged tells whether a header is that of marks for something that satisfies nobody, such as a complexity, a pain or a risk: whoever
// gave them was not asked how good anything is. Its word stands right beside that of the mark: "Pain management rating" is another matter.
func IsGauged(text string) bool {
	kinds := asideWords()
	words := slices.DeleteFunc(strings.Fields(header(text)), kinds[JoinWord].has)
	if metric := MetricOf(text); len(words) == 0 || len(words) > fewWords || metric == "nps" || metric == "csat" {
		return false
	}
	for i := range words[1:] {
		a, b := words[i], words[i+1]
		if kinds[GaugedWord].has(a) && kinds[MarkWord].has(b) || kinds[MarkWord].has(a) && kinds[GaugedWord].has(b) {
			return true
		}
	}
	return IsAsideHeader(GaugedHeader, text)
}

// IsOthersMark tells whether a header is that of marks that may be anybody's: no word beside that of the mark says that people were asked.
// An exam, an audit and a program give such marks too, and what else is marked no list can hold.
func IsOthersMark(text string) bool {
	kinds := asideWords()
	words := slices.DeleteFunc(strings.Fields(header(text)), kinds[JoinWord].has)
	if metric := MetricOf(text); IsAsideHeader(GaugedHeader, text) || len(words) == 0 || len(words) > fewWords || metric != "" && metric != "reviews" {
		return IsAsideHeader(GaugedHeader, text)
	}
	beside := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return kinds[MarkWord].has(word) || kinds[SchoolMark].has(word) })
	switch {
	case len(beside) == len(words):
		return false
	case len(beside) == 0:
		return kinds[SchoolMark].has(words[len(words)-1])
	}
	rated := slices.ContainsFunc(words, kinds[RatingWord].has)
	return !slices.ContainsFunc(beside, func(word string) bool {
		return kinds[PollWord].has(word) || rated && kinds[EsteemWord].has(word) || strings.ContainsAny(word, "0123456789")
	})
}

// Recommends tells whether a header asks who would recommend, in other words than by the name of the metric.
func Recommends(text string) bool {
	named := asideWords()[MetricName]
	return MetricOf(strings.Join(slices.DeleteFunc(strings.Fields(header(text)), named.has), " ")) == "nps"
}

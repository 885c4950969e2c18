package layout

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// AsksPeople tells whether a header asks something, to whatever metric the answers belong: it is a question, is named as scores are,
// or has the number of a question, "Q3", "Frage 2". A header that says none of it may stand above a count, a place or a code.
func AsksPeople(text string) bool {
	if strings.ContainsAny(text, "?¿？؟") || numbersQuestion(text) {
		return true
	}
	r, ok := RatingOf(Score, "", text)
	return (ok && r.Sure || IsScore(text) || Speaks(RatedWord, text)) && !TellsOf(NoOpinion, text)
}

// numbersQuestion tells whether a header is the number of a question and nothing else: "Q12_3", "Pregunta 4".
func numbersQuestion(text string) bool {
	words := strings.Fields(header(text))
	if len(words) == 0 {
		return false
	}
	name := strings.TrimRightFunc(words[0], unicode.IsDigit)
	numbered := name != words[0]
	for _, word := range words[1:] {
		if strings.Trim(word, "0123456789") != "" && len(word) > 1 {
			return false
		}
		numbered = true
	}
	return numbered && asideWords()[QuestionCode].has(name)
}

// TellsPolled tells whether a header says that people were asked: it asks something, is that of a survey, or of what they wrote.
func TellsPolled(text string) bool {
	return AsksPeople(text) || TellsOf(SurveyWord, text) || IsOpinion(text) || TellsOf(WroteWord, text)
}

// NumbersThings tells whether a header ends as those of numbers do that name something, such as a shop or a room: "store_no",
// "roomNumber".
func NumbersThings(text string) bool {
	words := strings.Fields(header(text))
	return len(words) > 1 && len(words) <= fewWords && asideWords()[NumberEnd].has(words[len(words)-1])
}

// PolledBeside tells whether another header than that of a column says that people were asked, and its own does not number things.
func PolledBeside(headers []string, column int) bool {
	return !NumbersThings(headers[column]) && slices.ContainsFunc(slices.Concat(headers[:column], headers[column+1:]), TellsPolled)
}

// NamesMetric tells whether a text is the name of a metric, or of its answers, and nothing else.
func NamesMetric(text string) bool {
	forms := formsOf(Score, text)
	return slices.ContainsFunc(scored(), func(name string) bool {
		r, ok := rate(Score, name, forms)
		return ok && r.Sure && r.Rank <= 1
	})
}

// IsScore tells whether a header is that of answers, to whatever question.
func IsScore(header string) bool {
	const general = 5 // behind it come words that stand for much else
	r, ok := RatingOf(Score, "", header)
	if ok && r.Sure && r.Rank <= general || MetricOf(header) != "" || IsAsideHeader(Stars, header) {
		return true
	}
	name, scaled := unscaled(header)
	return scaled && IsScore(name)
}

// scored lists the metrics that have words for scores of their own.
var scored = sync.OnceValue(func() (names []string) {
	for _, rule := range rulesOf(Score) {
		if rule.metric != "*" && !slices.Contains(names, rule.metric) {
			names = append(names, rule.metric)
		}
	}
	return names
})

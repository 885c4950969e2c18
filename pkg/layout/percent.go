package layout

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// HeadsPercent tells whether a header says at one of its ends that its column holds percentages, which count nothing and are
// no answers: a sign of percent, or a word for one.
func HeadsPercent(header string) bool {
	header = strings.Trim(header, " ()[]")
	if strings.HasPrefix(header, "%") || strings.HasSuffix(header, "%") {
		return true
	}
	words := strings.Fields(answer.Normalise(strings.ReplaceAll(header, "_", " ")))
	isWord := func(word string) bool { return Meaning("percent", word) != "" }
	return len(words) > 0 && (isWord(words[0]) || isWord(words[len(words)-1]))
}

// TellsPortions tells whether a header says that its column holds finished percentages, such as those in the top box.
func TellsPortions(header string) bool {
	header = strings.Trim(header, " ()[]")
	if strings.HasPrefix(header, "%") || strings.HasSuffix(header, "%") || Mentioned("topbox", header) != "" {
		return true
	}
	words := strings.Fields(answer.Normalise(header))
	return len(words) > 0 && (Meaning("portion", words[0]) == "word" || Meaning("portion", words[len(words)-1]) == "word")
}

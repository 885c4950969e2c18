package layout

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// maximumForms are the ways in which a header names the most points that its column may have.
var maximumForms = sync.OnceValue(func() []*regexp.Regexp {
	words := leaningWords
	const number = `(\d{1,4})`
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)(?:^|[^\p{L}])` + words("most") + `[.:=]*\s*(?:` + words("points") + `\.?\s*[:=]?\s*)?` + number + `(?:$|[^\d.,])`),
		regexp.MustCompile(`(?i)(?:^|[^\p{L}\d\s/])\s*` + words("of") + `\s*` + number + `\s*(?:` + words("points") + `\.?)?\s*(?:$|[)\]])`),
		regexp.MustCompile(`(?i)\p{L}\s*/\s*` + number + `\s*(?:` + words("points") + `\.?)?\s*(?:$|[)\]])`),
		regexp.MustCompile(`(?i)\p{L}\s+` + words("of") + `\s*` + number + `\s*(?:` + words("points") + `\.?)?\s*(?:$|[)\]])`),
		regexp.MustCompile(`(?i)[(\[]\s*(?:0\s*` + words("to") + `\s*)?` + number + `\s*` + words("points") + `\.?\s*[)\]]`),
		regexp.MustCompile(`(?i)[(\[]\s*0\s*` + words("to") + `\s*` + number + `\s*[)\]]`),
	}
})

// leaningWords is a pattern of the words of a kind.
func leaningWords(kind string) string {
	var out []string
	for _, r := range leaningRules() {
		for _, phrase := range r.raw {
			if r.kind == kind {
				out = append(out, regexp.QuoteMeta(phrase))
			}
		}
	}
	return "(?:" + strings.Join(out, "|") + ")"
}

// mostPoints bounds what is a maximum of points, and no year.
const mostPoints = 1000

// MaximumOf returns the most points that a header names: "Greeting (max. 10)", "Greeting /20", "Greeting out of 5", "Greeting
// [10 points]". ok is false where it names none, or several.
func MaximumOf(header string) (most float64, ok bool) {
	if !strings.ContainsAny(header, "0123456789") {
		return 0, false
	}
	for _, form := range maximumForms() {
		for _, found := range form.FindAllStringSubmatch(header, -1) {
			x, err := strconv.ParseFloat(found[1], 64)
			if err != nil || x <= 0 || x > mostPoints || ok && x != most {
				return 0, false
			}
			most, ok = x, true
		}
	}
	return most, ok
}

var inBrackets = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[(\[]\s*(\d{1,4})\s*[)\]]\s*$`) })

// BracketedOf returns the number that a header ends with in brackets, "Greeting (10)": the most points, or the number of a question,
// which only the columns together tell.
func BracketedOf(header string) (x float64, ok bool) {
	found := inBrackets().FindStringSubmatch(header)
	if found == nil {
		return 0, false
	}
	x, err := strconv.ParseFloat(found[1], 64)
	if err != nil || x <= 0 || x > mostPoints {
		return 0, false
	}
	return x, true
}

var pointsForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])` + leaningWords("points") + `(?:$|[^\p{L}])`)
})

// NamesPoints tells whether a header has a word for points.
func NamesPoints(header string) bool { return pointsForm().MatchString(header) }

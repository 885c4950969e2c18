package layout

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// maximumForms are the ways in which a header names the most points that its column may have.
var maximumForms = sync.OnceValue(func() []*regexp.Regexp {
	words := func(kind string) string {
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

package ratings

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// mostDecimals is how many digits stand behind a mark that can be nothing but a decimal one: three may be thousands.
const mostDecimals = 2

// otherMark reads a number whose decimal mark is not that of its file, as somebody typed it: 9,0 among 9.4.
func otherMark(text string, mark byte) (x float64, ok bool) {
	at := strings.IndexAny(text, ".,")
	if at < 0 || at != strings.LastIndexAny(text, ".,") || text[at] == mark || len(answer.Trim(text[at+1:])) > mostDecimals {
		return 0, false
	}
	x, err := answer.ParseNumber(text, text[at])
	return x, err == nil
}

// isMarked tells whether a text is a number with a decimal comma.
func isMarked(text string) bool {
	_, ok := otherMark(text, '.')
	return ok
}

package layout

import (
	"regexp"
	"strings"
	"sync"
)

// scaledForm is a header with a scale behind it: "score 0 10", "rating 1 to 5", "Nota (0 a 10)", "score out of 10", "Score /5".
var scaledForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(.+?) (?:[01] (?:(?:to|a|al|e|bis|à|até|ate|do|tot|до|по) )?|(?:out of|of|de|von|auf|sur|su|na|op|из|з|із) |(/))(?:3|4|5|6|7|10|11|100)$`)
})

// unscaled is a header without the scale that stands behind it; ok is false where there is none.
func unscaled(text string) (name string, ok bool) {
	h := header(text)
	if before, number, slashed := strings.Cut(text, "/"); slashed {
		h = header(before) + " /" + header(number)
	}
	m := scaledForm().FindStringSubmatch(h)
	if m == nil {
		return "", false
	}
	return m[1], true
}

package vendors

import (
	"regexp"
	"strings"
	"sync"
)

// place is where the name of a file belongs: {} as a word of its own, since programs that a command calls have braces as well.
var place = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|\s)\{\}(\s|$)`) })

// Advice returns the command that goes on where no figure can be made of a file, with its name as a shell reads it, for a metric.
func (l *Layout) Advice(file, metric string) string {
	text := place().ReplaceAllString(l.Instead, "${1}"+strings.ReplaceAll(file, "$", "$$")+"${2}")
	return strings.ReplaceAll(text, "{metric}", metric)
}

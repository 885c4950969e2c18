package lang

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed reasons.tsv
var reasons string

// A mould recognises a text that was made by a format, and says it in a language.
type mould struct {
	form   *regexp.Regexp
	weight int // how many letters it needs, so that the most telling one comes first
	said   string
}

// verb is a place of a format.
var verb = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%(?:[sdqvg]|\.[0-9][fg])`) })

// mouldsOf makes moulds of the reasons.
func mouldsOf(code string) (out []mould) {
	for _, e := range entriesOf(reasons, true) {
		parts, verbs := verb().Split(e.English, -1), verb().FindAllString(e.English, -1)
		var form strings.Builder
		weight := 0
		for i, part := range parts {
			if i > 0 {
				form.WriteString(map[bool]string{true: `(\d+)`, false: "(.+?)"}[verbs[i-1] == "%d"])
			}
			form.WriteString(regexp.QuoteMeta(strings.ReplaceAll(part, "%%", "%")))
			weight += len(part)
		}
		out = append(out, mould{regexp.MustCompile("(?s)^" + form.String() + "$"), weight, verb().ReplaceAllString(e.In[code], "%s")})
	}
	slices.SortStableFunc(out, func(a, b mould) int { return b.weight - a.weight })
	return out
}

// Retell says a text in the language that was made in English where languages are not known, such as why a cell is no
// answer. It is recognised by its form; what is quoted in it stays as it is. A text that nobody knows stays English.
func (w *Tongue) Retell(english string) string {
	if w == nil || english == "" {
		return english
	}
	if text := w.Text(english); text != english {
		return text
	}
	for _, m := range w.moulds {
		found := m.form.FindStringSubmatch(english)
		if found == nil || slices.ContainsFunc(found[1:], cutsQuote) {
			continue
		}
		parts := make([]any, len(found)-1)
		for i, part := range found[1:] {
			if parts[i] = w.Text(part); !strings.HasPrefix(part, `"`) {
				parts[i] = w.Retell(part)
			}
		}
		return fmt.Sprintf(m.said, parts...)
	}
	return english
}

// cutsQuote tells a part that ends within what is quoted, which is of the data.
func cutsQuote(part string) bool { return strings.Count(part, `"`)%2 == 1 }

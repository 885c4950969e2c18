package arrange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/result"
)

const (
	mostCompared = 1000 // groups of a longer list are made when they are asked for, all at a price
	mostAlike    = 3    // how many sets of such values are named
)

// alike says which values of groups differ in nothing but capital letters and blanks: they may be one, and stay apart.
func alike(d *result.Document) (out []result.Warning) {
	if d.Groups.Len() > mostCompared {
		return nil
	}
	for i, name := range d.By {
		written, order := make(map[string][]string), []string(nil)
		for _, g := range d.Groups.All() {
			text, ok := g.By[i].Value.(string)
			if !ok {
				continue
			}
			plain := strings.ToLower(strings.Join(strings.Fields(text), " "))
			if written[plain] == nil {
				order = append(order, plain)
			}
			if !slices.Contains(written[plain], text) {
				written[plain] = append(written[plain], text)
			}
		}
		var sets []string
		for _, plain := range order {
			if texts := written[plain]; len(texts) > 1 {
				sets = append(sets, quoted(texts))
			}
		}
		if more := len(sets) - mostAlike; more > 0 {
			sets = append(sets[:mostAlike], "…")
		}
		if len(sets) > 0 {
			out = append(out, result.Warn("groups_alike", "--by %s: values differ only in capital letters or blanks, and stay groups of their own: %s", name, strings.Join(sets, "; ")))
		}
	}
	return out
}

// quoted lists texts in quotes.
func quoted(texts []string) string {
	const most = 4
	var out []string
	for _, text := range texts[:min(len(texts), most)] {
		out = append(out, answer.Quote(text, 30))
	}
	if len(texts) > most {
		out = append(out, fmt.Sprintf("… (%d)", len(texts)))
	}
	return strings.Join(out, ", ")
}

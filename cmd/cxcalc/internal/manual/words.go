package manual

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
)

// languages are those that words are known in, in the order of the page.
var languages = [][2]string{
	{"any", "Any language"}, {"en", "English"}, {"es", "Spanish"}, {"uk", "Ukrainian"}, {"ru", "Russian"}, {"de", "German"},
	{"fr", "French"}, {"pt", "Portuguese"}, {"pl", "Polish"}, {"it", "Italian"}, {"nl", "Dutch"}, {"tr", "Turkish"},
}

const wordsHead = `<!-- Made from pkg/layout/words.tsv and silent.tsv by make docs. Change those files, not this page. -->

# Recognised words

Answers may be words. Those of a column are compared with the lists below, without case, accents, punctuation and gender,
and all of them have to be of one list. Where several lists fit, where the words do not tell which end is good, where they
are of three steps, and where some are on no list, cxcalc asks: it lists all words of the column and prints a command for each
way to understand them. Two steps are the ends of the scale of csat and ces.

A number beside a label (` + "`10 - Extremely likely`, `4 : Bueno`, `Good (4)`" + `) counts as the number; where the label says
something else, cxcalc asks. ` + "`9/10` and `9 out of 10`" + ` are a 9 on a scale that ends at 10. An explanation may follow the
label behind a colon or a dash.

Each list goes from the bad end to the good one; of those with a question mark only you know which that is. Steps are
divided by |, and wordings of one step by a comma.
`

// words is the page of the words that are recognised, by language.
func words() string {
	var b strings.Builder
	b.WriteString(wordsHead)
	for _, lang := range languages {
		fmt.Fprintf(&b, "\n## %s\n\n", lang[1])
		for _, list := range layout.Listed() {
			if list.Lang != lang[0] {
				continue
			}
			var steps []string
			for _, wordings := range list.Steps {
				steps = append(steps, strings.Join(wordings, ", "))
			}
			fmt.Fprintf(&b, "- **%s**%s: %s\n", list.Name, map[bool]string{true: " (?)"}[list.Asked], strings.Join(steps, " | "))
		}
		for _, silent := range layout.Silent() {
			if silent[0] == lang[0] {
				fmt.Fprintf(&b, "- no answer: %s\n", "`"+strings.Join(silent[1:], "`, `")+"`")
			}
		}
	}
	for _, silent := range layout.Silent() {
		if silent[0] == "code" {
			fmt.Fprintf(&b, "\n## Codes for no answer\n\nWhere they are off the scale: %s.\n", strings.Join(silent[1:], ", "))
		}
	}
	return b.String()
}

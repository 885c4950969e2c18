package mystery

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// pointWords tell what part of its points an item gets that is judged in words.
type pointWords struct {
	worth       map[string]float64 // of words as --value says
	points, yes *facts.Lexicon     // yes is asked for what points does not know
}

func newPointWords(worth map[string]float64) *pointWords {
	return &pointWords{worth, facts.NewLexicon("points", nil), facts.NewLexicon("yes", nil)}
}

// part is the part that a word is worth.
func (w *pointWords) part(text []byte) (part float64, known bool) {
	if len(w.worth) > 0 {
		if part, known = w.worth[answer.Normalise(string(text))]; known {
			return part, true
		}
	}
	meaning := w.points.Meaning(text)
	if meaning == "" || meaning == above {
		meaning = w.yes.Meaning(text)
	}
	switch meaning {
	case "all", "yes":
		return 1, true
	case "none", "no":
		return 0, true
	}
	return 0, false
}

func (w *pointWords) merge(o *pointWords) {
	w.points.Merge(o.points)
	w.yes.Merge(o.yes)
}

// ask asks what words stand for that nobody knows: a score of the known ones would be one of what went well.
func (w *pointWords) ask(wide bool, na []string, h facts.Heard) error {
	list, rows, senses := w.unknown(na)
	if len(list) == 0 {
		return nil
	}
	const most = 20
	var quoted []string
	for _, word := range list[:min(len(list), most)] {
		quoted = append(quoted, answer.Quote(word, 30))
	}
	if len(list) > most {
		quoted = append(quoted, "…")
	}
	role := dataset.Role(rolePoints)
	if wide {
		role = roleSections
	}
	e := problem.Usage("%s: column %s: nothing tells what these words are worth, in %s of %s rows: %s\n%s", h.Set.Names(), h.Columns[0].Header(role),
		fmt.Sprint(rows), fmt.Sprint(h.Rows.Read), problem.Lines(strings.Join(quoted, ", ")),
		problem.Lines("--value TEXT=N tells the part of its points that an item gets, from 0 for none to 1 for all; --na TEXT says that it is not applicable"))
	if len(list) > most {
		return e.Advise("rather the points are in another column, which --points names, or --sections")
	}
	e.Senses = senses
	return e
}

// allPoints is the place among worths of what is worth all points.
const allPoints = 2

// worths are what words may stand for, beside those that are said to be not applicable.
func worths(list, na []string) (out []problem.Sense) {
	for _, sense := range []struct{ says, flag, ending string }{
		{"worth nothing", "--value", "=0"}, {"worth half", "--value", "=0.5"}, {"worth all points", "--value", "=1"}, {"not applicable", "--na", ""},
	} {
		who := "each of them"
		if len(list) == 1 {
			who = answer.Quote(list[0], 30)
		}
		s := problem.Sense{Says: who + " is " + sense.says}
		if sense.flag == "--na" { // new ones stand in the place of those that were given
			for _, word := range na {
				s.Flags = append(s.Flags, "--na", word)
			}
		}
		for _, word := range list {
			s.Flags = append(s.Flags, sense.flag, word+sense.ending)
		}
		out = append(out, s)
	}
	return out
}

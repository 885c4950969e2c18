package journey

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// maxNames bounds the different words of a column of steps or channels: one with more holds something else.
const maxNames = 10_000

// A register numbers the words of a column as one worker meets them.
type register struct {
	ids   map[string]uint16
	texts []string
	rows  []int64
	first []tally.Place
	full  bool // there were more words than a column of steps has
}

func newRegister() *register { return &register{ids: make(map[string]uint16)} }

// of returns the number of a word, met in a number of rows more; at tells where a new one stands.
func (r *register) of(text []byte, rows int64, at func() tally.Place) uint16 {
	id, ok := r.ids[string(text)]
	if !ok {
		if len(r.texts) == maxNames {
			r.full = true
			return 0
		}
		id = uint16(len(r.texts))
		r.ids[string(text)] = id
		r.texts, r.rows, r.first = append(r.texts, string(text)), append(r.rows, 0), append(r.first, at())
	}
	r.rows[id] += rows
	return id
}

// merge adds the words of another register, and returns their numbers here.
func (r *register) merge(o *register) []uint16 {
	to := make([]uint16, len(o.texts))
	for i, text := range o.texts {
		to[i] = r.of([]byte(text), o.rows[i], func() tally.Place { return o.first[i] })
		if o.first[i].Before(r.first[to[i]]) {
			r.first[to[i]] = o.first[i]
		}
	}
	r.full = r.full || o.full
	return to
}

// same is the form of a word that case and blanks do not change.
func same(text string) string { return answer.Fold(strings.Join(strings.Fields(text), " ")) }

// A roster is what the words of a column name: those that differ by case and blanks only name the same.
type roster struct {
	names  []string // the most frequent first, each as it is mostly written
	number []uint16 // of the words of the register
	by     map[string]uint16
	// otherwise is a word that is written otherwise than the name that it counts for, where it first stands, and how many
	// rows have such a word.
	otherwise string
	instead   string
	at        tally.Place
	rows      int64
}

// A spelling is a word of the register.
type spelling struct {
	id   int
	text string
	rows int64
}

// roster brings the words together.
func (r *register) roster() *roster {
	forms := make(map[string][]spelling)
	for i, text := range r.texts {
		forms[same(text)] = append(forms[same(text)], spelling{i, text, r.rows[i]})
	}
	var all [][]spelling
	for _, words := range forms {
		slices.SortFunc(words, func(a, b spelling) int { return cmp.Or(cmp.Compare(b.rows, a.rows), cmp.Compare(a.text, b.text)) })
		all = append(all, words)
	}
	slices.SortFunc(all, func(a, b []spelling) int {
		return cmp.Or(cmp.Compare(rowsOf(b), rowsOf(a)), cmp.Compare(a[0].text, b[0].text))
	})
	out := &roster{number: make([]uint16, len(r.texts)), by: make(map[string]uint16)}
	for n, words := range all {
		out.names = append(out.names, words[0].text)
		out.by[same(words[0].text)] = uint16(n)
		for i, w := range words {
			out.number[w.id] = uint16(n)
			if i > 0 {
				out.note(w, words[0].text, r.first[w.id])
			}
		}
	}
	return out
}

func rowsOf(words []spelling) (rows int64) {
	for _, w := range words {
		rows += w.rows
	}
	return rows
}

// note takes note of a word that is written otherwise.
func (r *roster) note(w spelling, name string, at tally.Place) {
	if r.rows == 0 || at.Before(r.at) {
		r.otherwise, r.instead, r.at = w.text, name, at
	}
	r.rows += w.rows
}

// find returns the number of a name.
func (r *roster) find(name string) (number uint16, ok bool) {
	number, ok = r.by[same(name)]
	return number, ok
}

// all returns the numbers of a step that goes by several names: its whole text, or the names that stand in it. unknown is
// the first that there is not.
func (r *roster) all(names []string) (numbers []uint16, unknown string) {
	if n, ok := r.find(names[0]); ok {
		return []uint16{n}, ""
	}
	if len(names) > 1 {
		names = names[1:]
	}
	for _, name := range names {
		n, ok := r.find(name)
		if !ok {
			return nil, name
		}
		numbers = append(numbers, n)
	}
	return numbers, ""
}

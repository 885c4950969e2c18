package dataset

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A Striking looks for a column that strikes rows out: they are deleted, void, spam, or a row again, and stand in the export
// all the same.
type Striking struct {
	Table *Table
	Rows  [][]string // those that would count
	// Free tells whether a column has no other role, and nobody has said what becomes of its rows.
	Free func(column int) bool
	// Strikes tells whether a word strikes rows of this kind, beside those that strike rows of every kind; nil for none.
	Strikes func(word string) bool
	// Anywhere tells whether a word strikes rows of this kind below a header that tells of no states of rows; nil for none.
	Anywhere func(header, word string) bool
	// Struck and Kept are the headers of such columns of yes and no, or of times: yes strikes rows, or no does. Progress among
	// them has whoever did not get to the end struck out. Reasons are those of columns in which anything does.
	Struck, Kept, Reasons []layout.Aside
	// Headed says that only columns with such headers do, and no words of states.
	Headed bool
}

// mostStates is how many values a column has that tells of the state of rows.
const mostStates = 40

// Ask asks about the first column that strikes rows out; nil where there is none.
func (s *Striking) Ask() *problem.Error {
	for i, header := range s.Table.Headers {
		if !s.Free(i) {
			continue
		}
		if cond, says, rows := s.strikes(i, header); rows > 0 && rows < len(s.Rows) {
			e := problem.Usage("%s: column %s strikes rows out that would count: %s in %d of %d", s.Table.Name, s.Table.Header(i), says, rows, len(s.Rows))
			e.Hint = TakesAll(s.Table.Reference(i))
			e.Senses = []problem.Sense{{Says: "without them", Flags: []string{"--exclude", cond}}}
			return e
		}
	}
	return nil
}

// strikes is the condition that the rows meet that a column strikes out, what it says there, and how many they are.
func (s *Striking) strikes(column int, header string) (cond, says string, rows int) {
	is := func(kind layout.Aside) bool { return layout.IsAsideHeader(kind, header) }
	cells := s.cells(column)
	name := s.Table.Reference(column)
	var odd []string
	switch {
	case cells == nil:
		return "", "", 0
	case is(layout.ProgressHeader) && slices.Contains(s.Struck, layout.ProgressHeader):
		if !slices.ContainsFunc(s.Table.Headers, func(h string) bool { return layout.IsAsideHeader(layout.EndedHeader, h) }) { // which says it better
			odd = partly(cells)
		}
	case slices.ContainsFunc(s.Struck, is):
		if n := s.Table.filled(column, cells, len(s.Rows)); n > 0 {
			return InWhere(name) + "~[1-9]", "a time", n
		}
		if odd = Saying(cells, layout.SaysYes, layout.SaysNo); odd == nil {
			odd = s.saying(cells, is(layout.RefundedHeader))
		}
	case slices.ContainsFunc(s.Reasons, is):
		odd = reasons(cells)
	case slices.ContainsFunc(s.Kept, is) && s.ofCalls(header):
	case slices.ContainsFunc(s.Kept, is):
		if odd = Saying(cells, layout.SaysNo, layout.SaysYes); odd == nil && !s.Headed {
			odd = s.words(header, cells)
		}
	case !s.Headed:
		odd = s.words(header, cells)
	}
	for _, text := range odd {
		rows += cells[text]
	}
	return Among(name, odd), Shortly(odd), rows
}

// ofCalls tells whether a column says which calls were answered, as other columns show: one that was missed is a call.
func (s *Striking) ofCalls(header string) bool {
	if _, result := layout.RatingOf("result", "contacts", header); !result {
		return false
	}
	return slices.ContainsFunc(s.Table.Headers, func(h string) bool {
		_, wait := layout.RatingOf("wait", "contacts", h)
		return wait || layout.Speaks(layout.CallWord, h)
	})
}

// cells counts the texts of a column that are not blank; nil where there are too many for states, but for times.
func (s *Striking) cells(column int) map[string]int {
	out := make(map[string]int)
	for _, row := range s.Rows {
		if text := answer.Trim(row[column]); strings.Trim(text, "-–—./ ") != "" && !layout.Silence().Words[answer.Normalise(text)] {
			if out[text]++; len(out) > mostStates && strings.IndexFunc(text, isDigit) < 0 {
				return nil
			}
		}
	}
	return out
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// filled counts the rows with a time in a column of times that has none in others.
func (t *Table) filled(column int, cells map[string]int, rows int) (n int) {
	if len(cells) == 0 || !t.HoldsTimes(column, dates.Writing{}) {
		return 0
	}
	for text, count := range cells {
		if strings.Trim(text, "0-/.: T") != "" {
			n += count
		}
	}
	if n == rows {
		return 0
	}
	return n
}

// reasons are the texts that give one: "None" and "No" say that there is none, and "Failed" does not.
func reasons(cells map[string]int) (odd []string) {
	for text := range cells {
		if answer.Normalise(text) != "none" && (!layout.IsAside(layout.SaysNo, text) || layout.IsAside(layout.Cancelled, text)) {
			odd = append(odd, text)
		}
	}
	slices.Sort(odd)
	return odd
}

// Saying are the texts of a column of yes and no that are of a kind; nil where a column holds anything but that and the other.
func Saying(cells map[string]int, kind, other layout.Aside) (odd []string) {
	for text := range cells {
		switch {
		case layout.IsAside(kind, text):
			odd = append(odd, text)
		case !layout.IsAside(other, text):
			return nil
		}
	}
	slices.Sort(odd)
	return odd
}

// saying are the texts that strike rows of this kind out by a word of their own, below a header that speaks of it: not refunded, refunded;
// back that the header is of what went back, of which all may, or a part.
func (s *Striking) saying(cells map[string]int, back bool) (odd []string) {
	for text := range cells {
		if s.Strikes != nil && (s.Strikes(text) || back && (layout.IsAside(layout.WholeBack, text) || layout.IsAside(layout.SaysYes, text))) {
			odd = append(odd, text)
		}
	}
	slices.Sort(odd)
	return odd
}

// partly are the texts below 100 percent where most are 100; nil where a column holds anything but percentages.
func partly(cells map[string]int) (odd []string) {
	all, whole := 0, 0
	for text, count := range cells {
		percent, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(text, "%")), 64)
		switch all += count; {
		case err != nil || percent < 0 || percent > 100:
			return nil
		case percent == 100:
			whole += count
		default:
			odd = append(odd, text)
		}
	}
	if 2*whole < all {
		return nil
	}
	slices.Sort(odd)
	return odd
}

// words are the texts that strike rows out, in a column whose header tells of states of rows. That a row is a test may be said
// in any column, and that it is spam in any of a few words.
func (s *Striking) words(header string, cells map[string]int) (odd []string) {
	if len(cells) > mostStates {
		return nil
	}
	if _, comment := layout.RatingOf(layout.Comment, "", header); comment {
		return s.anywhere(header, cells)
	}
	moderation := layout.TellsOf(layout.Moderation, header)
	state := moderation || layout.TellsStateOf(layout.OfRows, header) || layout.IsAsideHeader(layout.AttendsHeader, header)
	state = state || isNumbered(header) && s.tellStates(cells)
	few := len(cells) <= mostWords && !tellsAbout(header)
	var weak []string
	for text := range cells {
		switch {
		case layout.IsAside(layout.TestMark, text), few && layout.IsAside(layout.SpamWord, text), state && layout.IsAside(layout.Struck, text), state && s.Strikes != nil && s.Strikes(text):
			odd = append(odd, text)
		case state && layout.IsAside(layout.StruckBeside, text):
			weak = append(weak, text)
		}
	}
	if len(odd) > 0 || moderation {
		odd = append(odd, weak...)
	}
	if odd == nil {
		return s.anywhere(header, cells)
	}
	slices.Sort(odd)
	return odd
}

// tellsAbout tells whether a header is that of what a row is about, of which spam may be a kind: somebody complains of it.
func tellsAbout(header string) bool {
	for _, kind := range []layout.Aside{layout.TopicWord, layout.CauseWord, layout.CategoryWord} {
		if layout.TellsOf(kind, header) {
			return true
		}
	}
	return layout.IsAsideHeader(layout.TopicHeader, header) || layout.IsAsideHeader(layout.KindOfHeader, header) || layout.IsAsideHeader(layout.PlainTopic, header)
}

// anywhere are the texts that strike rows out whatever the column is.
func (s *Striking) anywhere(header string, cells map[string]int) (odd []string) {
	for text := range cells {
		if s.Anywhere != nil && s.Anywhere(header, text) {
			odd = append(odd, text)
		}
	}
	slices.Sort(odd)
	return odd
}

// mostWords is how many texts a column of states has at most that no header names.
const mostWords = 12

// tellStates tells whether the texts of a column without a header are a few words, of which some strike rows out.
func (s *Striking) tellStates(cells map[string]int) bool {
	strikes := false
	for text := range cells {
		if strings.ContainsFunc(text, isDigit) {
			return false
		}
		strikes = strikes || s.Strikes != nil && s.Strikes(text)
	}
	return strikes && len(cells) > 1 && len(cells) <= mostWords
}

// isNumbered tells whether a column is called by its place, since no header names it.
func isNumbered(header string) bool {
	number, ok := strings.CutPrefix(header, "#")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// Among writes that a column has one of some values, or any.
func Among(column string, values []string) string {
	quote := func(text string) string {
		if text != "" && !strings.ContainsAny(text, "=!<>~\",\t") && !strings.Contains(text, " in ") && strings.TrimSpace(text) == text {
			return text
		}
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	if len(values) == 0 {
		return quote(column) + "~.*"
	}
	var list []string
	for _, value := range values {
		list = append(list, quote(value))
	}
	return quote(column) + " in " + strings.Join(list, ",")
}

// TakesAll is the hint to a condition that every row meets, so that none is asked about.
func TakesAll(column string) string {
	return Typed("--where", Among(column, nil)) + " takes all of them"
}

// AskOfValues has a question show how to leave rows with some values of a column out, and how to take all.
func (t *Table) AskOfValues(column int, values []string, without string, e *problem.Error) *problem.Error {
	name := t.Reference(column)
	e.Hint = TakesAll(name)
	e.Senses = []problem.Sense{{Says: without, Flags: []string{"--exclude", Among(name, values)}}}
	return e
}

// Offer shows how to choose each of some columns by a flag.
func (t *Table) Offer(says, flag string, columns []int) (senses []problem.Sense) {
	for _, i := range columns {
		senses = append(senses, problem.Sense{Says: says + t.Header(i), Flags: []string{flag, t.Reference(i)}})
	}
	return senses
}

// Typed is a flag with its value as they are typed.
func Typed(flag, value string) string { return flag + " " + layout.ShellQuote(value) }

// Shortly lists some values.
func Shortly(values []string) string {
	const most = 5
	var out []string
	for _, value := range values[:min(len(values), most)] {
		out = append(out, answer.Quote(value, 40))
	}
	if len(values) > most {
		out = append(out, "…")
	}
	return cmp.Or(strings.Join(out, ", "), "nothing")
}

// Replied tells whether a column says to whom the house has replied, and not who has answered: rows of no have different scores, as
// those have who answered. One and the same score may stand for none.
func (t *Table) Replied(rows [][]string, column, score int) bool {
	if score == None || !layout.IsAsideHeader(layout.ReplyHeader, t.Headers[column]) {
		return false
	}
	scores := make(map[string]bool)
	for _, row := range rows {
		if max(column, score) >= len(row) {
			continue
		}
		text := answer.Trim(row[score])
		if layout.IsAside(layout.SaysNo, row[column]) && text != "" && !layout.Silence().Words[answer.Normalise(text)] {
			scores[text] = true
		}
	}
	return len(scores) > 1
}

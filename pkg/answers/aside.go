package answers

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// aside asks where a column tells that rows with a score are no answers: the survey was not finished, or is a test.
func (v *view) aside() *problem.Error {
	for i := range v.table.Headers {
		if i == v.score || slices.Contains(v.columns.By, i) {
			continue
		}
		odd := v.asides(i)
		if v.columns.Settled(i) {
			odd = v.recased(i, odd)
		}
		if len(odd) > 0 {
			return v.askAside(i, odd)
		}
	}
	return v.struck()
}

// recased are the texts that differ in capitals alone from what a condition leaves out.
func (v *view) recased(column int, texts []string) []string {
	return slices.DeleteFunc(texts, func(text string) bool {
		for n, cond := range v.Conditions {
			alike := func(cell string) bool { return strings.EqualFold(answer.Trim(cell), text) && !cond.Match([]byte(cell)) }
			if v.columns.Where[n] == column && cond.LeavesOut() && slices.ContainsFunc(v.table.Sample(column), alike) {
				return false
			}
		}
		return true
	})
}

// struck asks where a column strikes rows with a score out, whatever they are.
func (v *view) struck() *problem.Error {
	free := func(column int) bool { return v.free(column) && !v.table.Replied(v.rows, column, v.score) }
	s := dataset.Striking{Table: v.table, Free: free, Struck: []layout.Aside{layout.StrikesHeader, layout.ProgressHeader}, Kept: []layout.Aside{layout.KeepsHeader}}
	for _, row := range v.rows {
		if text := answer.Trim(row[v.score]); text != "" && !layout.Silence().Words[answer.Normalise(text)] {
			s.Rows = append(s.Rows, row)
		}
	}
	return s.Ask()
}

// asides are the values of a column that tell so.
func (v *view) asides(column int) []string {
	is := func(kind layout.Aside) bool {
		t := v.table
		return layout.IsAsideHeader(kind, t.Headers[column]) || t.Titles != nil && layout.IsAsideHeader(kind, t.Titles[column])
	}
	switch {
	case is(layout.StateHeader):
		return v.states(column, false)
	case is(layout.AnyStateHeader):
		return v.states(column, true)
	case is(layout.EndedHeader):
		if odd := dataset.Saying(v.values(column), layout.SaysNo, layout.SaysYes); len(odd) > 0 {
			return odd
		}
	case is(layout.TrialHeader):
		return dataset.Saying(v.values(column), layout.SaysYes, layout.SaysNo)
	}
	if is(layout.SentHeader) || is(layout.OverHeader) && slices.ContainsFunc(v.table.Headers, func(h string) bool { return layout.IsAsideHeader(layout.BegunHeader, h) }) {
		return v.unsent(column)
	}
	return nil
}

// states are the states of answers of surveys that were not finished, or are tests. Of a column that may tell of anything
// all words have to be such, and one of them surely of a survey.
func (v *view) states(column int, anything bool) (odd []string) {
	sure := false
	for text := range v.values(column) {
		strong := layout.IsAside(layout.Unfinished, text) || layout.IsAside(layout.Testing, text)
		switch {
		case strong, layout.IsAside(layout.Underway, text):
			odd = append(odd, text)
		case anything && !layout.IsAside(layout.Finished, text):
			return nil
		}
		sure = sure || strong
	}
	if anything && !sure {
		return nil
	}
	slices.Sort(odd)
	return odd
}

// unsent are the ways to say that there is no time in a column of times, where rows with an answer have none. Where
// periods are asked for, such rows are told of by themselves.
func (v *view) unsent(column int) []string {
	if v.needsTime() {
		return nil
	}
	odd, some := make(map[string]bool), false
	for _, row := range v.rows {
		text := answer.Trim(row[column])
		switch blank := text == "" || layout.Silence().Words[answer.Normalise(text)] || strings.Trim(text, "0-/.: T") == ""; {
		case blank && !isAnswer(row[v.score]):
		case blank:
			odd[text] = true
		case !strings.ContainsAny(text, "0123456789"):
			return nil // no time
		default:
			some = true
		}
	}
	if !some {
		return nil
	}
	return slices.Sorted(maps.Keys(odd))
}

// isAnswer tells whether a cell is a number, or words that are known: there may be names of options below the headers.
func isAnswer(cell string) bool {
	text := answer.Trim(cell)
	return text != "" && (answer.IsNumber(text) || layout.Labels()[answer.Normalise(text)])
}

// undated warns where answers have no day in a column of the day of an answer: they count.
func (v *view) undated() []result.Warning {
	for i, header := range v.table.Headers {
		if !layout.IsAsideHeader(layout.DatedHeader, header) || v.columns.Settled(i) || len(v.unsent(i)) == 0 {
			continue
		}
		rows, all := 0, 0
		for _, row := range v.rows {
			if !isAnswer(row[v.score]) {
				continue
			}
			if all++; answer.Trim(row[i]) == "" {
				rows++
			}
		}
		return []result.Warning{result.Warn("undated", "column %s: blank in %d of the first %d rows with an answer, and all of them count", v.table.Header(i), rows, all).At(v.table.Name, 0)}
	}
	return nil
}

func (v *view) askAside(column int, odd []string) *problem.Error {
	rows := 0
	for _, row := range v.rows {
		if slices.Contains(odd, answer.Trim(row[column])) && answer.Trim(row[v.score]) != "" {
			rows++
		}
	}
	return v.table.AskOfValues(column, odd, "without them", problem.Usage("%s: column %s tells that rows with a score are no answers, since nobody finished them, or they are tests: %s in %d of %d",
		v.table.Name, v.table.Header(column), dataset.Shortly(odd), rows, len(v.rows)))
}

// notes warns of rows whose comments say that they are tests. A single word may be what somebody says about one, so another
// cell has to say so, too.
func (v *view) notes() []result.Warning {
	for i, header := range v.table.Headers {
		if _, comment := layout.RatingOf(layout.Comment, v.Metric.Name, header); !comment || i == v.score || v.columns.Settled(i) {
			continue
		}
		rows, odd := 0, make(map[string]bool)
		for _, row := range v.rows {
			text := answer.Trim(row[i])
			if layout.IsAside(layout.TestNote, text) && answer.Trim(row[v.score]) != "" && (!layout.IsAside(layout.Testing, text) || v.marked(row, i)) {
				odd[text] = true
				rows++
			}
		}
		if rows > 0 {
			return []result.Warning{result.Warn("test_rows", "column %s: %s in %d of the first %d rows sounds like a test; --exclude %s leaves them out", v.table.Header(i),
				dataset.Shortly(slices.Sorted(maps.Keys(odd))), rows, len(v.rows), layout.ShellQuote(dataset.Among(v.table.Reference(i), slices.Sorted(maps.Keys(odd))))).At(v.table.Name, 0)}
		}
	}
	return nil
}

// marked tells whether a cell beside a comment is a name, an address or a state of tests.
func (v *view) marked(row []string, comment int) bool {
	for i, cell := range row {
		if i == comment || i == v.score {
			continue
		}
		words := strings.FieldsFunc(cell, func(r rune) bool { return !unicode.IsLetter(r) })
		address := strings.Contains(cell, "@")
		if len(words) > 0 && (address || len(words) <= mostNames) && slices.ContainsFunc(words, func(w string) bool { return layout.IsAside(layout.Testing, w) }) {
			return true
		}
	}
	return false
}

// mostNames is how many words the name of somebody has who tests.
const mostNames = 2

// repeated returns the first column whose header is of a kind and in which rows with an answer repeat, where it plays no role.
func (v *view) repeated(kind layout.Aside) (column, again int, first string) {
	var rows [][]string
	for _, row := range v.rows {
		if answer.Trim(row[v.score]) != "" {
			rows = append(rows, row)
		}
	}
	for i, header := range v.table.Headers {
		if !layout.IsAsideHeader(kind, header) || i == v.score || !v.free(i) {
			continue
		}
		if again, first = dataset.Again(rows, i); again > 0 {
			return i, again, first
		}
	}
	return dataset.None, 0, ""
}

// twice asks where the id of an answer stands in several rows: it would count as often.
func (v *view) twice() *problem.Error {
	if v.Dedup != texts.DedupNone || v.weights != nil || len(v.Respondent) > 0 || v.columns.Has(texts.Count) {
		return nil
	}
	column, again, first := v.repeated(layout.AnswerIDHeader)
	if column == dataset.None {
		return nil
	}
	return askTwice(v.table.Reference(column), problem.Usage("%s: column %s names an answer, and %d of the first %d rows have the id of an earlier one, such as %s: the answer would count again",
		v.table.Name, v.table.Header(column), again, len(v.rows), answer.Quote(first, 40)))
}

// askTwice has a question about an answer that stands there twice show how each counts once, and how all do.
func askTwice(id string, e *problem.Error) *problem.Error {
	e.Hint = fmt.Sprintf("--respondent %s without --dedup takes every row for an answer", layout.ShellQuote(id))
	e.Senses = []problem.Sense{{Says: "if every id is one answer", Flags: []string{"--respondent", id, "--dedup", "latest"}}}
	return e
}

// again warns where what rows are about, such as a ticket, stands in several.
func (v *view) again() []result.Warning {
	if v.Dedup != texts.DedupNone || v.weights != nil || v.columns.Has(texts.Count) || v.columns.Has(texts.Respondent) {
		return nil
	}
	column, again, _ := v.repeated(layout.RowIDHeader)
	if column == dataset.None {
		return nil
	}
	return []result.Warning{result.Warn("repeated_id", "column %s: %d of the first %d rows have the id of an earlier row, and all of them count", v.table.Header(column), again, len(v.rows)).
		At(v.table.Name, 0)}
}

// same warns where rows are the same in every cell, with a time of day, or with a day and whoever answered: nobody answers twice
// in one minute, and in the same words. A text of some length says so without a time: no two people write the same.
func (v *view) same() []result.Warning {
	who := v.columns.Has(texts.Respondent)
	clock := func(i int) bool {
		return (who || slices.ContainsFunc(v.table.Sample(i), func(text string) bool { return strings.Contains(text, ":") })) && v.table.HoldsTimes(i, dates.Writing{})
	}
	if v.set.Unplaced() || v.Dedup != texts.DedupNone || v.weights != nil || v.columns.Has(texts.Count) || len(v.table.Headers) < 3 {
		return nil
	}
	timed := slices.ContainsFunc(v.table.Every(), clock)
	seen, again := make(map[string]bool), 0
	for _, row := range v.rows {
		if answer.Trim(row[v.score]) == "" || !timed && !slices.ContainsFunc(row, isLong) {
			continue
		}
		var b strings.Builder
		for i, cell := range row {
			if answer.Trim(v.table.Headers[i]) != "" { // without a name stands the number of the row
				b.WriteString(cell + "\x1f")
			}
		}
		text := b.String()
		if seen[text] {
			again++
		}
		seen[text] = true
	}
	if again == 0 {
		return nil
	}
	return []result.Warning{result.Warn("same_rows", "%d of the first %d rows are the same as an earlier one in every cell, and all of them count", again, len(v.rows)).At(v.table.Name, 0)}
}

// isLong tells whether a text is so long that two people hardly write it, word by word.
func isLong(text string) bool {
	const words, letters = 8, 60
	return len(strings.Fields(text)) >= words || utf8.RuneCountInString(text) >= letters && strings.Contains(answer.Trim(text), " ")
}

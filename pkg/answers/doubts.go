package answers

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// textsShown is the number of odd texts that get a warning of their own.
const textsShown = 5

func (s *item) scoreName() string {
	return s.columns[0].Header(texts.Score)
}

// firstUnusable says which row is the first that cannot be used, and why; "" where there is none.
func (s *item) firstUnusable(t *texts.Tallies, j texts.Judged) (first tally.Place, text string) {
	offer := func(at tally.Place, role dataset.Role, reason string) {
		if text != "" && !at.Before(first) {
			return
		}
		first = at
		if text = s.set.At(at) + ": " + reason; role != "" {
			text = fmt.Sprintf("%s: column %s: %s", s.set.At(at), s.columns[at.Source].Header(role), reason)
		}
	}
	for _, f := range t.Faults.First {
		offer(tally.Place{Source: f.Source, Line: f.Line}, "", f.Reason)
	}
	for _, o := range j.Odd {
		offer(o.First, texts.Score, o.Reason)
	}
	for role, bad := range t.Bad {
		offer(bad.First, role, answer.Quote(bad.Text, 40)+" "+wrongCell(role, bad))
	}
	return first, text
}

// doubts are the warnings about what was read.
func (s *heard) doubts(t *texts.Tallies, j texts.Judged) []result.Warning {
	out := append(s.headless(), s.unused()...)
	out = append(out, s.noted...)
	out = append(out, kind.Faulty(s.set, "malformed", t.Faults)...)
	out = append(out, kind.Repaired(s.set, t.Repairs)...)
	out = append(out, kind.Damaged(s.set, t.Damaged)...)
	out = append(out, s.odd(j)...)
	out = append(out, s.silent()...)
	out = append(out, s.grouped()...)
	out = append(out, s.ofEffort()...)
	for _, role := range []dataset.Role{texts.Time, texts.Weight, texts.Count} {
		if bad, ok := t.Bad[role]; ok {
			out = append(out, s.badCells(role, bad))
		}
	}
	out = append(out, s.unweighed(t)...)
	out = append(out, s.strays(t)...)
	out = append(out, kind.Faulty(s.set, "repeated_key", t.Remarks)...)
	if r := t.Repeats; r.Rows > 0 {
		out = append(out, s.repeats(r))
	}
	if s.Dedup != texts.DedupNone {
		out = append(out, s.untimed()...)
	}
	return out
}

// untimed warns where the time cannot tell which answer of a respondent is the latest.
func (s *item) untimed() []result.Warning {
	var out []result.Warning
	for i, table := range s.set.Tables {
		if !s.columns[i].Has(texts.Time) {
			out = append(out, result.Warn("dedup_by_order", "no column holds the time, so its answers count as earlier than those that have one; --time names one").At(table.Name, 0))
		}
	}
	if len(out) < len(s.set.Tables) {
		return out
	}
	return []result.Warning{result.Warn("dedup_by_order", "no column holds the time, so the order of reading decides which answer of a respondent is kept; --time names one")}
}

// unordered refuses to choose between answers of a respondent that nothing but their order tells apart, where that shall not
// matter.
func (s *item) unordered() error {
	if s.Dedup == texts.DedupNone || !s.set.Unplaced() {
		return nil
	}
	for i, table := range s.set.Tables {
		if !s.columns[i].Has(texts.Time) {
			return problem.Usage("%s: --dedup %s keeps one answer of a respondent by its time, and no column holds the time; the order of rows tells nothing here", table.Name, s.Dedup).
				Advise("--time names the column")
		}
	}
	return nil
}

// headless warns when the header of the answer column is an answer itself.
func (s *item) headless() []result.Warning {
	var out []result.Warning
	for i, table := range s.set.Tables {
		header := s.columns[i].Name(texts.Score, 0)
		if kind, _, _ := s.classifier.Classify(header); kind != answer.Counted || table.Info.Delimiter == "" || s.numbersQuestion(header) {
			continue
		}
		out = append(out, result.Warn("header_is_answer", "the header of the column, %s, is an answer itself; a file without a header row loses its first answer; --header-rows 0 --score %s counts it", answer.Quote(header, 40), fmt.Sprintf("'#%d'", s.columns[i].At(texts.Score)+1)).At(table.Name, 1))
	}
	return out
}

// numbersQuestion tells whether a header is a number and words that no scale has: "1. How likely are you to recommend us?"
func (s *item) numbersQuestion(header string) bool {
	_, label, ok := s.classifier.Labelled(header)
	return ok && len(layout.Explain(map[string]int64{label: 1}, 0)) == 0
}

// odd shows the most frequent texts that are no answers on the scale.
func (s *item) odd(j texts.Judged) []result.Warning {
	var out []result.Warning
	shown := j.Odd[:min(len(j.Odd), textsShown)]
	var rest, lost int64
	for _, o := range shown {
		at := o.First
		out = append(out, result.Warn(o.Kind.String(), "column %s: %s%s%s", s.columns[at.Source].Header(texts.Score), result.Reason(o.Reason), times(o.Rows), advice(o)).
			At(s.set.Tables[at.Source].Name, at.Line))
	}
	for _, o := range j.Odd[len(shown):] {
		rest++
		lost += o.Rows
	}
	if rest > 0 {
		out = append(out, result.Warn("invalid", "%d other texts in %d rows are no answers either; --rejects FILE lists them", rest, lost))
	}
	return out
}

// unused warns of columns whose headers say that rows stand for several answers, or weigh more than
// others, when that is left out of account.
func (s *item) unused() []result.Warning {
	var out []result.Warning
	cs, table := s.columns[0], s.set.Tables[0]
	for _, c := range []struct {
		role layout.Role
		says result.Word
	}{
		{layout.Count, result.Word("the number of answers that a row stands for")},
		{layout.Weight, result.Word("the weight of an answer")},
	} {
		found := layout.Candidates(c.role, s.Metric.Name, table.Headers)
		if cs.Has(c.role) || c.role == layout.Weight && s.weighted() || len(found) != 1 || s.holds(0, found[0]) || slices.Contains(cs.By, found[0]) {
			continue
		}
		out = append(out, result.Warn(string(c.role)+"_column", "column %s may hold %s; --%s %s takes it into account",
			table.Header(found[0]), c.says, c.role, layout.ShellQuote(table.Reference(found[0]))).At(table.Name, 0))
	}
	return out
}

// advice tells what can be done about an odd text, if it can be typed.
func advice(o texts.Odd) result.Phrase {
	text := answer.Trim(o.Text)
	if len(text) > 40 || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return result.Phrase{}
	}
	missing := result.Say("; --missing %s makes it no answer", layout.ShellQuote(text))
	if o.Kind != answer.Invalid {
		return missing
	}
	return result.Say("%s, --value %s gives it a score", missing, layout.ShellQuote(text+"=N"))
}

// times tells how often something was met, unless it was once.
func times(n int64) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(" × %d", n)
}

func (s *item) badCells(role dataset.Role, bad *texts.BadCell) result.Warning {
	source := bad.First.Source
	return result.Warn("invalid_"+string(role), "column %s: %s %s%s",
		s.columns[source].Header(role), answer.Quote(bad.Text, 40), result.Reason(wrongCell(role, bad)), others(bad.Rows-1)).At(s.set.Tables[source].Name, bad.First.Line)
}

// wrongCell says in few words what is wrong with a cell.
func wrongCell(role dataset.Role, bad *texts.BadCell) string {
	if role == texts.Respondent || role == texts.Time && bad.Why != "is not a time" {
		return bad.Why
	}
	return "is not " + map[dataset.Role]string{texts.Time: "a time", texts.Weight: "a weight", texts.Count: "a number of answers"}[role]
}

// others tells of further rows like the one that is shown.
func others(n int64) result.Phrase {
	if n == 0 {
		return result.Phrase{}
	}
	return result.Say("; nor is that of %d other rows with an answer", n)
}

func (s *item) repeats(r texts.Looked) result.Warning {
	among, of := result.Phrase{}, result.Say("each")
	if s.Cut != "" {
		of = result.Say("each in every %s", result.Word(s.Cut))
	}
	if !r.All {
		among = result.Say(" among the first %d", r.Looked)
	}
	source := r.First.Source
	if r.Rows == 1 {
		return result.Warn("repeated_respondents", "column %s: 1 row%s repeats a respondent, and counts as well; --dedup latest keeps one answer of %s", s.respondents(source), among, of).
			At(s.set.Tables[source].Name, r.First.Line)
	}
	return result.Warn("repeated_respondents", "column %s: %s%s repeat a respondent, and all of them count; --dedup latest keeps one answer of %s",
		s.respondents(source), kind.HowMany(r.Rows, "row"), among, of).At(s.set.Tables[source].Name, r.First.Line)
}

// respondents names the columns of a source that name respondents.
func (s *item) respondents(source int) string {
	var names []string
	for i := range max(1, len(s.Respondent)) {
		names = append(names, s.columns[source].Header(texts.RespondentPart(i)))
	}
	return strings.Join(names, ", ")
}

// dataKey turns the name of a flag into a key of a document.
func dataKey(flag string) string { return strings.ReplaceAll(flag, "-", "_") }

package dataset

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A keyKind is what sort of key a text is, as far as the text alone tells: a word may be anybody's name.
type keyKind string

const (
	blankKey  keyKind = ""
	wordKey   keyKind = "word"
	numberKey keyKind = "number"
	dateKey   keyKind = "date"
	addressed keyKind = "address"
	codeKey   keyKind = "code" // a word with digits in it
)

// keyKinds tells texts apart by what sort of key they are. The names of periods are of the kind of the period.
type keyKinds struct{ reader *dates.Reader }

func newKeyKinds() keyKinds {
	reader, err := dates.NewReader(dates.Writing{Order: dates.DayFirst})
	if err != nil { // then nothing is a date
		return keyKinds{}
	}
	return keyKinds{reader}
}

func (k keyKinds) of(text string) keyKind {
	text = answer.Trim(text)
	if text == "" {
		return blankKey
	}
	if dates.IsMonth(strings.TrimSuffix(strings.ToLower(text), ".")) {
		return keyKind(dates.Month)
	}
	if strings.ContainsFunc(text, unicode.IsDigit) {
		if p, _, rest, ok := dates.Within(text); ok && rest == "" && p != dates.Day {
			return keyKind(p)
		}
	}
	if isQuarterName(text) {
		return keyKind(dates.Quarter)
	}
	if answer.IsNumber(text) {
		return numberKey
	}
	if k.reader != nil {
		if _, reading, ok := k.reader.Parse([]byte(text)); ok || reading != dates.Plain {
			return dateKey
		}
	}
	switch {
	case IsAddress(text) || strings.Contains(text, "@"):
		return addressed
	case strings.ContainsFunc(text, unicode.IsDigit):
		return codeKey
	}
	return wordKey
}

// isQuarterName tells whether a text is Q1 or the like, and of no year.
func isQuarterName(text string) bool {
	return len(text) == 2 && strings.ContainsRune("QqTt", rune(text[0])) && text[1] >= '1' && text[1] <= '4'
}

// isPeriod tells whether a key is the name of a period: a few of them are enough to see what others are not.
func (k keyKind) isPeriod() bool {
	return slices.Contains(dates.Periods(), dates.Period(k)) || k == dateKey
}

// rank orders kinds: periods before all others, the shorter ones first.
func (k keyKind) rank() int {
	order := []keyKind{dateKey, keyKind(dates.Week), keyKind(dates.Month), keyKind(dates.Quarter), keyKind(dates.Year), numberKey, addressed, codeKey, wordKey}
	if i := slices.Index(order, k); i >= 0 {
		return i
	}
	return len(order)
}

// strangers finds rows whose label is no key of the kind that those of all others are, such as a target below the ids of answers, or
// a quarter among months, and which have nothing but that and numbers where all others have more.
func (s *Totaling) strangers() (label int, texts []string) {
	kinds := newKeyKinds()
	for i := range s.Table.Headers {
		if !s.Names(i) || s.tells(i) {
			continue
		}
		odd, usual := s.oddKeys(kinds, i)
		if len(odd) == 0 || !s.standOut(kinds, usual, odd, i) {
			continue
		}
		for _, n := range odd {
			if text := answer.Trim(s.Rows[n][i]); !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
		return i, texts
	}
	return None, nil
}

// oddKeys lists the rows whose key is of another kind than that of all others, which are ids or the names of periods.
func (s *Totaling) oddKeys(kinds keyKinds, column int) (odd []int, most keyKind) {
	const mostOdd = 4 // one of so many rows
	var by map[keyKind][]int
	by, most = s.byKind(kinds, column)
	usual := by[most]
	switch {
	case most == blankKey || most == wordKey, len(by) < 2, len(usual) < 2 || !most.isPeriod() && (len(usual) < fewestNames || !s.differ(usual, column)):
		return nil, most
	}
	for n, row := range s.Rows {
		if slices.Contains(usual, n) {
			continue
		}
		text := answer.Trim(row[column])
		if text == "" || layout.Nobody()[text] || most == dateKey && kinds.of(text) == numberKey { // a day that a spreadsheet wrote as a number
			return nil, most
		}
		odd = append(odd, n)
	}
	if len(odd) > len(usual) || mostOdd*len(odd) > len(s.Rows) && !most.isPeriod() {
		return nil, most
	}
	return odd, most
}

// byKind sorts rows by the kinds of their keys, and tells which is that of most. Texts that are written alike are of one kind, whatever
// each of them alone may be, and codes of that kind are of none with others.
func (s *Totaling) byKind(kinds keyKinds, column int) (by map[keyKind][]int, most keyKind) {
	by = make(map[keyKind][]int)
	forms := make(map[string]map[keyKind]int)
	type formedKey struct {
		form string
		kind keyKind
	}
	texts := make(map[string]formedKey) // few texts stand in many rows
	for _, row := range s.Rows {
		text, again := texts[row[column]]
		if !again {
			text = formedKey{FormOf(row[column]), kinds.of(row[column])}
			texts[row[column]] = text
		}
		if forms[text.form] == nil {
			forms[text.form] = make(map[keyKind]int)
		}
		forms[text.form][text.kind]++
	}
	for n, row := range s.Rows {
		form, kind, rows := texts[row[column]].form, blankKey, 0
		for k, times := range forms[form] {
			if rows += times; times > forms[form][kind] || times == forms[form][kind] && k.rank() > kind.rank() {
				kind = k
			}
		}
		if kind == codeKey && 4*rows >= 3*len(s.Rows) {
			kind += keyKind(" " + form)
		}
		by[kind] = append(by[kind], n)
	}
	for kind, rows := range by { // of periods as many as others, the shorter are summed up by the longer
		if of := len(by[most]); len(rows) > of || len(rows) == of && kind.rank() < most.rank() {
			most = kind
		}
	}
	return by, most
}

// differ tells whether some rows have another text each in some columns, as ids are.
func (s *Totaling) differ(rows []int, columns ...int) bool {
	seen := make(map[string]bool, len(rows))
	for _, n := range rows {
		id := ""
		for _, i := range columns {
			id += wordOf(s.Rows[n][i]) + "\x00"
		}
		seen[id] = true
	}
	return len(seen) == len(rows)
}

// standOut tells whether rows have nothing but a label and numbers, and others have more; or stand at an end of the table, where
// there is no more to have, and a word where others have ids.
func (s *Totaling) standOut(kinds keyKinds, usual keyKind, odd []int, label int) bool {
	heads, figures, words := make([]headed, len(odd)), true, true
	for i, n := range odd {
		text := s.Rows[n][label]
		heads[i] = headed{row: n}
		figures = figures && tellsFigure(kinds, text)
		words = words && kinds.of(text) == wordKey
	}
	if figures && (len(odd) > 1 || s.atEnd(odd)) && (!usual.isPeriod() || !words) {
		return true
	}
	if slices.ContainsFunc(odd, func(n int) bool { return !s.bare(n, label) || s.identified(n, label) }) {
		return false
	}
	return len(s.lacking(heads)) > 0 || (words || usual.isPeriod()) && s.atEnd(odd)
}

// identified tells whether a row has an id beside its label, as all others have.
func (s *Totaling) identified(at, label int) bool {
	for i, header := range s.Table.Headers {
		if i != label && answer.Trim(s.Rows[at][i]) != "" && (layout.NamesID(header) || slices.Contains(frameWords()["number"], wordOf(header))) {
			return true
		}
	}
	return false
}

// tellsFigure tells whether a text that stands in the place of an id says what its row holds: a figure of others, or those of a period.
func tellsFigure(kinds keyKinds, text string) bool {
	_, may := HeadsSum(text)
	kind := kinds.of(text)
	return may || NamesFigure(text) || isFigureName(text) || NamesPlan(text) || kind.isPeriod() && kind != dateKey
}

// Strangers finds rows whose label is none of the kind that those of all others are, and no word has to say so.
func (s *Totaling) Strangers() (label int, texts []string) { return s.strangers() }

// atEnd tells whether rows are the first ones, or the last ones of all.
func (s *Totaling) atEnd(rows []int) bool {
	n := len(rows)
	return rows[n-1] == n-1 || s.Table.Whole && rows[0] == len(s.Rows)-n
}

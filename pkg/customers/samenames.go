package customers

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// foldName is a name in small letters, with one blank between its words.
func foldName(name []byte) []byte { return bytes.ToLower(bytes.Join(bytes.Fields(name), []byte(" "))) }

// spelled are names as the ledger meets them.
func (s *audit) spelled(names []string) []string {
	if !s.oneName {
		return names
	}
	folded := make([]string, len(names))
	for i, name := range names {
		folded[i] = string(foldName([]byte(name)))
	}
	return folded
}

// findSameNames finds out whether customers are the same whose names differ only in capital letters and blanks: who is written in
// two ways would be lost and come anew. Where an address or an id beside them is the same, they are; else it asks.
func (s *audit) findSameNames() error {
	s.oneName = s.SameNames == flags.Yes && !s.eachRow
	if !s.SameNames.Open() || s.eachRow {
		return nil
	}
	written := make(map[string]writtenName)
	for i, t := range s.set.Tables {
		at := s.columns[i].at(ledger.Customer)
		if at == none || !isOfNames(t, at, s.shape) {
			continue
		}
		beside := t.Those(func(j int) bool { return j != at && tellsWho(t, j, s.shape) })
		for _, row := range t.Rows {
			name := answer.Trim(cellOf(row, at))
			key := string(foldName([]byte(name)))
			if !isName(name) {
				continue
			}
			now := writtenName{name: name, row: row}
			before, known := written[key]
			switch {
			case !known:
				written[key] = now
			case before.name == name:
			case now.sharesOne(before, beside):
				s.oneName, s.foundNames = true, true
			default:
				return s.askSameNames(t, i, before.name, name)
			}
		}
	}
	return nil
}

// A writtenName is how a name was first written, and its row.
type writtenName struct {
	name string
	row  []string
}

// sharesOne tells whether two rows have the same text in one of some columns, and nowhere different ones.
func (a writtenName) sharesOne(b writtenName, columns []int) bool {
	same := false
	for _, i := range columns {
		x, y := answer.Trim(cellOf(a.row, i)), answer.Trim(cellOf(b.row, i))
		switch {
		case x == "" || y == "":
		case !strings.EqualFold(x, y):
			return false
		default:
			same = true
		}
	}
	return same
}

// isName tells whether a text may be a name: ids are short words with numbers, or letters of any case, and case may tell them apart.
func isName(text string) bool {
	if words := strings.Fields(text); len(words) != 1 {
		return len(words) > 1
	}
	_, first := utf8.DecodeRuneInString(text)
	written := text == strings.ToUpper(text) || strings.ToLower(text[first:]) == text[first:]
	return written && utf8.RuneCountInString(text) >= shortestName && !strings.ContainsAny(text, "0123456789_-@")
}

// shortestName is how many letters a name of one word has.
const shortestName = 4

// isOfNames tells whether a column of customers holds their names.
func isOfNames(t *dataset.Table, column int, shape ledger.Shape) bool {
	r, ok := layout.RatingOf(layout.Customer, string(shape), t.Headers[column])
	return (!ok || r.Rank > idRank || strings.Contains(strings.Join(t.Sample(column), ""), " ")) && !t.Addresses(column)
}

// tellsWho tells whether a column holds what only one customer has: an address, an id, a number of taxes.
func tellsWho(t *dataset.Table, column int, shape ledger.Shape) bool {
	r, ok := layout.RatingOf(layout.Customer, string(shape), t.Headers[column])
	_, taxes := layout.RatingOf(layout.TaxNumber, string(shape), t.Headers[column])
	return t.Addresses(column) || taxes || ok && r.Rank <= idRank
}

func (s *audit) askSameNames(t *dataset.Table, table int, one, other string) error {
	e := problem.Usage("%s: column %s holds %s and %s, which may be the same customer; say with --same-names whether they are",
		t.Name, s.columns[table].header(ledger.Customer), answer.Quote(one, 40), answer.Quote(other, 40))
	e.Flags = []string{"--same-names"}
	e.Hint = "--same-names=false if each spelling is a customer of its own"
	return e
}

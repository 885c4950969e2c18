package customers

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/roll"
)

// mostIDDigits bounds how long a number of a spreadsheet is written out as an id.
const mostIDDigits = 24

// plainID is the form of an id that is the same whatever a spreadsheet has made of it: without zeros before it, an apostrophe, or
// decimals of nothing, and 1E+05 written out. What is no number stays as it is.
//
//	"00123", "123", "123.0", "'00123"   are "123"
func plainID(text string) string {
	plain := strings.TrimPrefix(answer.Trim(text), "'")
	if isScientific(plain) {
		if n, ok := new(big.Float).SetString(plain); ok && n.IsInt() {
			if whole := n.Text('f', 0); len(whole) <= mostIDDigits {
				return whole
			}
		}
		return text
	}
	if whole, ok := roll.Whole(plain); ok {
		return whole
	}
	return text
}

// isScientific tells whether a text is a number as spreadsheets shorten those that are long: 1.23E+11.
func isScientific(text string) bool {
	mantissa, exponent, found := strings.Cut(strings.ToUpper(text), "E+")
	return found && mantissa != "" && exponent != "" && strings.Trim(mantissa, "0123456789.,") == "" && strings.Trim(exponent, "0123456789") == "" && len(exponent) < 3
}

// longestShown is the number of digits up to which spreadsheets show whole numbers.
const longestShown = 11

// isCut tells whether a shortened number has lost digits: it stands for one that spreadsheets do not show whole.
func isCut(text string) bool {
	_, exponent, _ := strings.Cut(strings.ToUpper(text), "E+")
	n, err := strconv.Atoi(exponent)
	return err == nil && n >= longestShown
}

// damagedIDs asks whether ids are the same that differ only in what a spreadsheet does to them: who is written in two ways would
// be lost and come anew.
func (s *audit) damagedIDs() error {
	if !s.PlainIDs.Open() || s.eachRow {
		return nil
	}
	written := make(map[string]string)
	for i, t := range s.set.Tables {
		at := s.columns[i].at(ledger.Customer)
		if at == none {
			continue
		}
		for _, text := range t.Sample(at) {
			text = answer.Trim(text)
			plain := plainID(text)
			other, known := written[plain]
			switch {
			case isScientific(text) && isCut(text):
				return problem.Failure("%s: column %s holds %s, which a spreadsheet has made of an id: the last digits are gone, so several customers may have become one; export the file again, and do not save it from a spreadsheet",
					t.Name, s.columns[i].header(ledger.Customer), answer.Quote(text, 40)).Advise("--plain-ids=false takes each spelling for a customer of its own")
			case isScientific(text):
				return s.askPlainIDs(t, i, fmt.Sprintf("holds %s, which a spreadsheet has made of an id, and ids that differ in the last digits may have become one", answer.Quote(text, 40)), plain)
			case known && other != text:
				return s.askPlainIDs(t, i, fmt.Sprintf("holds %s and %s, which a spreadsheet may have made of the same id", answer.Quote(other, 40), answer.Quote(text, 40)), plain)
			}
			written[plain] = text
		}
	}
	return nil
}

func (s *audit) askPlainIDs(t *dataset.Table, table int, why, plain string) error {
	e := problem.Usage("%s: column %s %s; say with --plain-ids whether they are the same customer", t.Name, s.columns[table].header(ledger.Customer), why)
	e.Flags = []string{"--plain-ids"}
	e.Hint = "--plain-ids=false if each spelling is a customer of its own, and not all are " + answer.Quote(plain, 40)
	return e
}

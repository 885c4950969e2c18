package customers

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostVouchers is how many texts, whatever numbers are in them, a column has that says what rows are.
const mostVouchers = 40

// vouchers asks where a column says that rows are credit notes, payments or quotes, whose header tells of no such thing:
// they would be orders.
func (s *audit) vouchers(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Transaction || cs.has(ledger.Type) {
		return nil
	}
	rows := s.meeting(t, cs)
	for i, header := range t.Headers {
		if cs.Taken(i) || s.asksOf(t, i) || tellsOther(header) || !layout.TellsOf(layout.VoucherWord, header) && !layout.TellsOf(layout.LooseVoucher, header) {
			continue
		}
		says, n := s.noOrders(t, cs, rows, i)
		if n == 0 || n == len(rows) {
			continue
		}
		e := problem.Usage("%s: column %s says of rows that they are no orders: %s in %d of %d", t.Name, t.Header(i), says, n, len(rows))
		e.Hint = dataset.TakesAll(t.Reference(i))
		e.Senses = []problem.Sense{{Says: "its texts say what rows are", Flags: s.asOrders("--type", t.Reference(i))}}
		return e
	}
	return nil
}

// asOrders adds to flags that rows are orders, where nobody has said so: a type of rows may be one of movements.
func (s *audit) asOrders(flags ...string) []string {
	if s.found {
		return append(flags, "--shape", string(ledger.Transaction))
	}
	return flags
}

// tellsOther tells whether a header is that of a state, a way to pay or a reason, whose words mean something else there.
func tellsOther(header string) bool {
	return layout.TellsOf(layout.StateWord, header) || layout.TellsOf(layout.WayWord, header) || layout.IsAsideHeader(layout.RefusesHeader, header)
}

// noOrders counts the rows that a column says are no orders, and that would be, and names the first of its texts. Somewhere
// in it has to be an order, or words that go back on nothing but money.
func (s *audit) noOrders(t *dataset.Table, cs columns, rows [][]string, column int) (says string, n int) {
	texts := textsWithoutNumbers(rows, column)
	if texts == nil {
		return "", 0
	}
	numbered := func(row []string) bool { return strings.ContainsFunc(row[column], unicode.IsDigit) }
	var codes ledger.Codes
	if !slices.ContainsFunc(rows, numbered) { // RE1001 is the number of an invoice
		codes = ledger.CodesOf(texts)
	}
	orders, casual, invoiced, sure := false, false, false, false
	for _, text := range texts {
		switch is := codes.VoucherOf(text); is {
		case ledger.VoucherInvoice:
			orders, invoiced = true, true
		case ledger.VoucherRefund: // in words of its own: a return may be a way to travel
			sure = sure || ledger.VoucherOf("x "+text) == is
		default:
			sale := is == ledger.VoucherSale || is == ledger.VoucherPaying
			orders, casual = orders || sale && !ledger.IsCasual(text), casual || sale
		}
	}
	_, product := layout.RatingOf(words(ledger.Product), "", t.Headers[column])
	loose := !layout.TellsOf(layout.VoucherWord, t.Headers[column]) // what stands there may be a remark
	for _, row := range rows {
		is := codes.VoucherOf(row[column])
		if product && is != ledger.VoucherRefund || !plainly(codes, row[column], is) || loose && codes.VoucherOf(strings.Fields(row[column])[0]) != is {
			continue
		}
		odd := is == ledger.VoucherRefund && (orders || sure) && !s.below(t, cs, row) || is == ledger.VoucherOther && (orders || casual && ledger.IsPromise(row[column])) || is == ledger.VoucherPaying && invoiced
		if odd {
			if n++; n == 1 {
				says = answer.Quote(answer.Trim(row[column]), 40)
			}
		}
	}
	return says, n
}

// mostWords is how many words a text has that says what a row is; more are a remark about it.
const mostWords = 5

// plainly tells whether a text says what a row is, and does not speak of it: a payment is one where the word comes first.
func plainly(codes ledger.Codes, text string, is ledger.Voucher) bool {
	all := strings.Fields(text)
	return len(all) > 0 && len(all) <= mostWords && (is == ledger.VoucherRefund || codes.VoucherOf(all[0]) == is || ledger.VoucherOf("x "+text) != is)
}

// below tells whether the amount of a row is below zero, so that it is taken off as it stands.
func (s *audit) below(t *dataset.Table, cs columns, row []string) bool {
	if !cs.has(ledger.Amount) || s.Amount == noColumn {
		return false
	}
	a, ok := moneyOf(cellOf(row, cs.at(ledger.Amount)), t.Decimal)
	return ok && a < money.Amount(0)
}

// textsWithoutNumbers lists the different texts of a column without the numbers in them; nil where there are too many to say
// what rows are, or no words.
func textsWithoutNumbers(rows [][]string, column int) (texts []string) {
	seen := make(map[string]bool)
	for _, row := range rows {
		text := withoutNumbers(row[column])
		if text == "" || seen[text] {
			continue
		}
		if seen[text] = true; len(seen) > mostVouchers {
			return nil
		}
		texts = append(texts, text)
	}
	if !slices.ContainsFunc(texts, func(text string) bool { return strings.IndexFunc(text, unicode.IsLetter) >= 0 }) {
		return nil
	}
	return texts
}

func withoutNumbers(text string) string {
	return answer.Trim(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text))
}

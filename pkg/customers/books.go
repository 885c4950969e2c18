package customers

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// besideBooks doubts an account that was found for the customer: in an export of the books it is what money is sorted by,
// "200" or "4000 Sales", and who pays stands beside it. Names of such accounts decide; numbers alone are a question, since
// customers have such numbers too.
func besideBooks(t *dataset.Table, search dataset.Search, f dataset.Found) dataset.Found {
	if !f.Sure {
		return withoutBooks(t, f)
	}
	account := f.Columns[0]
	if !isHeader(layout.Account, t.Headers[account]) {
		return f
	}
	named, free := holdsBooks(t.Sample(account)), search.Free
	search.Free = func(i int) bool { return free(i) && i != account }
	party := t.Find(dataset.Search{Role: layout.Party, Free: search.Free})
	switch {
	case named && len(party.Columns) > 0:
		return dataset.Found{Columns: party.Columns, Sure: len(party.Columns) == 1, Why: "column " + t.Header(account) + " holds accounts of the books"}
	case named:
		if f = t.Find(search); len(f.Columns) == 0 {
			f.Unsure, f.Columns = true, t.Those(func(i int) bool {
				return search.Free(i) && layout.IsAsideHeader(layout.BookParty, t.Headers[i]) && !t.Blank(i)
			})
		}
		return f
	case len(party.Columns) == 0 && every(t.Sample(account), isRound):
		return dataset.Found{Columns: f.Columns, Unsure: true}
	case len(party.Columns) == 0, t.Split(account, party.Columns[0]):
		return f
	case !every(t.Sample(account), isNumbered) && t.Split(party.Columns[0], account):
		return f // several people of one customer
	}
	return dataset.Found{Columns: append(party.Columns, account)}
}

// withoutBooks leaves accounts of the books out of several columns that could hold the customer.
func withoutBooks(t *dataset.Table, f dataset.Found) dataset.Found {
	columns := slices.DeleteFunc(slices.Clone(f.Columns), func(i int) bool {
		return isHeader(layout.Account, t.Headers[i]) && holdsBooks(t.Sample(i))
	})
	if len(columns) == 0 || len(columns) == len(f.Columns) {
		return f
	}
	f.Columns, f.Sure = columns, len(columns) == 1 && !f.Unsure
	f.Why = "the other columns hold accounts of the books"
	return f
}

// asksBooks tells whether it is asked whether an account is the customer, or who pays beside it.
func asksBooks(t *dataset.Table, f dataset.Found) bool {
	n := len(f.Columns)
	return n > 1 && isHeader(layout.Account, t.Headers[f.Columns[n-1]]) && isHeader(layout.Party, t.Headers[f.Columns[0]])
}

func isHeader(role layout.Role, header string) bool {
	r, ok := layout.RatingOf(role, "", header)
	return ok && r.Sure
}

// every tells whether all texts that are not blank are so, and some are.
func every(texts []string, is func(text string) bool) bool {
	filled := slices.DeleteFunc(slices.Clone(texts), isBlank)
	return len(filled) > 0 && !slices.ContainsFunc(filled, func(text string) bool { return !is(text) })
}

// holdsBooks tells whether texts are the names of accounts of the books: all of them, or some beside numbers that all have, or one that
// nobody else is called by.
func holdsBooks(texts []string) bool {
	return every(texts, isBooked) || every(texts, isNumbered) && slices.ContainsFunc(texts, isBooked) ||
		slices.ContainsFunc(texts, func(text string) bool { return layout.IsAsideHeader(layout.BooksAccount, text) })
}

// isBooked tells whether a text has the words of an account of the books.
func isBooked(text string) bool { return isHeader(layout.Bookkept, text) }

// isRound tells whether a text is a number as books give their accounts, and counting gives no customers: 4000, 4010.
func isRound(text string) bool {
	text = answer.Trim(text)
	return isNumbered(text) && strings.HasSuffix(text, "0") && len(text) >= 4 && !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

// isNumbered tells whether a text is, or begins with, the number of an account as books have them, three to six digits.
func isNumbered(text string) bool {
	text = answer.Trim(text)
	rest := strings.TrimLeft(text, "0123456789.")
	digits := len(text) - len(rest)
	return digits >= 3 && digits <= 6 && (rest == "" || strings.ContainsRune(" -:\t", rune(rest[0])) || rest[0] >= utf8.RuneSelf)
}

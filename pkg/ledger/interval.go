package ledger

import "strings"

// A monthly is what makes an amount per interval an amount per month: amount · num / den.
type monthly struct{ num, den int64 }

var perMonth = monthly{1, 1}

// everyNth makes an interval n times as long.
func (m monthly) everyNth(n int64) monthly { return monthly{m.num, m.den * n} }

// maxIntervals bounds how many intervals may lie between two bills.
const maxIntervals = 1200

// oneTimeWords are intervals that do not come again.
const oneTimeWords = "once|one time|onetime|one off|oneoff|lifetime|single|non recurring|one time payment"

// intervalOf reads a billing interval: "month", "yearly", "3 months", "every 2 weeks", "P1Y",
// "month_3". A year is 12 months, a quarter 3, a week 12/52 and a day 12/365 of a month. ok is false
// for unknown words; oneTime tells that there is nothing to bring to a month.
func intervalOf(text []byte) (m monthly, oneTime, ok bool) {
	plain := plainWords(text)
	if isOneOf(plain, oneTimeWords) {
		return monthly{}, true, true
	}
	count, unit := int64(1), ""
	for word := range strings.FieldsSeq(joined.Replace(isoDuration(plain))) {
		n, isNumber := smallNumber(word)
		switch {
		case isNumber && n > 0 && count == 1:
			count = n
		case isOneOf(word, "every|each|per|a|all"):
		case unit == "" && !isNumber:
			unit = word
		default:
			return monthly{}, false, false
		}
	}
	m = meaning(unit, unitWords)
	return m.everyNth(count), false, m != monthly{}
}

// IsInterval tells whether a text is a billing interval, or a word for what does not come again.
func IsInterval(text string) bool {
	_, _, ok := intervalOf([]byte(text))
	return ok
}

// joined are words that are written apart as well: semi-annual, half year.
var joined = strings.NewReplacer("semi ", "semi", "half ", "half", "bi ", "bi")

// isoDuration writes p3m as 3 m, and 3m or 3months likewise.
func isoDuration(plain string) string {
	digits := strings.TrimPrefix(plain, "p")
	if digits == "" || digits[0] < '0' || digits[0] > '9' {
		return plain
	}
	n := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	if n < 0 {
		return plain
	}
	return digits[:n] + " " + digits[n:]
}

func smallNumber(word string) (n int64, ok bool) {
	for _, c := range word {
		if c < '0' || c > '9' {
			return 0, false
		}
		if n = n*10 + int64(c-'0'); n > maxIntervals {
			return 0, false
		}
	}
	return n, word != ""
}

// unitWords are the words for units of time, by what makes an amount per unit one per month.
var unitWords = map[monthly]string{
	{365, 12}: "d|day|days|daily",
	{52, 12}:  "w|week|weeks|weekly",
	{26, 12}:  "biweekly|fortnight|fortnightly",
	perMonth:  "m|mo|mon|month|months|monthly|mensual|месяц|місяць",
	{1, 3}:    "q|quarter|quarters|quarterly|trimestral",
	{1, 6}:    "semiannual|semiannually|halfyearly|halfyear|biannual|semestral",
	{1, 12}:   "y|yr|year|years|yearly|annual|annually|anual|год|рік",
}

package dates

import (
	"bytes"
	"unicode/utf8"
)

// halfDays are the marks of the halves of the day in other languages than English, with the hours to add: Turkish, German,
// Ukrainian, Greek, Chinese, Japanese and Korean, as exports of those languages have them.
var halfDays = [...]struct {
	mark  string
	hours int
}{
	{"ÖÖ", 0}, {"öö", 0}, {"ÖS", 12}, {"ös", 12}, {"vorm.", 0}, {"nachm.", 12}, {"дп", 0}, {"пп", 12}, {"π.μ.", 0}, {"μ.μ.", 12}, {"πμ", 0}, {"μμ", 12},
	{"上午", 0}, {"下午", 12}, {"午前", 0}, {"午後", 12}, {"오전", 0}, {"오후", 12},
}

// foreignHalf takes such a mark, with the blanks around it.
func foreignHalf(c *cursor) (half int, found bool) {
	mark := *c
	mark.blanks()
	if first := mark.peek(); first < utf8.RuneSelf && first != 'v' && first != 'n' {
		return 0, false // as nearly all
	}
	for _, h := range halfDays {
		if rest, is := bytes.CutPrefix(mark.rest, []byte(h.mark)); is {
			c.rest = rest
			c.blanks()
			return h.hours, true
		}
	}
	return 0, false
}

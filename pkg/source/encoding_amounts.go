package source

import "strings"

// moneySigns stand beside the digits of amounts, in any language.
const moneySigns = "€£¥"

// A touch is how a byte beyond ASCII stands to digits. Bytes tell it, since digits are the same in all code pages.
type touch struct {
	before, behind bool // a digit stands right there
	near           bool // one does, maybe beyond a space, a sign or a point, and no letter is between
	alone          bool // no letter stands beside it
}

func touchAt(text []byte, i int) touch {
	at := func(j int) byte {
		if j < 0 || j >= len(text) {
			return 0
		}
		return text[j]
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	t := touch{before: digit(at(i - 1)), behind: digit(at(i + 1))}
	t.near = t.before || t.behind ||
		strings.IndexByte(" \xa0", at(i-1)) >= 0 && digit(at(i-2)) ||
		strings.IndexByte(" \xa0+-.", at(i+1)) >= 0 && digit(at(i+2))
	t.alone = !letter(at(i-1)) && !letter(at(i+1))
	return t
}

// isAmount tells whether a character stands as in amounts: a sign of money beside digits, a fraction behind them, and
// a blank that sets thousands apart or the sign of money off.
func isAmount(r rune, t touch) bool {
	switch {
	case !t.alone || !t.near:
		return false
	case strings.ContainsRune(moneySigns, r):
		return !t.before || !t.behind
	case r == '\u00a0':
		return t.before || t.behind
	}
	return t.before && strings.ContainsRune("½¼¾", r)
}

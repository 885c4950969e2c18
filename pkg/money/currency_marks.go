package money

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// unwrap takes brackets, signs and currency marks off a number, in any order from the outside in.
func unwrap(body []byte) (rest []byte, n Written, err error) {
	minus, marked := 0, 0
	if len(body) > 1 && body[0] == '(' && body[len(body)-1] == ')' {
		body = bytes.TrimFunc(body[1:len(body)-1], isSpace)
		minus++
	}
	for progress := true; progress; {
		progress = false
		if inner, negative, ok := cutSign(body); ok {
			body, progress = bytes.TrimFunc(inner, isSpace), true
			minus += negative
		}
		if inner, mark := cutMark(body); mark != "" {
			code, sign, ok := markOf(mark)
			if marked++; !ok || marked > 1 {
				return nil, Written{}, ErrNotAmount
			}
			body, n.Currency, n.Sign, progress = bytes.TrimFunc(inner, isSpace), code, sign, true
		}
	}
	if minus > 1 {
		return nil, Written{}, ErrNotAmount
	}
	n.negative = minus == 1
	return body, n, nil
}

// cutSign cuts one sign off the front, or a minus off the end.
func cutSign(body []byte) (rest []byte, negative int, ok bool) {
	switch {
	case bytes.HasPrefix(body, []byte("+")):
		return body[1:], 0, true
	case bytes.HasPrefix(body, []byte("-")):
		return body[1:], 1, true
	case bytes.HasPrefix(body, []byte("\u2212")):
		return body[len("\u2212"):], 1, true
	case len(body) > 1 && bytes.HasSuffix(body, []byte("-")):
		return body[:len(body)-1], 1, true
	}
	return body, 0, false
}

// cutMark cuts the letters and currency signs off one end. Between them and the number there may be
// a space. The power of ten of 1.5E3 is no mark, because it stands between digits.
func cutMark(body []byte) (rest []byte, mark string) {
	if at := markLength(body); at > 0 && at < len(body) {
		return body[at:], string(body[:at])
	}
	start := len(body)
	for start > 0 {
		r, size := utf8.DecodeLastRune(body[:start])
		if !isMark(r) && !(r == '.' && start == len(body) && endsInLetter(body[:start-size])) {
			break
		}
		start -= size
	}
	if start == 0 || start == len(body) {
		return body, ""
	}
	return body[:start], string(body[start:])
}

// markLength returns how many bytes of the front are letters and currency signs, with a full stop
// behind letters: "Rs.".
func markLength(body []byte) int {
	at := 0
	for at < len(body) {
		r, size := utf8.DecodeRune(body[at:])
		if !isMark(r) {
			if r == '.' && at > 0 && endsInLetter(body[:at]) {
				at += size
			}
			break
		}
		at += size
	}
	return at
}

func endsInLetter(b []byte) bool {
	r, _ := utf8.DecodeLastRune(b)
	return unicode.IsLetter(r)
}

func isMark(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.Is(unicode.Sc, r))
}

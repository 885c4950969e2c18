package money

import "bytes"

// MarkOf tells which mark is the decimal one of an amount, '.' or ',', by the text alone; it is 0 where there is
// none. sure is false where the mark may as well stand between thousands, as in 1.234.
func MarkOf(text []byte) (mark byte, sure bool) {
	if !bytes.ContainsAny(text, ",.") {
		return 0, false
	}
	body, _, err := unwrap(bytes.TrimFunc(text, isSpace))
	if err != nil {
		return 0, false
	}
	if body, _, err = cutExponent(body); err != nil {
		return 0, false
	}
	last := bytes.LastIndexAny(body, ",.")
	if last < 0 {
		return 0, false
	}
	mark = body[last]
	whole, behind := body[:last], body[last+1:]
	switch {
	case bytes.IndexByte(whole, mark) >= 0: // it stands there again, so it groups
		if !wholeGroups(bytes.Split(body, []byte{mark})) {
			return 0, false
		}
		return otherMark(mark), true
	case !allDigits(behind):
		return 0, false
	case !allDigits(whole): // another mark groups
		_, err := ungroup(whole, mark)
		return mark, err == nil
	}
	return mark, len(behind) != 3 || len(whole) == 0 || len(whole) > 3 || whole[0] == '0'
}

func otherMark(mark byte) byte {
	if mark == '.' {
		return ','
	}
	return '.'
}

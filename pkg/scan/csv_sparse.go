package scan

import "bytes"

// sparse takes blocks with few quotes. It goes from one to the next and looks for separators, or
// only for line ends, between those outside only.
func (k *kernelState) sparse(f *byteFinder, text, seps, ends []byte) (blocks int) {
	clear(seps)
	clear(ends)
	at, sound := k.begin(text)
	for sound {
		if k.inside == 0 {
			open := k.nextQuote(text, at)
			if k.way == withStops {
				k.stopAtLines(text, ends, at, open)
			} else {
				f.between(text, seps, ends, at, open)
			}
			if open == len(text) {
				break
			}
			if open == 0 && k.separated == 0 || open > 0 && k.separator(text[open-1]) == 0 {
				return open >> 6
			}
			k.stopAtQuote(open)
			at = open + 1
		}
		if at = k.closingQuote(text, at); at == len(text) {
			k.inside = ^uint64(0)
			break
		}
		k.stopAtQuote(at)
		k.inside = 0
		at++
		var bad int
		if bad, sound = k.closing(text, at); !sound {
			return bad >> 6
		}
	}
	if !sound {
		return 0
	}
	k.separated = k.separator(text[len(text)-1])
	return len(ends) >> 3
}

// begin looks at the beginning of a text as at what follows a closing quote, if one was the end
// of the text before. It returns where to go on.
func (k *kernelState) begin(text []byte) (at int, sound bool) {
	closed, closedCR := k.closed, k.closedCR
	k.closed, k.closedCR = 0, 0
	switch {
	case closedCR != 0:
		return 0, text[0] == k.bytes[2]
	case closed != 0 && text[0] == k.bytes[1]:
		k.doubled, k.inside = 1, ^uint64(0)
		k.stopAtQuote(0)
		return 1, true
	case closed != 0:
		_, sound = k.closing(text, 0)
		return 0, sound
	}
	return 0, true
}

// closing looks at what is at a place behind a closing quote. If it must not be there, it returns
// where the trouble is.
func (k *kernelState) closing(text []byte, at int) (bad int, sound bool) {
	switch {
	case at == len(text):
		k.closed = 1
	case k.separator(text[at]) != 0:
	case text[at] != '\r' || k.crlf == 0:
		return at, false
	case at+1 == len(text):
		k.closedCR = 1
	case text[at+1] != k.bytes[2]:
		return at + 1, false
	}
	return 0, true
}

// closingQuote returns where the next quote is that is not doubled, or the end of the text.
func (k *kernelState) closingQuote(text []byte, at int) int {
	at = k.nextQuote(text, at)
	for at+1 < len(text) && text[at+1] == k.bytes[1] {
		k.doubled = 1
		at = k.nextQuote(text, at+2)
	}
	return at
}

// nextQuote returns where the next quote is, or the end of the text.
func (k *kernelState) nextQuote(text []byte, at int) int {
	if k.quoting == 0 {
		return len(text)
	}
	if i := bytes.IndexByte(text[at:], k.bytes[1]); i >= 0 {
		return at + i
	}
	return len(text)
}

// separator returns 1 for a delimiter or line end.
func (k *kernelState) separator(b byte) uint64 {
	if b == k.bytes[0] || b == k.bytes[2] {
		return 1
	}
	return 0
}

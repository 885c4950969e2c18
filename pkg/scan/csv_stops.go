package scan

import "bytes"

// A stop is a line end outside quotes, or a quote around a cell, which stop in pairs.
//
// Where records are long and quotes are few, the portable kernel notes the stops and makes no mask
// of the separators: most of them are in the way to nothing. How many stand before a stop is
// counted while the text is at hand, and those around wanted cells are found later.
type stop struct {
	at         int32 // its place twice, and one more for a line end
	delimiters int32 // outside quotes since the stop before
}

func (s stop) place() int      { return int(s.at >> 1) }
func (s stop) isLineEnd() bool { return s.at&1 != 0 }

// mostStopped is up to how much text has stops.
const mostStopped = 1 << 29

// stops is what a kernel notes of a text instead of the separators.
type stops struct {
	way    stopWay
	origin int    // where the text of the kernel begins
	list   []stop // in the order of the text
	passed int    // delimiters since the last stop
}

// stopWay tells whether a kernel notes stops.
type stopWay byte

const (
	undecided stopWay = iota // the kernel decides
	withMasks
	withStops
)

// A sample for the choice has so many bytes, and so many bytes later there is another one.
const (
	stopSample = 512
	stopStep   = 8 << 10
)

// longRecords is from how many bytes for every line end on records are long.
const longRecords = 128

// rareQuotes is up to how many bytes for every quote stops cost less than masks: beyond, there is too
// little inside quotes to pass over.
const rareQuotes = 192

// choose decides by samples how the separators of a text are to be found.
func (k *kernelState) choose(text []byte) {
	size, quotes, lines := 0, 0, 0
	for at := 0; at < len(text); at += stopStep {
		sample := text[at:min(at+stopSample, len(text))]
		size += len(sample)
		lines += bytes.Count(sample, k.bytes[2:])
		if k.quoting != 0 {
			quotes += bytes.Count(sample, k.bytes[1:2])
		}
	}
	k.way = withMasks
	few := quotes*denseQuotes <= size && quotes*rareQuotes >= size
	if few && lines*longRecords <= size && len(text) < mostStopped {
		k.way = withStops
	}
}

// noteStops is the kernel for text whose separators are not worth a mask.
func (k *kernelState) noteStops(text, ends []byte) (blocks int) {
	n := len(ends) >> 3
	origin := k.origin
	for blocks < n {
		to := min(blocks+segment, n)
		part := text[blocks<<6 : to<<6]
		lines := bytes.Count(part, k.bytes[2:])
		k.origin = origin + blocks<<6
		done := k.sparse(nil, part, nil, ends[blocks<<3:to<<3])
		if blocks += done; blocks < to {
			k.lines += uint64(bytes.Count(part[:done<<6], k.bytes[2:]))
			break
		}
		k.lines += uint64(lines)
	}
	return blocks
}

// stopAtLines notes the line ends of text[at:to], which is outside quotes.
func (k *kernelState) stopAtLines(text, ends []byte, at, to int) {
	for {
		part := text[at:to]
		i := bytes.IndexByte(part, k.bytes[2])
		if i < 0 {
			k.passed += bytes.Count(part, k.bytes[:1])
			return
		}
		k.passed += bytes.Count(part[:i], k.bytes[:1])
		at += i
		ends[at>>3] |= 1 << (at & 7)
		k.stop(at, 1)
		at++
	}
}

// stopAtQuote notes a quote around a cell.
func (k *kernelState) stopAtQuote(at int) {
	k.quoted = true
	if k.way == withStops {
		k.stop(at, 0)
	}
}

// stop notes a stop of a kind, 1 for a line end.
func (k *kernelState) stop(at int, kind int32) {
	k.list = append(k.list, stop{int32(k.origin+at)<<1 | kind, int32(k.passed)})
	k.passed = 0
}

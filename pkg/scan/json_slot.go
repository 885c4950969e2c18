package scan

import "encoding/binary"

// A jsonSlot remembers what stood before a value the last time, as in `,"score": `, and what it
// meant. Programs write their records in one order, so the same is likely to stand there again.
type jsonSlot struct {
	n     int // bytes, 0 when there is nothing to remember
	words [slotWords]uint64
	last  uint64 // which bits of the last word count
	kid   *jsonNode
}

const (
	slotWords = 4
	fastSlots = 32 // values of an object that are remembered
)

// learn remembers text, which leads to the value that kid stands for.
func (l *jsonSlot) learn(text []byte, kid *jsonNode) {
	if l.n = len(text); l.n > 8*slotWords {
		l.n = 0
		return
	}
	var padded [8 * slotWords]byte
	copy(padded[:], text)
	for k := range l.words {
		l.words[k] = binary.LittleEndian.Uint64(padded[8*k:])
	}
	l.last = ^uint64(0) >> (8 * uint(-l.n&7))
	l.kid = kid
}

// fits says whether what was remembered stands in b at place i.
func (l *jsonSlot) fits(b []byte, i int) bool {
	if l.n == 0 || i+8*slotWords > len(b) {
		return false
	}
	at := b[i : i+8*slotWords]
	switch (l.n - 1) / 8 {
	case 0:
		return (binary.LittleEndian.Uint64(at)^l.words[0])&l.last == 0
	case 1:
		return binary.LittleEndian.Uint64(at) == l.words[0] && (binary.LittleEndian.Uint64(at[8:])^l.words[1])&l.last == 0
	case 2:
		return binary.LittleEndian.Uint64(at) == l.words[0] && binary.LittleEndian.Uint64(at[8:]) == l.words[1] &&
			(binary.LittleEndian.Uint64(at[16:])^l.words[2])&l.last == 0
	}
	return binary.LittleEndian.Uint64(at) == l.words[0] && binary.LittleEndian.Uint64(at[8:]) == l.words[1] &&
		binary.LittleEndian.Uint64(at[16:]) == l.words[2] && (binary.LittleEndian.Uint64(at[24:])^l.words[3])&l.last == 0
}

// Package roll calls the roll of customers: what one file says of each of them becomes a label that another file is read
// with, and both are told how many of them they have in common. Names are kept as hashes, so that millions of them fit.
package roll

import (
	"hash/maphash"
)

// A Register is how names are known: all rolls and rows that are held against each other come from one.
type Register struct {
	seed maphash.Seed
	fold bool
}

// NewRegister returns a register. fold says that names are the same where Folded makes them so.
func NewRegister(fold bool) *Register { return &Register{seed: maphash.MakeSeed(), fold: fold} }

// Hash is that of a name, which is trimmed and not blank; it is never 0.
func (g *Register) Hash(name []byte) uint64 {
	if g.fold {
		name = []byte(Folded(string(name)))
	}
	return g.spelling(name)
}

// spelling is the hash of a name as it is written, except for the case of an e-mail address.
func (g *Register) spelling(name []byte) uint64 {
	return max(maphash.Bytes(g.seed, plainAddress(name)), 1)
}

// quires is how many parts a roll has, which are written side by side.
const quires = 256

// A Roll has a word for each of many names. Any number of workers may ask it once it is written.
type Roll struct {
	*Register
	words  []string
	quires [quires]quire
}

// A quire is a part of a roll: hashes of names in open places, and the word of each by its number.
type quire struct {
	n     int
	names []uint64
	words []uint16
}

// Roll returns an empty roll of words.
func (g *Register) Roll(words []string) *Roll { return &Roll{Register: g, words: words} }

// Words are all that somebody may be called, in order.
func (r *Roll) Words() []string { return r.words }

// Len is the number of names.
func (r *Roll) Len() (n int64) {
	for i := range r.quires {
		n += int64(r.quires[i].n)
	}
	return n
}

// Add calls a name by the word with a number, the lower where it is called by one already; same is false where that is another.
func (r *Roll) Add(name string, word int) (same bool) {
	h := r.Hash([]byte(name))
	s := &r.quires[h%quires]
	if at, ok := s.find(h); ok {
		same = s.words[at] == uint16(word)
		s.words[at] = min(s.words[at], uint16(word))
		return same
	}
	s.put(h, uint16(word))
	return true
}

// Of returns what somebody is called, "" where nothing is known.
func (r *Roll) Of(name []byte) string {
	if len(name) == 0 {
		return ""
	}
	h := r.Hash(name)
	s := &r.quires[h%quires]
	if at, ok := s.find(h); ok {
		return r.words[s.words[at]]
	}
	return ""
}

// start is the place where the search for a hash begins. The lowest bits are the same in a quire.
func (s *quire) start(h uint64) uint64 { return h >> 8 & uint64(len(s.names)-1) }

// find returns the place of a hash.
func (s *quire) find(h uint64) (at uint64, ok bool) {
	if s.n == 0 {
		return 0, false
	}
	for at = s.start(h); s.names[at] != 0; at = (at + 1) & uint64(len(s.names)-1) {
		if s.names[at] == h {
			return at, true
		}
	}
	return 0, false
}

// room is how many places so many names need, a power of two.
func room(names int) int {
	places := 16
	for 4*names > 3*places {
		places *= 2
	}
	return places
}

// put writes a hash that is not there yet.
func (s *quire) put(h uint64, word uint16) {
	if 4*(s.n+1) > 3*len(s.names) {
		s.grow(room(s.n + 1))
	}
	s.write(h, word)
	s.n++
}

// join puts the names of another quire that are not there yet.
func (s *quire) join(o *quire) {
	for _, h := range o.names {
		if _, ok := s.find(h); h != 0 && !ok {
			s.put(h, 0)
		}
	}
}

// write writes a hash that is not there into a free place.
func (s *quire) write(h uint64, word uint16) {
	at := s.start(h)
	for s.names[at] != 0 {
		at = (at + 1) & uint64(len(s.names)-1)
	}
	s.names[at], s.words[at] = h, word
}

// grow makes as many places, a power of two.
func (s *quire) grow(places int) {
	before := *s
	s.names, s.words = make([]uint64, places), make([]uint16, places)
	for at, name := range before.names {
		if name != 0 {
			s.write(name, before.words[at])
		}
	}
}

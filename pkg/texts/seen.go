package texts

import "math/bits"

// A seen is a set of hashes, which it keeps in place: a map of as many would take several times
// the memory while it grows.
type seen struct {
	slots []uint64 // by the hash, or behind; 0 is a free one
	held  int
	zero  bool // 0 is in the set
}

// seenSlots is the number of slots to begin with. Doubled six times, a fifth remains free when all
// are in that are looked at.
const seenSlots = repeatLimit * 5 / 4 / 64

// add puts a hash into the set. It returns true when the hash was there already.
func (s *seen) add(hash uint64) (again bool) {
	if hash == 0 {
		again, s.zero = s.zero, true
		return again
	}
	if 5*s.held >= 4*len(s.slots) {
		s.grow()
	}
	slot := s.find(hash)
	if *slot == hash {
		return true
	}
	*slot = hash
	s.held++
	return false
}

// find returns the slot of a hash, or the free one where it belongs.
func (s *seen) find(hash uint64) *uint64 {
	const spread = 0x9E3779B97F4A7C15 // 2⁶⁴ divided by the golden ratio
	i, _ := bits.Mul64(hash*spread, uint64(len(s.slots)))
	for s.slots[i] != hash && s.slots[i] != 0 {
		if i++; i == uint64(len(s.slots)) {
			i = 0
		}
	}
	return &s.slots[i]
}

func (s *seen) grow() {
	old := s.slots
	s.slots = make([]uint64, max(seenSlots, 2*len(old)))
	for _, hash := range old {
		if hash != 0 {
			*s.find(hash) = hash
		}
	}
}

package engine

// A seen is a set of hashes, which it keeps in place: a map of as many would take several times
// the memory while it grows.
type seen struct {
	slots []uint64 // by the hash, or behind; 0 is a free one
	held  int
	zero  bool // 0 is in the set
}

const seenSlots = 1 << 10 // to begin with; always a power of 2

// add puts a hash into the set. It returns true when the hash was there already.
func (s *seen) add(hash uint64) (again bool) {
	if hash == 0 {
		again, s.zero = s.zero, true
		return again
	}
	if 4*s.held >= 3*len(s.slots) {
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
	last := uint64(len(s.slots) - 1)
	for i := hash & last; ; i = (i + 1) & last {
		if slot := &s.slots[i]; *slot == hash || *slot == 0 {
			return slot
		}
	}
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

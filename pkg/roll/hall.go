package roll

import "sync"

// A Hall is where a roll is called: it takes note of who is there. Any number of workers may call.
type Hall struct {
	*Roll
	doors [quires]sync.Mutex // of the quires
	book  sync.Mutex         // of the examples
	there *Presence
	asked bool // names are called
	all   bool // those of everybody
}

// NewHall returns a hall where nobody is yet. list is how many names of those that are not on the roll are kept as examples.
func (r *Roll) NewHall(list int) *Hall {
	return &Hall{Roll: r, there: &Presence{rule: r.NewCalling(list)}}
}

// Call takes note of who is there, and writes the number of what each is called beside it, below 0 for nothing. A name of no
// bytes is nobody.
func (h *Hall) Call(names [][]byte, numbers []int) {
	hashes := make([]uint64, len(names))
	for i, name := range names { // first, in a loop that does nothing else, all lines of memory are loaded
		if len(name) == 0 {
			continue
		}
		hashes[i] = h.Hash(name)
		if q := &h.quires[hashes[i]%quires]; q.n > 0 {
			at := q.start(hashes[i])
			numbers[i] = int(q.names[at]) + int(q.words[at])
		}
	}
	for i, name := range names {
		numbers[i] = -1
		if len(name) > 0 {
			numbers[i] = h.call(name, hashes[i])
		}
	}
}

// call takes note of somebody, and returns the number of what that one is called.
func (h *Hall) call(name []byte, hash uint64) int {
	if h.fold {
		spelled := h.spelling(name)
		h.doors[spelled%quires].Lock()
		h.there.spell(spelled)
		h.doors[spelled%quires].Unlock()
	}
	n := hash % quires
	q := &h.quires[n]
	at, ok := q.find(hash)
	h.doors[n].Lock()
	fresh := h.there.note(hash, at, ok)
	h.doors[n].Unlock()
	if fresh && h.there.rule.list > 0 {
		h.book.Lock()
		h.there.example(string(name))
		h.book.Unlock()
	}
	if !ok {
		return -1
	}
	return int(q.words[at])
}

// Calls tells that names are called, and whether everybody is.
func (h *Hall) Calls(all bool) { h.asked, h.all = true, all }

// Joined are how many of those who were called are another one only as they are written; of rows, where nobody was.
func (h *Hall) Joined(rows *Presence) int64 {
	if h.asked {
		return h.there.Joined()
	}
	return rows.Joined()
}

// There is who was called; nil where not everybody was.
func (h *Hall) There() *Presence {
	if !h.all {
		return nil
	}
	return h.there
}

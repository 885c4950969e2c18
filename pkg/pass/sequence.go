package pass

import "sync"

// A Sequence takes what workers have to say about the batches of a source, which come in any order,
// and hands it on in the order of the source.
type Sequence[T any] struct {
	mu      sync.Mutex
	next    int64
	waiting map[int64]T
	handle  func(T)
}

// NewSequence returns a sequence that hands on to handle, which is called by one goroutine at a time.
func NewSequence[T any](handle func(T)) *Sequence[T] {
	return &Sequence[T]{waiting: make(map[int64]T), handle: handle}
}

// Begin starts the next source.
func (s *Sequence[T]) Begin() { s.next = 0 }

// Deliver takes what batch seq has to say, and hands on all that is in turn.
func (s *Sequence[T]) Deliver(seq int64, said T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting[seq] = said
	for {
		said, ok := s.waiting[s.next]
		if !ok {
			return
		}
		delete(s.waiting, s.next)
		s.next++
		s.handle(said)
	}
}

// Package cases gathers what happens to many cases, such as the calls of a number or the lines of an order, and walks
// them case by case. It keeps a hash in place of the name of a case, so that millions of them fit.
package cases

import (
	"context"
	"hash/maphash"
	"math/bits"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/pass"
)

// A Book makes stores that know the same cases: those of all workers of a run come from one.
type Book[E any] struct{ seed maphash.Seed }

// NewBook returns a book.
func NewBook[E any]() *Book[E] { return &Book[E]{maphash.MakeSeed()} }

// shards is how many parts a store has, which are walked side by side.
const shards = 256

// A Store holds the entries of cases that one worker has met.
type Store[E any] struct {
	seed maphash.Seed
	open [shards][]occurrence[E]   // the blocks that entries go to
	full [shards][][]occurrence[E] // those before them
}

type occurrence[E any] struct {
	name uint64
	e    E
}

// Store returns an empty store.
func (b *Book[E]) Store() *Store[E] { return &Store[E]{seed: b.seed} }

// The blocks of a shard begin small and double: few cases take little memory, and many waste next to none.
const (
	firstBlock = 16
	mostBlock  = 4096
)

// Add adds an entry to the case of a name.
func (s *Store[E]) Add(name []byte, e E) {
	h := maphash.Bytes(s.seed, name)
	block := &s.open[h%shards]
	if len(*block) == cap(*block) {
		s.grow(h % shards)
	}
	*block = append(*block, occurrence[E]{h, e})
}

// grow opens a block.
func (s *Store[E]) grow(shard uint64) {
	before := s.open[shard]
	if before != nil {
		s.full[shard] = append(s.full[shard], before)
	}
	s.open[shard] = make([]occurrence[E], 0, max(min(2*cap(before), mostBlock), firstBlock))
}

// take returns the blocks of a shard, which are gone then.
func (s *Store[E]) take(shard int) [][]occurrence[E] {
	blocks := append(s.full[shard], s.open[shard])
	s.full[shard], s.open[shard] = nil, nil
	return blocks
}

// Merge adds the entries of another store of the same book, changed by change where that is not nil.
func (s *Store[E]) Merge(o *Store[E], change func(e *E)) {
	for shard := range o.full {
		for _, block := range o.take(shard) {
			for j := range block {
				if change != nil {
					change(&block[j].e)
				}
			}
			s.full[shard] = append(s.full[shard], block)
		}
	}
}

// Walk goes over all cases, each with its entries in an order, in which no two of them may be equal. Each worker begins with a
// value of its own, and all values are returned; which case came to which differs from run to run. The entries are
// gone afterwards, and do must not keep them.
func Walk[E, T any](ctx context.Context, s *Store[E], workers int, compare func(a, b E) int, begin func() T, do func(value T, of []E)) ([]T, error) {
	walkers, err := pass.Parallel(ctx, workers, shards, func() *walker[E, T] { return &walker[E, T]{value: begin()} },
		func(w *walker[E, T], shard int) {
			w.gather(s.take(shard))
			w.walk(compare, do)
		})
	values := make([]T, len(walkers))
	for i, w := range walkers {
		values[i] = w.value
	}
	return values, err
}

// A walker goes over the cases of one shard after the other. What it needs for one serves for the next.
type walker[E, T any] struct {
	value T
	ends  []uint32 // where the entries of each bucket end
	all   []occurrence[E]
	of    []E
}

// inBucket is how many entries a bucket has, about: so few that sorting them is cheap, and that a case is in one.
const inBucket = 8

// gather puts the entries into buckets by hash, which take one round and no comparison.
func (w *walker[E, T]) gather(blocks [][]occurrence[E]) {
	n := 0
	for _, block := range blocks {
		n += len(block)
	}
	shift := 64 - bits.Len(uint(n/inBucket))
	w.ends = append(w.ends[:0], make([]uint32, 1<<(64-shift)+1)...)
	for _, block := range blocks {
		for i := range block {
			w.ends[block[i].name>>shift+1]++
		}
	}
	for i := 1; i < len(w.ends); i++ {
		w.ends[i] += w.ends[i-1]
	}
	w.all = slices.Grow(w.all[:0], n)[:n]
	for _, block := range blocks {
		for i := range block {
			at := &w.ends[block[i].name>>shift]
			w.all[*at] = block[i]
			*at++
		}
	}
}

// walk brings the cases of all buckets to do.
func (w *walker[E, T]) walk(compare func(a, b E) int, do func(value T, of []E)) {
	begin := uint32(0)
	for _, end := range w.ends[:len(w.ends)-1] {
		bucket := w.all[begin:end]
		begin = end
		slices.SortFunc(bucket, func(a, b occurrence[E]) int {
			switch {
			case a.name < b.name:
				return -1
			case a.name > b.name:
				return 1
			}
			return compare(a.e, b.e)
		})
		for i := range bucket {
			w.of = append(w.of, bucket[i].e)
			if i+1 == len(bucket) || bucket[i+1].name != bucket[i].name {
				do(w.value, w.of)
				w.of = w.of[:0]
			}
		}
	}
}

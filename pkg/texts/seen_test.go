package texts

import (
	"testing"

	"pgregory.net/rapid"
)

// A set says of every hash whether it was there before, as a map does.
func TestSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spread := rapid.SampledFrom([]uint64{1, 1 << 10, 1 << 40, 0x9E3779B97F4A7C15}).Draw(t, "spread")
		var s seen
		known := make(map[uint64]bool)
		for _, n := range rapid.SliceOfN(rapid.Uint64Range(0, 4000), 0, 6000).Draw(t, "hashes") {
			hash := n * spread
			if again := s.add(hash); again != known[hash] {
				t.Fatalf("%#x: met before: %v, by a map %v", hash, again, known[hash])
			}
			known[hash] = true
		}
	})
}

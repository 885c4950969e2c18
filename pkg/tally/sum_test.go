package tally

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// exact adds with as many bits as it takes and rounds once, which is what a Sum promises.
func exact(xs []float64) float64 {
	sum := new(big.Float).SetPrec(600)
	for _, x := range xs {
		sum.Add(sum, big.NewFloat(x))
	}
	out, _ := sum.Float64()
	return out
}

// weights draws what a Sum may be given: zero, and any number of its range down to the last bit.
func weights() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.SampledFrom([]float64{0, 1, 0.1, 1.0 / 3, MinWeight, MinWeight * MinWeight, MaxWeight, MaxWeight * MaxWeight, MaxCount * MaxWeight * MaxWeight}),
		rapid.Float64Range(MinWeight*MinWeight, 1),
		rapid.Float64Range(1, MaxCount*MaxWeight*MaxWeight),
	)
}

func sumOf(xs []float64) *Sum {
	s := new(Sum)
	for _, x := range xs {
		s.Add(x)
	}
	return s
}

func TestSum(t *testing.T) {
	check := func(want float64, xs ...float64) {
		t.Helper()
		if got := sumOf(xs).Float(); got != want {
			t.Errorf("Σ %v = %v, want %v", xs, got, want)
		}
	}
	check(0)
	check(0, 0, 0)
	check(0.6, 0.1, 0.2, 0.3)                      // float64 addition from the left gives 0.6000000000000001
	check(1e12+1, 1e12, 0.25, 0.25, 0.25, 0.25)    // by hand
	check(2e24, 1e24, 1e24, 1e-18)                 // a small one far below the last bit of the sum
	check(1e-18, MinWeight*MinWeight)              // the lower end of the range
	check(1e36, MaxCount*MaxWeight*MaxWeight)      // the upper end
	check(1e24+1<<27, 1e24, 1<<26, 1<<26)          // 2^27 is the last bit of 1e24, so each adds half a bit
	check(9007199254740994, 1<<53, 1, 0.5, 0.5)    // 2^53 + 2; added from the left, the ones vanish
	check(9007199254740992, 1<<53, 0.5, 0.25)      // rounds down to even
	check(math.Ldexp(1, 53), 1<<53, 1e-18)         // 1e-18 is far below the last bit
	check(math.Nextafter(1, 2), 1, 0x1p-52, 0)     // one bit more than 1
	check(1, 1, 0x1p-54)                           // half of that rounds to even
	check(math.Nextafter(1, 2), 1, 0x1p-53, 1e-18) // a little more than half rounds up
}

// However a sum is split and shuffled, it is the exact one, rounded once.
func TestSumIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOf(weights()).Draw(t, "numbers")
		want := exact(xs)
		if got := sumOf(xs).Float(); got != want {
			t.Fatalf("in order: %v, want %v", got, want)
		}
		shuffled := rapid.Permutation(xs).Draw(t, "shuffled")
		whole := new(Sum)
		for len(shuffled) > 0 {
			n := rapid.IntRange(1, len(shuffled)).Draw(t, "part")
			part := sumOf(shuffled[:n])
			before := part.Float()
			whole.Merge(part)
			if part.Float() != before {
				t.Fatal("merging has changed the part")
			}
			shuffled = shuffled[n:]
		}
		if got := whole.Float(); got != want {
			t.Fatalf("in parts: %v, want %v", got, want)
		}
	})
}

// The limbs carry long before they overflow. 2^30 additions take a while, so the count of additions
// is set to just below.
func TestSumCarries(t *testing.T) {
	var s Sum
	largest := MaxCount * MaxWeight * MaxWeight
	for range 1000 {
		s.Add(largest)
	}
	s.adds = 1<<30 - 1
	s.Add(largest)
	if s.adds != 0 || slices.Max(s.limbs[:sumLimbs-1]) > math.MaxUint32 {
		t.Errorf("after 2^30 additions %d of them are open: %v", s.adds, s.limbs)
	}
	if got, want := s.Float(), exact(slices.Repeat([]float64{largest}, 1001)); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	// Doubling 60 times makes 1001 · 2^60 of the largest.
	for range 60 {
		s.Merge(&s)
	}
	if got, want := s.Float(), math.Ldexp(exact(slices.Repeat([]float64{largest}, 1001)), 60); got != want {
		t.Errorf("doubled: %v, want %v", got, want)
	}
}

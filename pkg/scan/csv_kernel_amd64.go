//go:build !purego

package scan

import (
	"slices"

	"golang.org/x/sys/cpu"
)

// bestPair returns the fastest kernel and walker of this processor.
func bestPair() (kernel, recordWalker) {
	x := cpu.X86
	if x.HasAVX2 && x.HasPCLMULQDQ && x.HasPOPCNT && x.HasBMI1 && x.HasBMI2 {
		return vectorKernel, vectorWalker
	}
	return portableKernel, portableWalker
}

// vectorKernel is the kernel in assembler, for processors with AVX2.
func vectorKernel(text, seps, ends []byte, k *kernelState) (blocks int) {
	n := len(ends) >> 3
	if n == 0 || len(text) < n<<6 || len(seps) < n<<3 {
		return 0
	}
	return kernelAVX2(&text[0], &seps[0], &ends[0], n, k)
}

//go:noescape
func kernelAVX2(text, seps, ends *byte, blocks int, k *kernelState) (done int)

// vectorWalker is the walker in assembler.
func vectorWalker(w *walkState) (odd bool) {
	w.chooseWays()
	for {
		switch walkerBMI2(w) {
		case walkEnded:
			return false
		case walkOdd:
			return true
		}
		w.rank()
	}
}

// chooseWays decides how long the records are that the faster ways take. If the records of a stretch
// went now this way and now that one, nobody could foresee it, which costs more than a slower way.
func (w *walkState) chooseWays() {
	w.middle = min(w.limit-1, 2*mostSmall+1)
	switch average := 8 * (len(w.ends) - w.at) / max(len(w.starts)-w.rows, 1); {
	case average > 100:
		w.small, w.middle = 0, 0
	case average > 52:
		w.small = 0
	}
}

// Why the walker in assembler stops.
const (
	walkEnded = iota
	walkOdd
	walkRanks // it needs the ranks, which only stretches with longer records do
)

// rank makes the ranks of the stretch.
func (w *walkState) rank() {
	blocks := len(w.ends) >> 3
	w.ranks = slices.Grow(w.ranks, blocks+moreRanks)[:blocks+moreRanks]
	ranksBMI2(&w.seps[0], &w.ranks[0], blocks)
}

//go:noescape
func walkerBMI2(w *walkState) (stop int)

//go:noescape
func ranksBMI2(seps *byte, ranks *uint32, blocks int)

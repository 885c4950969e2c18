//go:build !purego

package scan

import "golang.org/x/sys/cpu"

// bestPair returns the fastest kernel and walker of this processor.
func bestPair() (kernel, walker) {
	x := cpu.X86
	if x.HasAVX2 && x.HasPCLMULQDQ && x.HasPOPCNT && x.HasBMI1 && x.HasBMI2 {
		return vectorKernel, walkerBMI2
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

// walkerBMI2 is the walker in assembler.
//
//go:noescape
func walkerBMI2(w *walkState) (odd bool)

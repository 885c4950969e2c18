//go:build !purego

package scan

import "golang.org/x/sys/cpu"

// bestKernel returns the fastest kernel of this processor.
func bestKernel() kernel {
	if cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ && cpu.X86.HasPOPCNT && cpu.X86.HasBMI1 {
		return vectorKernel
	}
	return portableKernel
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

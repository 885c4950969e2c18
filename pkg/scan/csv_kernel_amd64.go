//go:build !purego

package scan

import "golang.org/x/sys/cpu"

// bestKernel returns the fastest kernel of this processor.
func bestKernel() kernel {
	if cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ && cpu.X86.HasPOPCNT {
		return vectorKernel
	}
	return portableKernel
}

// vectorKernel is the kernel in assembler, for processors with AVX2.
func vectorKernel(text []byte, sep, end []uint64, k *kernelState) (blocks int) {
	if len(sep) == 0 {
		return 0
	}
	_ = text[len(sep)<<6-1]
	_ = end[len(sep)-1]
	return kernelAVX2(&text[0], &sep[0], &end[0], len(sep), k)
}

//go:noescape
func kernelAVX2(text *byte, sep, end *uint64, blocks int, k *kernelState) (done int)

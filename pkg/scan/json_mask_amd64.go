//go:build !purego

package scan

// hasAVX2 says that the processor has AVX2 and that the system keeps its registers.
var hasAVX2 = detectAVX2()

func detectAVX2() bool {
	const (
		osxsave = 1 << 27
		avx     = 1 << 28
		avx2    = 1 << 5
		kept    = 1<<1 | 1<<2 // SSE and AVX registers
	)
	if leaves, _, _, _ := cpuid(0, 0); leaves < 7 {
		return false
	}
	if _, _, c, _ := cpuid(1, 0); c&osxsave == 0 || c&avx == 0 || xgetbv()&kept != kept {
		return false
	}
	_, b, _, _ := cpuid(7, 0)
	return b&avx2 != 0
}

// maskStrings fills one mask for every block of b; see maskStringsPortable.
func maskStrings(b []byte, stops []uint64) maskFlaws {
	if !hasAVX2 || len(stops) == 0 {
		return maskStringsPortable(b, stops)
	}
	return maskFlaws(maskStringsAVX2(&b[0], &stops[0], len(stops)))
}

// maskMarks fills the marks of every block of b, whose length is a whole number of blocks.
func maskMarks(b []byte, marks []jsonMarks) {
	if !hasAVX2 || len(marks) == 0 {
		maskMarksPortable(b, marks)
		return
	}
	maskMarksAVX2(&b[0], &marks[0], len(marks))
}

//go:noescape
func maskStringsAVX2(b *byte, stops *uint64, blocks int) (flaws uint64)

//go:noescape
func maskMarksAVX2(b *byte, marks *jsonMarks, blocks int)

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

func xgetbv() uint32

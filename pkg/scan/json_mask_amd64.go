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

// maskStops fills one mask for every block of b with the bytes that a string cannot step over, and
// says whether b is UTF-8. The length of b is a whole number of blocks.
func maskStops(b []byte, masks []uint64) (valid bool) {
	if !hasAVX2 || len(masks) == 0 {
		return maskStopsPortable(b, masks)
	}
	return maskStopsAVX2(&b[0], &masks[0], len(masks))
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
func maskStopsAVX2(b *byte, masks *uint64, blocks int) (valid bool)

//go:noescape
func maskMarksAVX2(b *byte, marks *jsonMarks, blocks int)

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

func xgetbv() uint32

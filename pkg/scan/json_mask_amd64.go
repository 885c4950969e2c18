//go:build !purego

package scan

import "golang.org/x/sys/cpu"

// hasAVX2 says that the processor has AVX2 and that the system keeps its registers.
var hasAVX2 = cpu.X86.HasAVX2

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

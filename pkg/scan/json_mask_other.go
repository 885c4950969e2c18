//go:build !amd64 || purego

package scan

// maskStrings fills one mask for every block of b; see maskStringsPortable.
func maskStrings(b []byte, stops []uint64) maskFlaws { return maskStringsPortable(b, stops) }

// maskMarks fills the marks of every block of b, whose length is a whole number of blocks.
func maskMarks(b []byte, marks []jsonMarks) { maskMarksPortable(b, marks) }

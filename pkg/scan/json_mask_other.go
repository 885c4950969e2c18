//go:build !amd64 || purego

package scan

// maskStops fills one mask for every block of b with the bytes that a string cannot step over, and
// says whether b is UTF-8. The length of b is a whole number of blocks.
func maskStops(b []byte, masks []uint64) (valid bool) { return maskStopsPortable(b, masks) }

// maskMarks fills the marks of every block of b, whose length is a whole number of blocks.
func maskMarks(b []byte, marks []jsonMarks) { maskMarksPortable(b, marks) }

package ratings

import (
	"slices"
	"testing"
)

func of(numbers ...float64) *Numbers {
	var m Numbers
	for _, x := range numbers {
		m.See(x, 10)
	}
	return &m
}

// Codes that are sure are those that csat takes for none without being told; others are asked about.
func TestCodes(t *testing.T) {
	check := func(m *Numbers, sure ...float64) {
		t.Helper()
		got := m.codes()
		if len(got) != len(sure) || slices.ContainsFunc(sure, func(x float64) bool { return !got[x] }) {
			t.Errorf("of %v the codes are %v, want %v", m.Different(), got, sure)
		}
	}
	check(of(1, 2, 3, 4, 5))
	check(of(1, 2, 3, 4, 5, 97, 98, 99), 97, 98, 99)
	check(of(0, 5, 10, 99), 99)
	check(of(1, 2, 3, -1, -99), -1, -99)
	check(of(-2, -1, 0, 1, 2))
	check(of(60, 70, 80, 99)) // points of a hundred
	check(of(0, 1, 2, 3, 4, 5))
	check(of(99))
}

func TestBeyond(t *testing.T) {
	check := func(m *Numbers, want ...float64) {
		t.Helper()
		if got := m.beyond(); !slices.Equal(got, want) {
			t.Errorf("of %v the codes are %v, want %v", m.Different(), got, want)
		}
	}
	check(of(1, 2, 3, 4, 5))
	check(of(0, 1, 2, 3, 4, 5), 0)
	check(of(1, 2, 3, 4, 5, 9), 9)
	check(of(1, 2, 3, 4, 5, 99), 99)
	check(of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
}

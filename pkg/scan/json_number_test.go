package scan

import (
	"strings"
	"testing"
)

func TestPlainNumber(t *testing.T) {
	check := func(number, want string) {
		t.Helper()
		if got := string(plainNumber([]byte(number))); got != want {
			t.Errorf("%s is %s, want %s", number, got, want)
		}
	}
	check("9", "9")
	check("90e-1", "9")
	check("9e0", "9")
	check("0.9E+1", "9")
	check("-1.25e1", "-12.5")
	check("1e3", "1000")
	check("5e-3", "0.005")
	check("0e5", "0")
	check("1e400", "1e400")
	check("1e-99999999999999999999", "1e-99999999999999999999")
}

// An exponent is another way to write a number, whichever way records are read.
func TestJSONExponents(t *testing.T) {
	for _, chunk := range []int{3, jsonChunk} {
		got, err := scanJSON(t, strings.NewReader(`[{"a":90e-1,"b":"1e1"},{"a":true,"b":{"e":1}}]`), JSONOptions{}, chunk, 2, columns("a", "b"))
		if err != nil || strings.Join(got.Rows, " ") != `1|9|1e1 1|true|{"e":1}` {
			t.Errorf("%q %v", got.Rows, err)
		}
	}
}

package problem

import (
	"errors"
	"testing"
)

// A text in an error cannot begin a line; lines that are meant to be some stay.
func TestOneLine(t *testing.T) {
	check := func(e *Error, want string) {
		t.Helper()
		if e.Text != want {
			t.Errorf("%q, want %q", e.Text, want)
		}
	}
	check(Usage("%s: %q", "a\nb", "c\nd\x1b"), `a\nb: "c\nd\x1b"`)
	check(Failure("%v, choose\n%s", errors.New("a\rb"), Lines("  x\n  y")), "a\\rb, choose\n  x\n  y")
	check(Wrong("a\nb: ", errors.New("c\nd")), `a\nb: c\nd`)
	check(Failure("%-4s|%d", "a", 1), "a   |1")
}

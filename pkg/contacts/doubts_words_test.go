package contacts

import "testing"

// Words that nobody knows mean what a part of them does, and the contrary beside a denial.
func TestEndingOf(t *testing.T) {
	for word, want := range map[string]string{"Anruf verpasst": "missed", "handled by bot": "answered", "not handled": "missed", "nicht verbunden": "missed",
		"partially answered": "", "inbound": "answered", "parked": "", "missed and answered": ""} {
		if got := endingOf(word); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
	if sideOf("queue callback") != "outbound" || sideOf("transfer") != "" {
		t.Error("sides of words")
	}
}

// Several words may be what all are; up to four are asked for each, beside what parts say of some.
func TestSenses(t *testing.T) {
	check := func(want int, all bool, words ...string) {
		t.Helper()
		if got := senses(words, "answered", "missed", endingOf, all); len(got) != want {
			t.Errorf("%q: %d senses, want %d", words, len(got), want)
		}
	}
	check(1, false, "verpasst heute", "bot handled")
	check(1, false, "verpasst heute", "parked", "x")
	check(2, false, "parked")
	check(4, false, "parked", "x")
	check(2, true, "parked", "x")       // no word beside them is known
	check(4, false, "parked", "x", "y") // all of them answered, or one of them missed
	check(4, true, "parked", "x", "y")
	check(0, false, "parked", "x", "y", "z", "q")
}

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

// Of several words none is taken for what all others are; one or two are asked for each.
func TestSenses(t *testing.T) {
	for n, words := range map[int][]string{1: {"verpasst heute", "bot handled"}, 4: {"parked", "x"}, 2: {"parked"}, 0: {"parked", "x", "y"}} {
		if got := senses(words, "answered", "missed", endingOf); len(got) != n {
			t.Errorf("%q: %d senses, want %d", words, len(got), n)
		}
	}
}

package layout

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// Every word of a set has one meaning.
func TestMeanings(t *testing.T) {
	seen := make(map[string]string)
	for _, cells := range table(meaningData) {
		if len(cells) < 4 {
			t.Fatalf("%q is not set, meaning, language and words", cells)
		}
		for _, word := range cells[3:] {
			key := cells[0] + " " + answer.Normalise(word)
			if before, ok := seen[key]; ok {
				t.Errorf("%s: %q means %s and %s", cells[0], word, before, cells[1])
			}
			seen[key] = cells[1]
			if got := Meaning(cells[0], " "+word+" "); got != cells[1] {
				t.Errorf("%q means %q, want %q", word, got, cells[1])
			}
		}
	}
	if got := Meaning("yes", "perhaps"); got != "" {
		t.Errorf("perhaps means %q", got)
	}
}

// The words of stages are found among others, the longest first.
func TestMentioned(t *testing.T) {
	check := func(set, text, want string) {
		t.Helper()
		if got := Mentioned(set, text); got != want {
			t.Errorf("%s: %q mentions %q, want %q", set, text, got, want)
		}
	}
	check("stages five", "How was it after the purchase?", "after the purchase")
	check("stages five", "score_purchase", "purchase")
	check("stages five", "Оцінка: доставка", "delivery")
	check("stages five", "purchase and delivery", "") // two that do not agree
	check("stages five", "branch", "")
	check("stages keypoints", "Toma de decision", "decision")
	check("stages three", "Після продажу", "after-sale")
}

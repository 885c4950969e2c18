package dataset

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
)

// planWords are the words of rows that hold no more than what others were to be, or were before, as Normalise has them.
var planWords = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool)
	for _, word := range frameWords()["plan"] {
		words[answer.Normalise(word)] = true
	}
	return words
})

// NamesPlan tells whether a text is no more than a word of a row that holds what others were to be, were before or come to, perhaps of
// a period: "Target", "Budget FY26", "Prior year", "Δ vs PY".
func NamesPlan(text string) bool {
	words := slices.DeleteFunc(strings.Fields(answer.Normalise(text)), func(word string) bool {
		_, _, period := dates.ParseLabel(strings.TrimPrefix(word, "fy"))
		return period || dates.IsMonth(word) || strings.TrimFunc(strings.TrimPrefix(word, "fy"), unicode.IsDigit) == ""
	})
	return len(words) > 0 && planWords()[strings.Join(words, " ")]
}

// MayNameCompany tells whether such a word is one that companies are called by.
func MayNameCompany(text string) bool {
	return slices.Contains(frameWords()["planname"], wordOf(text))
}

// IsPart tells whether a label says that its row is part of another, such as "thereof EU".
func IsPart(text string) bool {
	words := answer.Normalise(text)
	return slices.ContainsFunc(frameWords()["part"], func(p string) bool { return strings.HasPrefix(words+" ", answer.Normalise(p)+" ") })
}

// Joins tells whether a label is made of those of other rows, and returns where they are: "SMB+Mid" of "SMB" and "Mid".
func Joins(label string, labels []string) (of []int) {
	words := " " + answer.Normalise(strings.NewReplacer("+", " ", "&", " ", "/", " ", "-", " ", "–", " ").Replace(label)) + " "
	for n, other := range labels {
		name := answer.Normalise(other)
		if rest := strings.Replace(words, " "+name+" ", " ", 1); name != "" && rest != words && (len(of) > 0 || strings.TrimSpace(rest) != "") {
			of, words = append(of, n), rest
		}
	}
	if rest := strings.TrimSpace(words); len(of) < 2 || rest != "" && rest != "and" && rest != "und" && rest != "et" && rest != "y" && rest != "e" && rest != "en" {
		return nil
	}
	return of
}

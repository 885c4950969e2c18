package ledger

import (
	"slices"
	"strings"
	"unicode"
)

// IsUnpaying tells whether the name of a plan says that who has it pays nothing, whatever its price: a trial, an account of the
// house, or a gift. Of Ad-free the other words say something else.
func IsUnpaying(plan string) bool {
	named := namesOfPlan(plan)
	return len(named) > 0 && wordsOf("plan")[strings.Join(named, " ")] != "" || IsTrial(plan)
}

// IsTrial tells whether the name of a plan is that of a trial, which is one wherever the word stands, as in Pro (Trial).
func IsTrial(plan string) bool {
	named, means := namesOfPlan(plan), wordsOf("plan")
	return len(named) > 0 && (means[named[0]] == "trial" || means[named[len(named)-1]] == "trial")
}

// namesOfPlan are the words of a plan that tell it from others; TrialOnly has two. There are none where it is too long for a name.
func namesOfPlan(plan string) []string {
	if len(plan) > mostPlan {
		return nil
	}
	var spaced strings.Builder
	before := ' '
	for _, r := range plan {
		if unicode.IsLower(before) && unicode.IsUpper(r) {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(r)
		before = r
	}
	means := wordsOf("plan")
	return slices.DeleteFunc(strings.Fields(plainWords([]byte(spaced.String()))), func(word string) bool {
		return means[word] == "noise" || strings.Trim(word, "0123456789") == "" || strings.IndexFunc(word, unicode.IsLetter) < 0
	})
}

// mostPlan is how long the name of a plan is.
const mostPlan = 60

// IsNotYet tells whether the status of a subscription says that it is a trial, or has not begun.
func IsNotYet(status string) bool {
	is := statusWords{}.stateOf([]byte(status))
	return is == stateTrial || is == statePending
}

// IsOnce tells whether a text says that something is paid once, and not again and again.
func IsOnce(text string) bool { return wordsOf("interval")[plainWords([]byte(text))] == "once" }

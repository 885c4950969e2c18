package ledger

import (
	"slices"
	"strings"
	"unicode"
)

// IsUnpaying tells whether the name of a plan says that who has it pays nothing, whatever its price: a trial, an account of the
// house, or a gift. A trial is one wherever the word stands, as in Pro (Trial); of Ad-free the other words say something else.
func IsUnpaying(plan string) bool {
	if len(plan) > mostPlan {
		return false
	}
	means := wordsOf("plan")
	named := slices.DeleteFunc(strings.Fields(plainWords([]byte(plan))), func(word string) bool {
		return means[word] == "noise" || strings.Trim(word, "0123456789") == "" || strings.IndexFunc(word, unicode.IsLetter) < 0
	})
	if len(named) == 0 {
		return false
	}
	return means[strings.Join(named, " ")] != "" || means[named[0]] == "trial" || means[named[len(named)-1]] == "trial"
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

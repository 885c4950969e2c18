package reasons

import (
	"slices"
	"strings"
	"testing"
)

func TestColumnsOfMarks(t *testing.T) {
	check := func(want bool, cells ...string) {
		t.Helper()
		if got := marks(cells); got != want {
			t.Errorf("%q: %v", cells, got)
		}
	}
	check(true, "1", "0", "1")
	check(true, "yes", "no", "maybe") // a slip
	check(false, "1", "2", "1")       // codes
	check(false, "late", "price")
	check(false)
	check(true, "1.0", "0.0") // numbers of a column with blanks
	check(true, "Checked", "Unchecked")
	check(true, "No marcado", "Marcado")
	check(true, "X", "-")
	check(true, "NaN", "1")
	check(false, "0", "-1") // which of them is yes?
	check(false, "3", "0")
	check(true, "TRUE", "FALSE", "TRUE", "2") // how many are true
	check(false, "TRUE", "FALSE", "TRUE", "7")
	check(false, "1", "0", "1", "2")
	got := unprefixed([]string{"reason_late_delivery", "", "reason_price"})
	if !slices.Equal(got, []string{"late delivery", "", "price"}) {
		t.Errorf("%q", got)
	}
	if got := unprefixed([]string{"Q1[SQ001] [Price]", "Q1[SQ002] [Late (again)]"}); got[0] != "Price" || got[1] != "Late (again" {
		t.Errorf("%q", got)
	}
	if got := unprefixed([]string{"complained"}); got[0] != "complained" {
		t.Errorf("%q", got)
	}
}

func TestSharedValues(t *testing.T) {
	check := func(want string, columns ...[]string) {
		t.Helper()
		if got := sharedValues(columns); strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", columns, got, want)
		}
	}
	check("1 2", []string{"1", "2", "2.0"}, []string{"2", "1"})
	check("cité", []string{"cité"}, []string{"-", "cité"})
	check("", []string{"Late"}, []string{"Rude"}) // every column has its own reason
	check("", []string{"late", "rude"}, []string{"late", "price"})
	check("", []string{"late", "rude"})
	check("1 2", []string{"1", "2"}, []string{"2", "1"}, []string{"my dog", "my cat", "rain"}) // beside texts
	c := tagColumns{ticked: "2"}
	if c.tick("2.0") != "yes" || c.tick("1") != "no" {
		t.Error("--ticked 2 is not heard")
	}
}

func TestTopics(t *testing.T) {
	words := &topicWords{phrases: make(map[string][]phrase)}
	for _, row := range [][2]string{{"late", "late"}, {"late", "tard"}, {"price", "дорог"}, {"price", "=fee"}, {"delivery", "deliver"},
		{"website", "log in"}, {"staff", `"the clerk"`}, {"price", "précio"}, {"late", "запізн"}} {
		if !words.learn(row[0], row[1]) {
			t.Errorf("%q is no word", row[1])
		}
	}
	if words.learn("none", "*") {
		t.Error("* is a word")
	}
	check := func(text string, want ...string) {
		t.Helper()
		var got []string
		for _, topic := range words.in(wordsOf(text)) {
			got = append(got, words.names[topic])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	check("Delivered LATE!", "late", "delivery")
	check("Llegó tarde", "late")
	check("Дорогое", "price")
	check("Запізнилися", "late")
	check("the fee", "price")
	check("the feedback")
	check("could not log in", "website")
	check("could not log me in")
	check("logging in", "website")
	check("The clerk slept", "staff")
	check("The clerks slept")
	check("mucho precio", "price") // accents make no difference
	check("")
}

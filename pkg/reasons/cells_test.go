package reasons

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestReasonsOfCells(t *testing.T) {
	check := func(g tagger, cell string, want ...string) {
		t.Helper()
		if got := g.reasons(cell); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
	semicolon := tagger{by: ";"}
	check(semicolon, "late; price", "late", "price")
	check(semicolon, "1;2;3;", "1", "2", "3") // a mark behind the last
	check(semicolon, ";;", []string(nil)...)
	check(semicolon, "late;N/A;-", "late") // words and signs for none
	check(semicolon, "Don't know", "Don't know")
	check(tagger{by: tightComma}, "Delivery (late,lost or wrong),Price, fees,", "Delivery (late,lost or wrong)", "Price, fees")
	check(tagger{by: ","}, "late :),price", "late :)", "price")
	check(tagger{}, "Too slow, too dear", "Too slow, too dear")
	check(tagger{}, `["late","price",3,null]`, "late", "price", "3")
	check(tagger{}, `['late', "don't know", 3, None, 'it\'s']`, "late", "don't know", "3", "it's") // as Python writes it
	check(tagger{}, `['late' 'rude staff']`, "late", "rude staff")
	check(tagger{}, `{"a b",late,NULL,"x \"y\""}`, "a b", "late", `x "y"`) // as PostgreSQL does
	check(tagger{}, `{}`, []string(nil)...)
	check(tagger{}, `['late', rude]`, `['late', rude]`)
	check(tagger{}, `{"a": 1}`, `{"a": 1}`)
	check(tagger{}, `[late]`, "[late]")
	check(tagger{}, `[{"a":1}]`, `[{"a":1}]`)
	check(tagger{}, "3.0", "3") // a code in a column of numbers with blanks
	check(tagger{}, "3.5", "3.5")
	cut := tagger{collapse: bracketRule()}
	check(cut, "Unclean floor   [ date violation corrected: 12/11/2017 ]", "Unclean floor")
	check(cut, "Unclean (kitchen) floor (old) [1]", "Unclean (kitchen) floor")
	check(cut, "[all of it]", "[all of it]")
	check(tagger{by: ";", missing: []string{"99"}}, "1;99;", "1")
	check(tagger{collapse: regexp.MustCompile(` > .*`)}, "Price > Fees > Card", "Price")
}

func TestSplitting(t *testing.T) {
	check := func(want string, open string, cells ...string) {
		t.Helper()
		if s := splittingOf(cells); s.by != want || strings.Join(s.open, " ") != open {
			t.Errorf("%q: %q, open %q, want %q, open %q", cells, s.by, s.open, want, open)
		}
	}
	check("", "", "late", "price", "staff")
	check(";", "", "late;price", "late")
	check(";", "", "1;2;3;", "3;6;")
	check("|", "", "late|price", "late")
	check(",", "", "late,price", "late", "price", "staff,late", "staff")
	check("", "", "Too slow, too dear", "Rude staff", "Closed, again") // a comma within names: no part comes again
	check("", ",", "late,rude", "late", "price")                       // one part does, and one does not
	check(";", "", "Fees, hidden;Slow", "Slow", "Fees, hidden")        // a comma within names, beside a surer mark
	choices := []string{"Delivery (late, lost)", "Price, fees", "Delivery (late, lost),Price, fees", "Rude staff", "Price, fees,Rude staff"}
	check(tightComma, "", choices...)
	check("", "tight-comma ,", "late,rude, price", "late", "rude", "price")                          // two hands
	check("", ",", "Price, fees", "Rude staff", "Price, fees, Rude staff", "Rude staff, Web", "Web") // always together
	check(",", "", "late, rude", "late", "rude", "price, late", "price")
	check("", "/", "price/quality", "price", "quality", "quality/price")      // a slash is always asked about
	check("", "", "Lack of affordable download/upload speed", "Slow", "Dear") // nothing comes again
}

// A second mark between reasons is one whose parts come again; within names they do not.
func TestAlsoBetween(t *testing.T) {
	for _, c := range []struct {
		cells []string
		want  string
	}{
		{[]string{"late;price", "late,price", "late", "price;rude"}, ","},
		{[]string{"late;price, fees", "late", "price, fees;rude"}, ""},
		{[]string{"late;price", "rude;late"}, ""},
	} {
		if got := alsoBetween(c.cells, ";"); got != c.want {
			t.Errorf("%q: %q, want %q", c.cells, got, c.want)
		}
	}
	if got := alsoBetween([]string{"late,price"}, ""); got != "" {
		t.Errorf("%q where nothing stands between", got)
	}
}

func TestTagsBetweenBlanks(t *testing.T) {
	if !spaced([]string{"late refund", "refund", "late rude", "rude"}) {
		t.Error("words that come again are no tags")
	}
	if spaced([]string{"late delivery", "rude staff", "price"}) {
		t.Error("names of two words are tags")
	}
}

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
	got := unprefixed([]string{"reason_late_delivery", "", "reason_price"})
	if !slices.Equal(got, []string{"late delivery", "", "price"}) {
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

package tags

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestReasonsOfCells(t *testing.T) {
	check := func(g Cutter, cell string, want ...string) {
		t.Helper()
		if got := g.Reasons(cell); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
	semicolon := Cutter{By: ";"}
	check(semicolon, "late; price", "late", "price")
	check(semicolon, "1;2;3;", "1", "2", "3") // a mark behind the last
	check(semicolon, ";;", []string(nil)...)
	check(semicolon, "late;N/A;-", "late") // words and signs for none
	check(semicolon, "Don't know", "Don't know")
	check(Cutter{By: tightComma}, "Delivery (late,lost or wrong),Price, fees,", "Delivery (late,lost or wrong)", "Price, fees")
	check(Cutter{By: ","}, "late :),price", "late :)", "price")
	check(Cutter{}, "Too slow, too dear", "Too slow, too dear")
	check(Cutter{}, `["late","price",3,null]`, "late", "price", "3")
	check(Cutter{}, `['late', "don't know", 3, None, 'it\'s']`, "late", "don't know", "3", "it's") // as Python writes it
	check(Cutter{}, `['late' 'rude staff']`, "late", "rude staff")
	check(Cutter{}, `{"a b",late,NULL,"x \"y\""}`, "a b", "late", `x "y"`) // as PostgreSQL does
	check(Cutter{}, `{}`, []string(nil)...)
	check(Cutter{}, `['late', rude]`, `['late', rude]`)
	check(Cutter{}, `{"a": 1}`, `{"a": 1}`)
	check(Cutter{}, `[late]`, "[late]")
	check(Cutter{}, `[{"a":1}]`, `[{"a":1}]`)
	check(Cutter{}, "3.0", "3") // a code in a column of numbers with blanks
	check(Cutter{}, "3.5", "3.5")
	cut := Cutter{Collapse: bracketRule()}
	check(cut, "Unclean floor   [ date violation corrected: 12/11/2017 ]", "Unclean floor")
	check(cut, "Unclean (kitchen) floor (old) [1]", "Unclean (kitchen) floor")
	check(cut, "[all of it]", "[all of it]")
	check(Cutter{By: ";", Missing: []string{"99"}}, "1;99;", "1")
	check(Cutter{Collapse: regexp.MustCompile(` > .*`)}, "Price > Fees > Card", "Price")
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
	if !spaced([]string{"billing refund vip", "billing", "login vip", "refund web_widget"}) {
		t.Error("tags in small letters, half of which come again, are not taken for tags")
	}
	if spaced([]string{"Billing refund vip", "billing", "login vip", "refund web_widget"}) {
		t.Error("words that begin with a capital letter need more that come again")
	}
	if spaced([]string{"late delivery", "rude staff", "price"}) {
		t.Error("names of two words are tags")
	}
}

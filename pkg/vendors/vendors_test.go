package vendors

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/settings"
)

func shelf(t *testing.T, texts map[string]string) Shelf {
	t.Helper()
	tree := make(fstest.MapFS)
	for name, text := range texts {
		tree[name+".layout"] = &fstest.MapFile{Data: []byte(text)}
	}
	s, err := Read(tree)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is said of fewer counts more, conditions add up, and what names a column that is not there is not said.
func TestSays(t *testing.T) {
	l := shelf(t, map[string]string{"desk": `headers: id | state
say: tz = UTC
say: exclude = state=test
say csat: exclude = "gone column"=1
say answers: scale = 1-7
say csat: scale = 1-5
say nps: scale = 0-10
column answers: score = rating | Score
column answers: time = when
`})[0]
	got := l.Says("csat", "answers", []string{"id", "state", "score"}, filled)
	said := func(flag, text string, list bool) settings.Given {
		return settings.Given{Flag: flag, Words: "layout desk: " + flag, Texts: []string{text}, List: list}
	}
	want := []settings.Given{said("tz", "UTC", false), said("exclude", "state=test", true), said("scale", "1-5", false), said("score", "score", false)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !l.Calls("--score", "Score") || l.Calls("--time", "Score") {
		t.Error("a layout knows which columns it names")
	}
}

// A layout is found whatever separates the words of its headers, and its conditions ask of the columns as they are called.
func TestSaysOfHeadersInSnakeCase(t *testing.T) {
	l := shelf(t, map[string]string{"shop": `headers: Name | Cancelled at
say: exclude = "Cancelled at"!=
say: exclude = "Is Test Data" in 1,true
say: exclude = Name=""
`})[0]
	check := func(headers []string, want ...string) {
		t.Helper()
		said := l.Says("repeat", "customers", headers, filled)
		if len(said) != 1 {
			t.Fatalf("%v says %v", headers, said)
		}
		if diff := cmp.Diff(want, said[0].Texts); diff != "" {
			t.Errorf("%v (-want +got):\n%s", headers, diff)
		}
	}
	check([]string{"name", "Cancelled at"}, `"Cancelled at"!=`, `Name=""`)
	check([]string{"name", "cancelled_at", "Is.Test.Data"}, `"cancelled_at" !=`, `"Is.Test.Data" in 1,true`, `Name=""`)
	check([]string{"Name", `"Cancelled" at`}, `"""Cancelled"" at" !=`, `Name=""`)
}

// The layout that asks for most is found, and only where all that it asks for is there.
func TestFind(t *testing.T) {
	s := shelf(t, map[string]string{
		"plain":  "headers: id | score",
		"rich":   "headers: id | score\nany: stars | points",
		"words":  "headers: id | score\ncells: score = good | bad",
		"prefix": "headers: id\nbegin: id = sub_",
		"below":  "headers: id\nbelow: {\"ImportId\"\nheader-rows: 3",
		"first":  "first: #",
		"not":    "headers: id | score | extra\nwithout: owner",
	})
	check := func(want string, rows ...[]string) {
		t.Helper()
		got := ""
		if l := s.Find(rows); l != nil {
			got = l.Name
		}
		if got != want {
			t.Errorf("%q: %q, want %q", rows, got, want)
		}
	}
	check("plain", []string{"ID", "Score"}, []string{"1", "5"})
	check("rich", []string{"id", "score", "Points"}, []string{"1", "5", "2"})
	check("words", []string{"id", "score"}, []string{"1", "Good"}, []string{"2", ""})
	check("plain", []string{"id", "score"}, []string{"1", "Good"}, []string{"2", "5"})
	check("prefix", []string{"id"}, []string{"sub_1"}, []string{""})
	check("", []string{"id"}, []string{"sub_1"}, []string{"x"})
	check("below", []string{"id"}, []string{"The id"}, []string{`{"ImportId":"x"}`})
	check("first", []string{"#", "a"}, []string{"1", "2"})
	check("", []string{"a", "#"}, []string{"1", "2"})
	check("not", []string{"id", "score", "extra"}, []string{"1", "2", "3"})
	check("plain", []string{"id", "score", "extra", "owner"}, []string{"1", "2", "3", "4"})
	check("")
}

// Mistakes of a layout are told with their line.
func TestMistakes(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		_, err := Read(fstest.MapFS{"mine.layout": &fstest.MapFile{Data: []byte(text)}})
		if err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	check("headers: a\nnothing", `mine.layout:2: "nothing" is not a key, a colon and a value`)
	check("headers: a\ncolour: red", `mine.layout:2: "colour" is no key of a layout`)
	check("headers: a\nsay: scale", `mine.layout:2: say: "scale" is not a flag, = and a value`)
	check("headers: a\nheader-rows: two", `mine.layout:2: header-rows: "two" is not a number of rows`)
	check("title: a", "mine.layout: no headers to recognise it by")
	check("headers: a\ncheck: csat", `mine.layout:2: check: "csat" is not a command, = and what it gives`)
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(files); err != nil {
			b.Fatal(err)
		}
	}
}

func filled(int) bool { return false }

package tally

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// An entry is one row of an answer column.
type entry struct {
	text   string
	at     Place
	n      int64
	weight float64 // 0 for a tally without weights
}

func entries(weighted bool) *rapid.Generator[[]entry] {
	text := rapid.OneOf(
		rapid.SampledFrom([]string{"", "0", "1", "9", "10", "00", "01", "11", " 9", "/", ":", "N/A", "1\x00"}),
		rapid.StringN(0, 3, -1))
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) entry {
		e := entry{text: text.Draw(t, "text"), n: rapid.Int64Range(0, 5).Draw(t, "n")}
		e.at = Place{rapid.IntRange(0, 2).Draw(t, "source"), rapid.Int64Range(1, 9).Draw(t, "line"), rapid.Int64Range(0, 3).Draw(t, "record")}
		if weighted {
			e.weight = weights().Filter(func(w float64) bool { return w == 0 || w >= MinWeight && w <= MaxWeight }).Draw(t, "weight")
		}
		return e
	}))
}

func count(t rapid.TB, weighted bool, rows []entry) *Scores {
	s := NewScores(1000)
	for _, e := range rows {
		c, err := s.Of([]byte(e.text))
		if err != nil {
			t.Fatal(err)
		}
		if c.Rows == 0 || e.at.Before(c.First) {
			c.First = e.at
		}
		c.Rows++
		c.N += e.n
		if weighted {
			c.AddWeight(e.n, e.weight)
		}
	}
	return s
}

// A line is a Text with its sums as numbers, which is what can be compared.
type line struct {
	Text    string
	Rows, N int64
	First   Place
	W, W2   float64
}

func lines(s *Scores) []line {
	var out []line
	for _, x := range s.Texts() {
		l := line{Text: x.Text, Rows: x.Rows, N: x.N, First: x.First}
		if x.Weights != nil {
			l.W, l.W2 = x.Weights.W.Float(), x.Weights.W2.Float()
		}
		out = append(out, l)
	}
	return out
}

// slowly counts one text after the other, each by a look through all rows.
func slowly(weighted bool, rows []entry) []line {
	var out []line
	for _, text := range distinct(rows) {
		l := line{Text: text}
		var w, w2 []float64
		for _, e := range rows {
			if e.text != text {
				continue
			}
			if l.Rows == 0 || e.at.Before(l.First) {
				l.First = e.at
			}
			l.Rows++
			l.N += e.n
			w, w2 = append(w, float64(e.n)*e.weight), append(w2, float64(e.n)*e.weight*e.weight)
		}
		if weighted {
			l.W, l.W2 = exact(w), exact(w2)
		}
		out = append(out, l)
	}
	return out
}

func distinct(rows []entry) []string {
	var texts []string
	for _, e := range rows {
		texts = append(texts, e.text)
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// In any order, and merged from any parts, the tally is what a slow count of all rows gives.
func TestScoresMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weighted := rapid.Bool().Draw(t, "weighted")
		rows := entries(weighted).Draw(t, "rows")
		want := slowly(weighted, rows)
		if diff := cmp.Diff(want, lines(count(t, weighted, rows)), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("in order (-want +got):\n%s", diff)
		}
		shuffled := rapid.Permutation(rows).Draw(t, "shuffled")
		whole := NewScores(1000)
		for len(shuffled) > 0 {
			n := rapid.IntRange(1, len(shuffled)).Draw(t, "part")
			if err := whole.Merge(count(t, weighted, shuffled[:n])); err != nil {
				t.Fatal(err)
			}
			shuffled = shuffled[n:]
		}
		if diff := cmp.Diff(want, lines(whole), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("in parts (-want +got):\n%s", diff)
		}
	})
}

func TestPlaceOrder(t *testing.T) {
	inOrder := []Place{{0, 1, 0}, {0, 1, 7}, {0, 2, 0}, {0, 10, 3}, {1, 1, 0}, {1, 1, 1}, {2, 1, 0}}
	for i, p := range inOrder {
		for j, q := range inOrder {
			if p.Before(q) != (i < j) {
				t.Errorf("%v before %v: %v", p, q, p.Before(q))
			}
		}
	}
}

func TestScoresLimit(t *testing.T) {
	check := func(want string, limit int, texts ...string) {
		t.Helper()
		s, said := NewScores(limit), ""
		for _, text := range texts {
			if _, err := s.Of([]byte(text)); err != nil {
				said = err.Error()
			}
		}
		if said != want {
			t.Errorf("%q with limit %d: %q, want %q", texts, limit, said, want)
		}
	}
	usual := []string{"", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}
	check("", 0, usual...) // they have a place of their own
	check("", 2, append(usual, "a", "b", "a", "b")...)
	check("more than 2 different texts", 2, "a", "b", "c")
	check("more than 0 different texts", 0, "11")

	one, two := NewScores(2), NewScores(2)
	for s, texts := range map[*Scores][]string{one: {"a", "b"}, two: {"b", "c"}} {
		for _, text := range texts {
			c, err := s.Of([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			c.Rows++
		}
	}
	var limit *LimitError
	if err := one.Merge(two); !errors.As(err, &limit) || limit.Limit != 2 {
		t.Errorf("three texts merged under a limit of 2: %v", err)
	}
}

func TestWeightsEqual(t *testing.T) {
	of := func(ws ...float64) *Weights {
		c := new(Count)
		for _, w := range ws {
			c.AddWeight(1, w)
		}
		return c.Weights
	}
	check := func(a, b *Weights, want bool) {
		t.Helper()
		if a.Equal(b) != want || b.Equal(a) != want {
			t.Errorf("%v and %v are equal: %v, want %v", a, b, a.Equal(b), want)
		}
	}
	check(nil, nil, true)
	check(nil, of(1), false)
	check(of(1, 2), of(2, 1), true)
	check(of(2, 2), of(1, 3), false) // Σw is 4 for both, Σw² is not
	check(of(1, 2), of(1, 2, 0), true)
}

// FuzzScores holds that every text is found again as it was, once, and in sorted order.
func FuzzScores(f *testing.F) {
	f.Add("9\n10\n\n9\n 9\nN/A\n0\n00\n11")
	f.Add("1\x00\n\xff\n:\n/\n1")
	f.Add("")
	f.Fuzz(func(t *testing.T, column string) {
		want := make(map[string]int64)
		s := NewScores(len(column) + 1)
		for i, text := range strings.Split(column, "\n") {
			c, err := s.Of([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if c.Rows == 0 {
				c.First = Place{Line: int64(i)}
			}
			c.Rows++
			want[text]++
		}
		texts := s.Texts()
		got := make(map[string]int64)
		for _, x := range texts {
			got[x.Text] = x.Rows
			if first := strings.Split(column, "\n")[x.First.Line]; first != x.Text {
				t.Errorf("%q was first met at %q", x.Text, first)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || len(texts) != len(got) {
			t.Errorf("%d texts (-want +got):\n%s", len(texts), diff)
		}
		if !slices.IsSortedFunc(texts, func(a, b Text) int { return strings.Compare(a.Text, b.Text) }) {
			t.Errorf("not sorted: %v", texts)
		}
	})
}

func ExampleScores() {
	s := NewScores(100)
	for line, text := range []string{"9", "10", "N/A", "9"} {
		c, err := s.Of([]byte(text))
		if err != nil {
			fmt.Println(err)
			return
		}
		if c.Rows == 0 {
			c.First = Place{Line: int64(line) + 2}
		}
		c.Rows++
		c.N++
	}
	for _, x := range s.Texts() {
		fmt.Printf("%q × %d, first on line %d\n", x.Text, x.N, x.First.Line)
	}
	// Output:
	// "10" × 1, first on line 3
	// "9" × 2, first on line 2
	// "N/A" × 1, first on line 4
}

package render

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/visible"
)

func FuzzFit(f *testing.F) {
	for _, s := range []string{"", "a", "\x1b[2J", "\u202e", "👨\u200d👩", "\xff\u200d", "e\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := visible.Text(s)
		for _, limit := range []int{1, 2, 7} {
			if cut := fit(got, limit); width(cut) > limit {
				t.Errorf("fit(%q, %d) is %d wide", got, limit, width(cut))
			}
			if piece := chop(got, limit); !strings.HasPrefix(got, piece) || piece == "" && got != "" {
				t.Errorf("chop(%q, %d) is %q", got, limit, piece)
			}
		}
	})
}

func TestFit(t *testing.T) {
	check := func(s string, limit int, want string) {
		t.Helper()
		if got := fit(s, limit); got != want {
			t.Errorf("fit(%q, %d) = %q, want %q", s, limit, got, want)
		}
	}
	check("Asia-Pacific", 12, "Asia-Pacific")
	check("Asia-Pacific", 6, "Asia-…")
	check("Asia-Pacific", 0, "Asia-Pacific")                // not a terminal
	check("東京都の顧客", 6, "東京…")                               // two columns each
	check("e\u0301te\u0301s", 3, "e\u0301t…")               // accents take none
	check("👨\u200d👩\u200d👧 family", 4, "👨\u200d👩\u200d👧 …") // a picture is one letter, two columns wide
	check("👨\u200d👩\u200d👧 family", 2, "…")                 // and is not cut in two
}

func TestWrap(t *testing.T) {
	check := func(s string, limit, indent int, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, wrap(s, limit, indent)); diff != "" {
			t.Errorf("wrap(%q, %d) (-want +got):\n%s", s, limit, diff)
		}
	}
	check("! one two three", 9, 2, "! one two", "  three")
	check("  one two", 6, 4, "  one", "    tw", "    o")
	check("! abcdefghij", 6, 2, "!", "  abcd", "  efgh", "  ij")
	check("abcdefghijklm", 6, 2, "abcdef", "  ghij", "  klm")
	check("one two three", 0, 2, "one two three")
	check("", 10, 2, "")
}

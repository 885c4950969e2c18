package render

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestVisible(t *testing.T) {
	check := func(s, want string) {
		t.Helper()
		if got := visible(s); got != want {
			t.Errorf("visible(%q) = %q, want %q", s, got, want)
		}
	}
	check("Ciudad de México", "Ciudad de México")
	check("a\tb\r\nc", `a\tb\r\nc`)
	check("\x1b[31mred", `\x1b[31mred`)
	check("\u009b31m", `\u009b31m`)           // CSI as one character
	check("\xff", `\xff`)                     // not UTF-8
	check("\u202egnp.exe", `\u202egnp.exe`)   // turns what follows
	check("a\u200bb\ufeff", `a\u200bb\ufeff`) // without width
	check("👨\u200d👩", "👨\u200d👩")             // joined: one picture
	check("می\u200cخواهم", "می\u200cخواهم")   // a Persian word
	check("\u200d\u200d", `\u200d\u200d`)     // nothing to join
	check("x\u200d\u200d", "x\u200d"+`\u200d`)
	check("line\u2028two", `line\u2028two`)
	check("\U000e0041", `\U000e0041`) // an invisible letter
	check("\u0600٣", "\u0600٣")       // a sign before Arabic numbers has a shape
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"", "a", "\x1b[2J", "\u202e", "👨\u200d👩", "\xff\u200d", "e\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := visible(s)
		if !utf8.ValidString(got) {
			t.Errorf("visible(%q) is not UTF-8", s)
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return invisible(r) && r != '\u200c' && r != '\u200d' }); i >= 0 {
			t.Errorf("visible(%q) = %q still hides something", s, got)
		}
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
	check("Asia-Pacific", 0, "Asia-Pacific")  // not a terminal
	check("東京都の顧客", 6, "東京…")                 // two columns each
	check("e\u0301te\u0301s", 3, "e\u0301t…") // accents take none
	check("👨\u200d👩\u200d👧 family", 4, "…")   // a picture is not cut in two
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

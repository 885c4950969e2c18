package visible

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	check := func(s, want string) {
		t.Helper()
		if got := Text(s); got != want {
			t.Errorf("Text(%q) = %q, want %q", s, got, want)
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

// A writer escapes what goes through it, and says that all was taken.
func TestWriter(t *testing.T) {
	var b bytes.Buffer
	text := "a\x1b[2J\r\nb\tc\n"
	if n, err := Writer(&b).Write([]byte(text)); n != len(text) || err != nil {
		t.Errorf("%d bytes written, %v", n, err)
	}
	if want := `a\x1b[2J\r` + "\n" + `b\tc` + "\n"; b.String() != want {
		t.Errorf("%q came out, want %q", b.String(), want)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "\x1b[2J", "\u202e", "👨\u200d👩", "\xff\u200d", "e\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) {
			t.Errorf("Text(%q) is not UTF-8", s)
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return Hidden(r) && r != '\u200c' && r != '\u200d' }); i >= 0 {
			t.Errorf("Text(%q) = %q still hides something", s, got)
		}
		if again := Text(got); again != got {
			t.Errorf("Text(%q) = %q and then %q", s, got, again)
		}
	})
}

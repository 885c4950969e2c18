package answer

import (
	"encoding/json"
	"math"
	"os"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

func TestNormalise(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		if got := Normalise(text); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", text, got, want)
		}
	}
	check("", "")
	check(" Very  Satisfied! ", "very satisfied")
	check("Muy satisfecho/a", "muy satisfecho a")
	check("Muy satisfecho(a)", "muy satisfecho a")
	check("Ni de acuerdo, ni en desacuerdo", "ni de acuerdo ni en desacuerdo")
	check("D'accord", "daccord")
	check("D’accord", "daccord")
	check("Très  d\u00b4accord", "tres daccord")
	check("Äußerst", "ausserst")
	check("ÉTÉ", "ete")
	check("Надёжно", "надежно")
	check("НАДЕЖНО", "надежно")
	check("★★★★☆", "★★★★☆")
	check("⭐\ufe0f⭐\ufe0f", "⭐⭐")
	check("5 stars", "5 stars")
	check("\ufeffGood\u200b", "good")
	if Normalise("Трудний") == Normalise("Труднии") {
		t.Error("й and и are different letters")
	}
	if Normalise("Її") == Normalise("Іі") {
		t.Error("ї and і are different letters")
	}
}

// ASCII and the letters of Latin, Greek and Cyrillic have a way of their own, which comes to the same.
func TestNormaliseLetters(t *testing.T) {
	for a := range utf8.RuneSelf {
		for b := range utf8.RuneSelf {
			text := string([]byte{byte(a), 'x', byte(b), byte(a), 'Y', byte(b)})
			if got, ok := normaliseLetters(text); !ok || got != normaliseAny(text) {
				t.Errorf("%q: %q %v, expected %q", text, got, ok, normaliseAny(text))
			}
		}
	}
	letters := 0
	for r := rune(utf8.RuneSelf); r <= lastLetter+0x100; r++ {
		for _, around := range []string{"", "x", "е", "Ж", "α", "é", " ", "ß", "İ", "й"} {
			text := around + string(r) + around + string(unicode.ToUpper(r)) + " " + around
			got, ok := normaliseLetters(text)
			if ok && got != normaliseAny(text) {
				t.Errorf("%q: %q, expected %q", text, got, normaliseAny(text))
			}
			if ok && around == "" {
				letters++
			}
		}
	}
	if letters < 900 {
		t.Errorf("only %d letters have the way of their own", letters)
	}
}

// A text that is taken for a normal one is as it would be made.
func TestNormalTexts(t *testing.T) {
	texts := []string{""}
	normal := 0
	for i := 0; i < len(texts); i++ {
		text := texts[i]
		if isNormal(text) {
			normal++
			if made := normaliseAny(text); made != text {
				t.Errorf("%q is normal, and made %q", text, made)
			}
		}
		for _, c := range []string{"a", "9", " ", "Y", "-", "é", "\t"} {
			if len(text) < 5 {
				texts = append(texts, text+c)
			}
		}
	}
	if normal < 100 {
		t.Errorf("only %d of %d texts are normal", normal, len(texts))
	}
}

func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"Very Satisfied", "É", "й", "ё", "İ", "ǅ", "ﬁ", "\xff", "e\u0308", "е\u0308", "a\u0345b", "\u1e9e", "\x89Ꮅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := Normalise(text)
		if twice := Normalise(once); twice != once {
			t.Fatalf("Normalise(%q) = %q, and again %q", text, once, twice)
		}
		if isNormal(text) && normaliseAny(text) != text {
			t.Fatalf("%q is no normal text, but %q", text, normaliseAny(text))
		}
		if normal, ok := normaliseLetters(text); ok && normal != normaliseAny(text) {
			t.Fatalf("the letters of %q are %q, expected %q", text, normal, normaliseAny(text))
		}
	})
}

func TestQuote(t *testing.T) {
	check := func(text string, max int, want string) {
		t.Helper()
		if got := Quote(text, max); got != want {
			t.Errorf("Quote(%q, %d) = %s, want %s", text, max, got, want)
		}
	}
	check("", 10, `""`)
	check("N/A", 10, `"N/A"`)
	check("Задоволений", 11, `"Задоволений"`)
	check("Задоволений", 10, `"Задоволени…"`)
	check("a\"b\\c", 10, `"a\"b\\c"`)
	check("\x1b[2J\x00\r\n", 40, `"\x1b[2J\x00\r\n"`)
	check("\u202etxt.exe", 40, `"\u202etxt.exe"`)
	check("a\u00a0b\u200bc\ufeff", 40, `"a\u00a0b\u200bc\ufeff"`)
	check("\xe9t\xe9", 40, `"\xe9t\xe9"`)
	check("ab\x00", 5, `"ab…"`)
	check("abc", 0, `"…"`)
}

func TestQuoteIsAlwaysPrintable(t *testing.T) {
	for _, file := range []string{"naughty-strings", "injection-strings"} {
		data, err := os.ReadFile(shared.Dir(t, "conformance", file, "strings.json"))
		if err != nil {
			t.Fatal(err)
		}
		var cases [][]string // the string is the last element
		if err := json.Unmarshal(data, &cases); err != nil {
			t.Fatal(err)
		}
		c := nps(t)
		for _, one := range cases {
			text := one[len(one)-1]
			checkQuote(t, text)
			if kind, score, _ := c.Classify(text); kind == Counted && (score != math.Trunc(score) || score < 0 || score > 10) {
				t.Errorf("%s: %q counts as %v", one[0], text, score)
			}
		}
	}
}

func checkQuote(t *testing.T, text string) {
	t.Helper()
	quoted := Quote(text, 30)
	if !utf8.ValidString(quoted) || utf8.RuneCountInString(quoted) > 33 {
		t.Errorf("Quote(%q, 30) = %q", text, quoted)
	}
	for _, r := range quoted {
		if !unicode.IsPrint(r) {
			t.Errorf("Quote(%q, 30) = %q holds %U", text, quoted, r)
		}
	}
}

func FuzzQuote(f *testing.F) {
	f.Add("\u202e\xff\x00…")
	f.Fuzz(checkQuoteOf)
}

func checkQuoteOf(t *testing.T, text string) { checkQuote(t, text) }

package markup

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	check := func(n Node, want string) {
		t.Helper()
		var b strings.Builder
		if err := n.Write(&b); err != nil || b.String() != want {
			t.Errorf("%q, %v, want %q", b.String(), err, want)
		}
	}
	check(Words("p", Attrs{"title", `"><script>`}, "a < b & c"), `<p title="&quot;&gt;&lt;script&gt;">a &lt; b &amp; c</p>`+"\n")
	check(Element("meta", Attrs{"charset", "utf-8"}), "<meta charset=\"utf-8\">\n")
	check(Element("p", nil, Text("one "), Words("b", nil, "two")), "<p>\none <b>two</b></p>\n")
	check(Words("p", If(false, "class", "x"), ""), "<p></p>\n")
	check(Style("a>b{}"), "<style>a>b{}</style>\n")
}

// Whatever the texts are, the tree that is read is the one that was written.
func FuzzWrite(f *testing.F) {
	f.Add(`"><svg/onload=alert(1)>`, "]]>&#x;")
	f.Fuzz(func(t *testing.T, value, text string) {
		var b strings.Builder
		if err := Words("p", Attrs{"title", value}, text).Write(&b); err != nil {
			t.Fatal(err)
		}
		if strings.Count(b.String(), "<") != 2 || strings.Count(b.String(), `"`) != 2 {
			t.Errorf("%q and %q become %q", value, text, b.String())
		}
		d := xml.NewDecoder(strings.NewReader(`<p title="` + escaper.Replace("plain"+strings.Map(letters, value)) + `"/>`))
		for {
			if _, err := d.Token(); err == io.EOF {
				return
			} else if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// letters leaves out what XML has no place for.
func letters(r rune) rune {
	if r < ' ' || r > 0x7e {
		return -1
	}
	return r
}

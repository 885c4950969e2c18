package workbook

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// tags writes what a markup finds, one tag a line.
func tags(m *markup) (string, error) {
	var b strings.Builder
	for m.next() {
		b.WriteString(string(appendPlain(nil, m.text)) + "<")
		if m.opens {
			b.WriteString(string(m.name))
		}
		for attrs := m.attrs; m.opens; {
			name, value, rest, ok := nextAttr(attrs)
			if !ok {
				break
			}
			b.WriteString(" " + string(name) + "=" + string(appendPlain(nil, value)))
			attrs = rest
		}
		if m.opens && m.closes {
			b.WriteString(">\n<")
		}
		if m.closes {
			b.WriteString("/" + string(m.name))
		}
		b.WriteString(">\n")
	}
	return b.String(), m.failure()
}

// reference writes the same with the library of Go. ok is false where it reads no XML.
func reference(text string) (tags string, ok bool) {
	var b strings.Builder
	end := 0 // behind the last tag
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.RawToken()
		if err != nil {
			return b.String()[:end], errors.Is(err, io.EOF)
		}
		switch token := token.(type) {
		case xml.StartElement:
			b.WriteString("<" + token.Name.Local)
			for _, a := range token.Attr {
				b.WriteString(" " + a.Name.Local + "=" + a.Value)
			}
			b.WriteString(">\n")
			end = b.Len()
		case xml.EndElement:
			b.WriteString("</" + token.Name.Local + ">\n")
			end = b.Len()
		case xml.CharData:
			b.Write(token)
		}
	}
}

var markups = []string{
	`<a><b x="1"/>text<c y='2' z = "3">&lt;&amp;&#65;&#x42;</c></a>`,
	`<?xml version="1.0"?><x:a r:id="7"><x:b>t</x:b></x:a>`,
	`<a>one<!-- <b> -->two<![CDATA[<c>&amp;]]>three</a>`,
	`<a x="1>2" y='"'>3</a>`,
	"<a\n x=\"1\"\t/>",
	`<a><v>9</v></a>` + "\n",
	`<!DOCTYPE a><a></a>`,
}

// The tokenizer reads as the library of Go does.
func TestMarkup(t *testing.T) {
	for _, text := range markups {
		want, ok := reference(text)
		if !ok {
			t.Fatalf("%s is no XML", text)
		}
		for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
			if got, err := tags(newMarkup(in)); err != nil || got != want {
				t.Errorf("%s: %v\n%s\nwant\n%s", text, err, got, want)
			}
		}
	}
}

func TestBrokenMarkup(t *testing.T) {
	for _, text := range []string{"<a", "<a><b x=\"1", "<a><!-- ", "<a><![CDATA[x", "<"} {
		if _, err := tags(newMarkup(strings.NewReader(text))); !errors.Is(err, errBroken) {
			t.Errorf("%s: error %v", text, err)
		}
	}
	long := "<a>" + strings.Repeat("x", markupLimit+1) + "</a>"
	if _, err := tags(newMarkup(strings.NewReader(long))); err == nil || !strings.Contains(err.Error(), "more than 16 MiB") {
		t.Errorf("error %v of a text without end", err)
	}
}

// What the library of Go takes for XML reads the same here, but for line ends, which it changes.
func FuzzMarkup(f *testing.F) {
	for _, text := range markups {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, _ := tags(newMarkup(strings.NewReader(text)))
		want, ok := reference(text)
		if !ok || strings.ContainsAny(text, "\r!?:") {
			return
		}
		if got != want {
			t.Errorf("%q:\n%s\nwant\n%s", text, got, want)
		}
	})
}

func FuzzRows(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c><f>A1</f></c></row><row hidden="1"><c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, text string) {
		r := newRowReader(strings.NewReader(text))
		v := valuer{since: since1900, forms: []numberForm{plainNumber, dayForm}}
		last := 0
		for r.nextRow() {
			if r.row.number <= last {
				t.Fatalf("row %d behind row %d", r.row.number, last)
			}
			last = r.row.number
			column := -1
			for _, c := range r.row.cells {
				if c.column <= column || c.column >= mostColumns {
					t.Fatalf("column %d behind column %d", c.column, column)
				}
				column = c.column
				v.append(nil, &r.row, c)
			}
		}
	})
}

// The formats are those that spreadsheets offer, and a few that people make.
func TestForms(t *testing.T) {
	check := func(format string, want numberForm) {
		t.Helper()
		if got := formOf(format); got != want {
			t.Errorf("%s: %d, want %d", format, got, want)
		}
	}
	for _, format := range []string{"General", "0.00", "#,##0.00", "0.00E+00", `0 "%"`, `0 "days"`, "@", `[Red]-0.00`, `[$€-407] #,##0`,
		`_-* #,##0.00\ "zł"_-`, `0\d`, `#,##0;[Red]"yes"`, `[$RUB] 0`, `[<=9999999]###\-####`, ""} {
		check(format, plainNumber)
	}
	for _, format := range []string{"yyyy-mm-dd", "d/m/yy", "mmm-yy", "[$-409]mmmm\\ d\\,\\ yyyy;@", "dd.mm.yyyy", "mmmm", `yyyy"年"m"月"`, "DD/MM/YYYY"} {
		check(format, dayForm)
	}
	for _, format := range []string{"m/d/yy h:mm", "yyyy-mm-dd\\Thh:mm:ss", "dd/mm/yyyy hh:mm AM/PM"} {
		check(format, timeForm)
	}
	for _, format := range []string{"h:mm", "hh:mm:ss", "mm:ss.0"} {
		check(format, clockForm)
	}
	for _, format := range []string{"0%", "0.00%", "#,##0.0 %;[Red]-0.0%"} {
		check(format, percentForm)
	}
	for _, format := range []string{"[h]:mm:ss", "[mm]:ss", "[ss]"} {
		check(format, spanForm)
	}
}

// A length of 30 hours is 1.25 days, of which a format without a date shows 06:00:00. Dates of our time stay what they are.
func TestLengthsShownAsClocks(t *testing.T) {
	check := func(number string, form numberForm, want string) {
		t.Helper()
		v := valuer{since: since1900, forms: []numberForm{form}}
		if got := string(v.appendNumber(nil, []byte(number), form)); got != want {
			t.Errorf("%s: %q, want %q", number, got, want)
		}
	}
	check("0.25", clockForm, "06:00:00")
	check("1.25", clockForm, "30:00:00")
	check("3", clockForm, "72:00:00")
	check("1.25", spanForm, "30:00:00")
	check("46143.75", clockForm, "2026-05-01 18:00:00")
	check("1.25", timeForm, "1900-01-01 06:00:00")
	check("1", dayForm, "1900-01-01")
	check("0.85", percentForm, "85%")
	check("0.07", percentForm, "7%")
	check("0.125", percentForm, "12.5%")
	check("1", percentForm, "100%")
}

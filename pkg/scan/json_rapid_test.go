package scan

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"pgregory.net/rapid"
)

// A jsonWriter draws JSON texts: white space, escapes and numbers in all their forms, keys that
// stand twice, and decoys: wanted keys inside strings, deeper, or nearly the same.
type jsonWriter struct {
	t *rapid.T
	b bytes.Buffer
}

var (
	drawSpace = rapid.SampledFrom([]string{"", "", "", "", " ", "\t", "\r", "  "})
	drawKey   = rapid.SampledFrom([]string{"score", "score", "a", "a", "b", "0", "1", "Score", "scor", "scores", "", "ім'я", "a.b", "x\"y", "x\\"})
	drawTexts = rapid.SampledFrom([]string{
		"", "9", "score", `"score":1`, `{"score":1}`, "],[{", "\\", "\\\\", `\"`, "день", "é", "😀", "\u2028", "\x7f", "\n", "\t", "\x00", "\x1f",
		"/", strings.Repeat("long ", 13), strings.Repeat("довге ", 11), strings.Repeat("\\", 31), strings.Repeat(`"`, 33),
	})
	drawNumber = rapid.SampledFrom([]string{"0", "-0", "9", "10", "1.50", "-12.003e-7", "1E400", "0.0", "123456789012345678901234567890", "5e+1"})
	drawRaw    = rapid.SampledFrom([]string{`\ud800`, `\uDC00`, `\uD83D\uDE00`, `\ud83d\u0041`, `\/`, `\b\f`, `\u0000`, `\u00E9`})
)

func (w *jsonWriter) space(lines bool) {
	w.b.WriteString(drawSpace.Draw(w.t, "space"))
	if lines && rapid.IntRange(0, 3).Draw(w.t, "line") == 0 {
		w.b.WriteByte('\n')
	}
}

func (w *jsonWriter) value(depth int, lines bool) {
	kind := rapid.IntRange(0, 9).Draw(w.t, "kind")
	switch {
	case depth == 0 && kind >= 6:
		kind -= 6
	case kind == 9:
		kind = 8
	}
	switch kind {
	case 0, 1:
		w.str(drawTexts.Draw(w.t, "text"))
	case 2, 3:
		w.b.WriteString(drawNumber.Draw(w.t, "number"))
	case 4:
		w.b.WriteString(rapid.SampledFrom([]string{"true", "false"}).Draw(w.t, "boolean"))
	case 5:
		w.b.WriteString("null")
	case 6, 7:
		w.list('[', ']', lines, func() { w.value(depth-1, lines) })
	default:
		w.object(depth-1, lines)
	}
}

func (w *jsonWriter) object(depth int, lines bool) {
	w.list('{', '}', lines, func() {
		w.str(drawKey.Draw(w.t, "key"))
		w.space(lines)
		w.b.WriteByte(':')
		w.space(lines)
		w.value(depth, lines)
	})
}

func (w *jsonWriter) list(open, shut byte, lines bool, item func()) {
	w.b.WriteByte(open)
	for i := range rapid.IntRange(0, 5).Draw(w.t, "items") {
		if i > 0 {
			w.b.WriteByte(',')
		}
		w.space(lines)
		item()
		w.space(lines)
	}
	if rapid.Bool().Draw(w.t, "inside") {
		w.space(lines)
	}
	w.b.WriteByte(shut)
}

// str writes a string and escapes what must be escaped, and sometimes what need not.
func (w *jsonWriter) str(text string) {
	every := rapid.IntRange(1, 6).Draw(w.t, "escape")
	w.b.WriteByte('"')
	n := 0
	for _, r := range text {
		n++
		switch {
		case r >= 0x10000 || r >= 0x20 && r != '"' && r != '\\' && n%every != 0:
			w.b.WriteRune(r)
		case r == '\n' && n%2 == 0:
			w.b.WriteString(`\n`)
		case r == '"' || r == '\\':
			w.b.WriteString(`\` + string(r))
		default:
			fmt.Fprintf(&w.b, `\u%04x`, r)
		}
	}
	if rapid.IntRange(0, 5).Draw(w.t, "raw") == 0 {
		w.b.WriteString(drawRaw.Draw(w.t, "raw"))
	}
	w.b.WriteByte('"')
}

// damage changes a byte, now and then.
func damage(t *rapid.T, text []byte) []byte {
	if len(text) == 0 || rapid.IntRange(0, 2).Draw(t, "damage") > 0 {
		return text
	}
	at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
	by := rapid.SampledFrom([]string{"", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "x", "\n", "\x00", "\xff", "\x80", "é", "-", "e"}).Draw(t, "by")
	if rapid.Bool().Draw(t, "cut") && by == "" {
		return text[:at]
	}
	return append(append(bytes.Clone(text[:at]), by...), text[at+rapid.IntRange(0, 1).Draw(t, "over"):]...)
}

var jsonWanted = append(columns("score", "a.b", "a", "a.score.b", "b.0", "b.1.score", "ім'я", "a.0", "x\\"), Column{Path: []string{"a.b"}})

func TestJSONGeneratedLines(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := jsonWriter{t: r}
		for range rapid.IntRange(0, 8).Draw(r, "records") {
			w.space(false)
			w.object(4, false)
			w.space(false)
			w.b.WriteString(rapid.SampledFrom([]string{"\n", "\r\n", "\n\n"}).Draw(r, "end"))
		}
		text := damage(r, w.b.Bytes())
		checkLines(t, text, jsonWanted, drawChunk(r, text), rapid.IntRange(1, 3).Draw(r, "workers"))
	})
}

func TestJSONGeneratedDocuments(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := jsonWriter{t: r}
		w.space(true)
		if rapid.IntRange(0, 3).Draw(r, "form") == 0 {
			for range rapid.IntRange(1, 4).Draw(r, "records") {
				w.object(4, true)
				w.space(true)
			}
		} else {
			w.list('[', ']', true, func() {
				if rapid.IntRange(0, 9).Draw(r, "other") == 0 {
					w.value(2, true)
				} else {
					w.object(4, true)
				}
			})
			w.space(true)
		}
		text := damage(r, w.b.Bytes())
		checkDocument(t, text, jsonWanted, drawChunk(r, text), rapid.IntRange(1, 3).Draw(r, "workers"))
		checkJSONText(t, text)
	})
}

func drawChunk(r *rapid.T, text []byte) int {
	if rapid.IntRange(0, 3).Draw(r, "whole") == 0 {
		return jsonChunk
	}
	return rapid.IntRange(1, len(text)+1).Draw(r, "chunk")
}

// checkJSONText compares the verdict on a document with that of jsontext, which is stricter: it
// refuses halves of surrogate pairs.
func checkJSONText(t *testing.T, text []byte) {
	t.Helper()
	_, err := scanJSON(t, bytes.NewReader(text), JSONOptions{}, jsonChunk, 1, nil)
	strict := jsontext.Value(text).IsValid(jsontext.AllowDuplicateNames(true))
	if strict && err != nil {
		t.Errorf("%q: jsontext accepts it, got error %v", text, err)
	}
	first := bytes.TrimLeft(text, " \t\r\n")
	if err == nil && !strict && first[0] == '[' && !bytes.Contains(bytes.ToLower(text), []byte(`\ud`)) {
		t.Errorf("%q: jsontext refuses it, got no error", text)
	}
}

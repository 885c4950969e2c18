package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// writeJSON writes the whole document with every digit, indented, its keys in their order.
func writeJSON(w io.Writer, d *result.Document, _ Options) error {
	b, err := encodeJSON(complete(d), "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// complete returns the document with empty lists in place of absent ones, which JSON would show
// as null, and with keys that differ.
func complete(d *result.Document) *result.Document {
	c := *d
	c.Sources = orEmpty(c.Sources)
	c.Groups = orEmpty(distinct(c.Groups, unique(byNames(d), nil)))
	c.Warnings = orEmpty(c.Warnings)
	c.Thresholds = orEmpty(c.Thresholds)
	return &c
}

// distinct returns the groups with these names for the columns of --by: two columns of a file may
// have the same name, two keys of an object may not.
func distinct(groups []result.Group, names []string) []result.Group {
	out := slices.Clone(groups)
	for i, g := range out {
		by := slices.Clone(g.By)
		for j := range min(len(by), len(names)) {
			by[j].Key = names[j]
		}
		out[i].By = by
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// encodeJSON returns v and a line feed. What a terminal would obey is escaped: the JSON stays the
// same, and a name from the data cannot move the cursor.
func encodeJSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("cannot write JSON: %w", err)
	}
	return escapeControls(b.Bytes()), nil
}

// escapeControls writes the invisible characters that encoding/json lets through as \uXXXX. They
// can only stand inside of strings.
func escapeControls(b []byte) []byte {
	if !bytes.ContainsFunc(b, obeyed) {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if obeyed(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return out
}

// obeyed tells the characters that change what a terminal does or the order in which it shows
// text: DEL, the C1 controls and the directional marks.
func obeyed(r rune) bool {
	return r >= 0x7f && r <= 0x9f || unicode.Is(unicode.Bidi_Control, r)
}

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

// writeJSON writes the whole document with every digit, indented, its keys in their order. Groups are
// written one by one: a million of them as a text would take gigabytes.
func writeJSON(w io.Writer, d *result.Document, _ Options) error {
	named := distinct(d)
	rest := *named
	rest.Groups = result.Groups{}
	rest.Sources = append([]result.Source{}, rest.Sources...) // absent lists would be null
	rest.Warnings = append([]result.Warning{}, rest.Warnings...)
	rest.Thresholds = append([]result.Threshold{}, rest.Thresholds...)
	var b bytes.Buffer
	if err := encodeJSON(&b, &rest, "", indent); err != nil {
		return err
	}
	head, tail, _ := bytes.Cut(b.Bytes(), []byte(noGroups)) // no text has a line feed in it
	out := &pieces{w: w}
	out.write(head)
	if named.Groups.Len() == 0 {
		out.write([]byte(noGroups))
	}
	for i, g := range named.Groups.All() {
		opening := ",\n" + indent + indent
		if i == 0 {
			opening = noGroups[:len(noGroups)-1] + opening[1:]
		}
		out.write([]byte(opening))
		if out.err == nil {
			out.err = encodeJSON(w, g, indent+indent, indent)
		}
	}
	if named.Groups.Len() > 0 {
		out.write([]byte("\n" + indent + "]"))
	}
	for _, m := range named.Members() {
		out.member(m)
	}
	out.write(append(tail, '\n'))
	return out.err
}

// member writes a member of the document behind another.
func (p *pieces) member(m result.Member) {
	var b bytes.Buffer
	fmt.Fprintf(&b, ",\n%s%q: ", indent, m.Key)
	if err := encodeJSON(&b, m.Value, indent, indent); err != nil && p.err == nil {
		p.err = err
	}
	p.write(b.Bytes())
}

// How the JSON document is indented, and what stands in it without groups.
const (
	indent   = "  "
	noGroups = "\n" + indent + `"groups": []`
)

// pieces are written one after the other, up to the first error.
type pieces struct {
	w   io.Writer
	err error
}

func (p *pieces) write(b []byte) {
	if p.err == nil {
		_, p.err = p.w.Write(b)
	}
}

// distinct returns the document with names for the columns of --by that differ: two columns of a file may
// have the same name, two keys of an object may not.
func distinct(d *result.Document) *result.Document {
	names := byNames(d)
	free := unique(names, nil)
	if slices.Equal(names, free) {
		return d
	}
	c := *d
	c.Findings = slices.Clone(d.Findings)
	for i := range c.Findings {
		c.Findings[i].Rows = renamed(c.Findings[i], free)
	}
	c.Groups = d.Groups.Map(func(_ int, g result.Group) result.Group {
		g.By = slices.Clone(g.By)
		for j := range min(len(g.By), len(free)) {
			g.By[j].Key = free[j]
		}
		return g
	})
	return &c
}

// Encode writes v as indented JSON that is safe to look at.
func Encode(w io.Writer, v any) error {
	if err := encodeJSON(w, v, "", "  "); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// encodeJSON writes v without a line feed at its end. What a terminal would obey is escaped: the JSON stays the
// same, and a name from the data cannot move the cursor.
func encodeJSON(w io.Writer, v any, prefix, indent string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, indent)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("cannot write JSON: %w", err)
	}
	_, err := w.Write(escapeControls(bytes.TrimSuffix(b.Bytes(), []byte("\n"))))
	return err
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
// text: DEL, the C1 controls, the directional marks and the separators of lines.
func obeyed(r rune) bool {
	return r >= 0x7f && r <= 0x9f || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r)
}

// renamed returns rows whose columns of --by have other names.
func renamed(f result.Findings, names []string) []result.Object {
	rows := slices.Clone(f.Rows)
	for i := range rows {
		by := slices.Clone(f.By(i))
		for j := range min(len(by), len(names)) {
			by[j].Key = names[j]
		}
		rows[i] = slices.Clone(rows[i])
		for k := range rows[i] {
			if rows[i][k].Key == "by" {
				rows[i][k].Value = by
			}
		}
	}
	return rows
}

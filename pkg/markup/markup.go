// Package markup builds HTML and SVG as trees, so that what is written is well formed and every text is escaped.
//
// Names of elements and attributes come from the program; texts and values of attributes may come from anywhere.
// The template package of the standard library would be a third more of a program: it keeps the linker from leaving
// out what is not used.
package markup

import (
	"io"
	"slices"
	"strings"
)

// A Node is an element, a text, or nodes beside each other. The zero Node is nothing.
type Node struct {
	name   string
	attrs  Attrs
	kids   []Node
	text   string
	sheet  bool // text is that of a style sheet, which is not escaped
	inline bool // written without line feeds around its children
}

// Attrs are attributes: a name and a value, then the next. One whose name is "" is left out.
type Attrs []string

// If returns the attributes where they apply.
func If(applies bool, attrs ...string) Attrs {
	if !applies {
		return nil
	}
	return attrs
}

// Element returns an element with its children.
func Element(name string, attrs Attrs, kids ...Node) Node {
	return Node{name: name, attrs: attrs, kids: kids}
}

// Words returns an element with a text in it.
func Words(name string, attrs Attrs, text string) Node {
	return Node{name: name, attrs: attrs, kids: []Node{Text(text)}, inline: true}
}

// Text returns a text.
func Text(s string) Node { return Node{text: s} }

// Style returns a style sheet of the program, which is written as it is.
func Style(css string) Node {
	return Node{name: "style", kids: []Node{{text: css, sheet: true}}, inline: true}
}

// voids are the elements of HTML that have no end.
var voids = []string{"meta", "br", "hr", "link", "img"}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// Write writes the tree.
func (n Node) Write(w io.Writer) error {
	p := &printer{w: w}
	p.node(n)
	return p.err
}

// A printer writes until the first failure.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) put(texts ...string) {
	for _, s := range texts {
		if p.err == nil {
			_, p.err = io.WriteString(p.w, s)
		}
	}
}

func (p *printer) node(n Node) {
	switch {
	case n.sheet:
		p.put(n.text)
	case n.name == "":
		p.put(escaper.Replace(n.text))
		p.kids(n)
	default:
		p.element(n)
	}
}

func (p *printer) kids(n Node) {
	for _, kid := range n.kids {
		p.node(kid)
	}
}

func (p *printer) element(n Node) {
	p.put("<", n.name)
	for i := 0; i+1 < len(n.attrs); i += 2 {
		if n.attrs[i] != "" {
			p.put(" ", n.attrs[i], `="`, escaper.Replace(n.attrs[i+1]), `"`)
		}
	}
	p.put(">")
	if slices.Contains(voids, n.name) {
		p.put("\n")
		return
	}
	if len(n.kids) > 0 && !n.inline {
		p.put("\n")
	}
	p.kids(n)
	p.put("</", n.name, ">")
	if !slices.Contains(inText, n.name) {
		p.put("\n")
	}
}

// inText are the elements that stand within a text, where a line feed would be a blank.
var inText = []string{"a", "b"}

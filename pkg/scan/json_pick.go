package scan

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// A jsonNode is a place in a record that some wanted column names or leads through.
type jsonNode struct {
	key   string      // the key in the object around it
	index int         // the place in the array around it, or -1
	name  string      // the keys from the outside in, joined with dots
	id    int         // counts the nodes
	cols  []int       // the wanted columns that end here
	kids  []*jsonNode // the places inside this one
	items bool        // one of kids is a place in an array
}

// newJSONTree builds the tree of the wanted columns and returns its root and its number of nodes.
func newJSONTree(want []Column) (root *jsonNode, nodes int) {
	root = &jsonNode{index: -1}
	nodes = 1
	for col, c := range want {
		n := root
		for depth, key := range c.Path {
			kid := n.find([]byte(key))
			if kid == nil {
				kid = &jsonNode{key: key, index: arrayIndex(key), id: nodes, name: strings.Join(c.Path[:depth+1], ".")}
				nodes++
				n.kids = append(n.kids, kid)
				n.items = n.items || kid.index >= 0
			}
			n = kid
		}
		n.cols = append(n.cols, col)
	}
	return root, nodes
}

// arrayIndex returns the place in an array that a path element names, or -1.
func arrayIndex(key string) int {
	i, err := strconv.Atoi(key)
	if err != nil || i < 0 || strconv.Itoa(i) != key {
		return -1
	}
	return i
}

// find returns the place inside n with the given key, or nil.
func (n *jsonNode) find(key []byte) *jsonNode {
	for _, kid := range n.kids {
		if kid.key == string(key) {
			return kid
		}
	}
	return nil
}

// item returns the place inside n with the given index, or nil.
func (n *jsonNode) item(index int) *jsonNode {
	for _, kid := range n.kids {
		if kid.index == index {
			return kid
		}
	}
	return nil
}

// A jsonPicker reads records and keeps the wanted cells. It checks every byte of a record, and
// knows what to say about the first that is wrong.
type jsonPicker struct {
	text  jsonText
	nest  jsonNest
	root  *jsonNode
	seen  []bool // by node: the record had a value there
	row   []Span // the cells of the record
	cells *jsonUnescaped
	depth int // brackets around the value that is read
	limit int // brackets that may be open

	repeated []jsonRepeat
}

// A jsonRepeat is a key that stands twice in its object.
type jsonRepeat struct {
	at   int
	node *jsonNode
}

// record reads the object that begins at i.
func (p *jsonPicker) record(i int) (int, *jsonFail) {
	p.repeated = p.repeated[:0]
	p.depth = 0
	p.clear(p.root)
	return p.value(i, p.root)
}

// clear makes everything from n inwards absent.
func (p *jsonPicker) clear(n *jsonNode) {
	p.seen[n.id] = false
	for _, col := range n.cols {
		p.row[col] = Absent
	}
	for _, kid := range n.kids {
		p.clear(kid)
	}
}

// value reads the value at i, which is the one that n stands for.
func (p *jsonPicker) value(i int, n *jsonNode) (int, *jsonFail) {
	end, fail := p.inside(i, n)
	if fail != nil {
		return end, fail
	}
	if len(n.cols) > 0 {
		cell := p.cell(i, end)
		for _, col := range n.cols {
			p.row[col] = cell
		}
	}
	return end, nil
}

// inside reads the value at i and keeps the wanted cells inside it.
func (p *jsonPicker) inside(i int, n *jsonNode) (int, *jsonFail) {
	if i >= len(p.text.b) || p.text.b[i] != '{' && p.text.b[i] != '[' {
		return p.skip(i)
	}
	object := p.text.b[i] == '{'
	if len(n.kids) == 0 || !object && !n.items || p.depth >= p.limit {
		return p.skip(i)
	}
	p.depth++
	defer func() { p.depth-- }()
	if object {
		return p.object(i, n)
	}
	return p.array(i, n)
}

func (p *jsonPicker) skip(i int) (int, *jsonFail) {
	p.nest.limit = p.limit - p.depth
	return p.nest.skip(&p.text, i)
}

func (p *jsonPicker) object(i int, n *jsonNode) (int, *jsonFail) {
	t := &p.text
	if i = t.space(i + 1); i < len(t.b) && t.b[i] == '}' {
		return i + 1, nil
	}
	for expected := `a key in double quotes or "}"`; ; expected = "a key in double quotes" {
		if i = t.space(i); i >= len(t.b) || t.b[i] != '"' {
			return i, t.expected(i, expected)
		}
		key, end, fail := i, 0, (*jsonFail)(nil)
		if end, fail = t.str(i); fail != nil {
			return end, fail
		}
		if i = t.space(end); i >= len(t.b) || t.b[i] != ':' {
			return i, t.expected(i, `":"`)
		}
		if i, fail = p.member(t.space(i+1), n, key, end); fail != nil {
			return i, fail
		}
		more := false
		if i, more, fail = t.comma(i, '}'); !more {
			return i, fail
		}
	}
}

// member reads the value at i that belongs to the key from place key to end.
func (p *jsonPicker) member(i int, n *jsonNode, key, end int) (int, *jsonFail) {
	name := p.text.b[key+1 : end-1]
	if bytes.IndexByte(name, '\\') >= 0 {
		name = appendJSONString(nil, name)
	}
	kid := n.find(name)
	if kid == nil {
		return p.skip(i)
	}
	if p.seen[kid.id] {
		if !slices.ContainsFunc(p.repeated, func(r jsonRepeat) bool { return r.node == kid }) { // once for each key of a record
			p.repeated = append(p.repeated, jsonRepeat{key, kid})
		}
		p.clear(kid)
	}
	p.seen[kid.id] = true
	return p.value(i, kid)
}

func (p *jsonPicker) array(i int, n *jsonNode) (int, *jsonFail) {
	t := &p.text
	if i = t.space(i + 1); i < len(t.b) && t.b[i] == ']' {
		return i + 1, nil
	}
	for index := 0; ; index++ {
		var fail *jsonFail
		i = t.space(i)
		if kid := n.item(index); kid != nil {
			i, fail = p.value(i, kid)
		} else {
			i, fail = p.skip(i)
		}
		if fail != nil {
			return i, fail
		}
		more := false
		if i, more, fail = t.comma(i, ']'); !more {
			return i, fail
		}
	}
}

// cell returns the cell of the value from i to end.
func (p *jsonPicker) cell(i, end int) Span {
	switch p.text.b[i] {
	case 'n':
		return Absent
	case '"':
		return p.textCell(i+1, end-1)
	}
	return Span{Off: uint32(i), Len: uint32(end - i)}
}

// textCell returns the cell of the string whose inside stands from i to end.
func (p *jsonPicker) textCell(i, end int) Span {
	inside := p.text.b[i:end]
	if bytes.IndexByte(inside, '\\') < 0 {
		return Span{Off: uint32(i), Len: uint32(end - i)}
	}
	return p.cells.add(inside)
}

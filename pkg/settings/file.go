package settings

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// An Entry is one line of a mapping in a file: a key, and what stands behind it.
type Entry struct {
	// Key is the word before the colon, in lower case.
	Key string
	// Place is that of the key, "FILE:LINE:COL".
	Place string

	file  string
	value *yaml.Node
}

// Parse reads a file that is one mapping, in the order of the file. Blank files have no entries.
func Parse(file string, text []byte) ([]Entry, error) {
	var document, second yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(text))
	err := d.Decode(&document)
	if err == nil {
		err = d.Decode(&second)
	}
	switch {
	case err == nil:
		return nil, problem.Usage("%s:%d: a second document begins here, expected one", file, second.Line)
	case err != io.EOF:
		return nil, problem.Usage("%s", broken(file, err))
	case len(document.Content) == 0:
		return nil, nil
	}
	return mapping(file, file, document.Content[0])
}

// broken tells where the text is no YAML, in the form of all other places.
func broken(file string, err error) string {
	text := strings.TrimPrefix(strings.Join(strings.Fields(err.Error()), " "), "yaml: ")
	var line int
	if n, _ := fmt.Sscanf(text, "line %d:", &line); n == 1 {
		_, text, _ = strings.Cut(text, ": ")
		return fmt.Sprintf("%s:%d: %s", file, line, text)
	}
	return file + ": " + text
}

// mapping returns the entries of a mapping; what names it in errors.
func mapping(file, what string, node *yaml.Node) ([]Entry, error) {
	node = follow(node)
	if blank(node) {
		return nil, nil
	}
	if node.Kind != yaml.MappingNode {
		return nil, problem.Usage("%s: expected settings, a name and a value on every line", what)
	}
	var entries []Entry
	seen := make(map[string]bool)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i]
		e := Entry{strings.ToLower(key.Value), fmt.Sprintf("%s:%d:%d", file, key.Line, key.Column), file, follow(node.Content[i+1])}
		if seen[e.Key] {
			return nil, problem.Usage("%s: %q stands here twice", e.Place, e.Key)
		}
		seen[e.Key] = true
		entries = append(entries, e)
	}
	return entries, nil
}

// Plain tells whether a single value stands behind a key, as behind that of a flag: time is a flag and a metric.
func (e Entry) Plain() bool { return e.value.Kind == yaml.ScalarNode && !blank(e.value) }

// Mapped tells whether settings stand behind a key.
func (e Entry) Mapped() bool { return e.value.Kind == yaml.MappingNode }

// Entries returns the mapping behind a key.
func (e Entry) Entries() ([]Entry, error) { return mapping(e.file, e.Place+": "+e.Key, e.value) }

// List returns the entries of the list behind a key, each with its own place.
func (e Entry) List() (list []Entry, err error) {
	if blank(e.value) {
		return nil, nil
	}
	if e.value.Kind != yaml.SequenceNode {
		return nil, problem.Usage("%s: %s takes a list, every entry on a line after a dash", e.Place, e.Key)
	}
	for _, n := range e.value.Content {
		list = append(list, Entry{e.Key, fmt.Sprintf("%s:%d:%d", e.file, n.Line, n.Column), e.file, follow(n)})
	}
	return list, nil
}

// Given returns what stands behind a key as the value of a flag. ok is false for nothing: the key alone.
func (e Entry) Given() (g Given, ok bool, err error) {
	words := e.Place + ": " + e.Key
	switch {
	case blank(e.value):
		return Given{}, false, nil
	case e.value.Kind == yaml.ScalarNode:
		return Text(e.Key, words, e.value.Value), true, nil
	case e.value.Kind == yaml.SequenceNode:
		g = Given{Flag: e.Key, Words: words, Texts: []string{}, List: true}
		for _, n := range e.value.Content {
			if n = follow(n); n.Kind != yaml.ScalarNode {
				return g, false, problem.Usage("%s takes a list of texts", words)
			}
			g.Texts = append(g.Texts, n.Value)
		}
		return g, true, nil
	}
	return g, false, problem.Usage("%s takes a value, and no settings of its own", words)
}

// Under writes what stands behind an entry as it would stand in a section, on one line: nps: {target: 30}.
func (e Entry) Under(section, key string) string {
	inner := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: key}, e.value}}
	text, err := yaml.Marshal(map[string]*yaml.Node{section: inner})
	if err != nil {
		return section + ": {" + key + ": …}"
	}
	return strings.TrimSpace(string(text))
}

// Collect returns what entries give for a list of flags. An entry that is none of them is an error, with a
// suggestion; whose names the owner of the list.
func Collect(whose string, list []flags.Flag, entries []Entry) ([]Given, error) {
	known := make([]string, len(list))
	for i, f := range list {
		known[i] = f.Name
	}
	var all []Given
	for _, e := range entries {
		if !slices.Contains(known, e.Key) {
			return nil, Unknown(fmt.Sprintf("%s: %s has no setting %q", e.Place, whose, e.Key), e.Key, known, strconv.Quote)
		}
		g, ok, err := e.Given()
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, g)
		}
	}
	return all, nil
}

func follow(node *yaml.Node) *yaml.Node {
	for node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	return node
}

// blank tells whether nothing stands behind a key.
func blank(node *yaml.Node) bool { return node.Kind == yaml.ScalarNode && node.Tag == "!!null" }

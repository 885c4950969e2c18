package settings

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// variable finds "${NAME}". With one more $ in front it is meant as it stands.
var variable = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\$?\$\{[A-Za-z_][A-Za-z0-9_]*\}`) })

// Fill puts the values of variables where the values of entries name them, as in "${EXPORTS}/june.csv". A variable that
// is not set is an error: a name that falls apart in silence is that of another file.
func Fill(entries []Entry, lookup func(name string) (value string, set bool)) error {
	for _, e := range entries {
		if err := fill(e.file, e.value, lookup); err != nil {
			return err
		}
	}
	return nil
}

// fill fills a node and what stands in it. What stands in two places by an alias has nothing left to fill the second time.
func fill(file string, node *yaml.Node, lookup func(string) (string, bool)) error {
	for i, n := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 { // a key
			continue
		}
		if err := fill(file, n, lookup); err != nil {
			return err
		}
	}
	if node.Kind != yaml.ScalarNode {
		return nil
	}
	var missing string
	node.Value = variable().ReplaceAllStringFunc(node.Value, func(found string) string {
		if strings.HasPrefix(found, "$$") {
			return found[1:]
		}
		name := found[2 : len(found)-1]
		value, ok := lookup(name)
		if !ok && missing == "" {
			missing = name
		}
		return value
	})
	if missing != "" {
		return problem.Usage("%s:%d:%d: the variable %s is not set", file, node.Line, node.Column, missing).
			Advise(fmt.Sprintf("$${%s} means these characters as they stand", missing))
	}
	return nil
}

package tags

import "strings"

// tightComma is a comma with no blank behind it: lists of choices have it between them, and a comma with a blank within.
const tightComma = "tight-comma"

// split takes a cell apart at a mark. What stands in brackets stays together.
func split(cell, mark string) []string {
	shut := strings.ContainsAny(cell, "([{") && !strings.ContainsAny(mark, "()[]{}") && balanced(cell)
	if mark != tightComma && !shut {
		return strings.Split(cell, mark)
	}
	text := mark
	if mark == tightComma {
		text = ","
	}
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(cell); i++ {
		if shut {
			depth += nesting(cell[i])
		}
		if depth > 0 || !strings.HasPrefix(cell[i:], text) || mark == tightComma && loose(cell[i+1:]) {
			continue
		}
		parts = append(parts, cell[from:i])
		i += len(text) - 1
		from = i + 1
	}
	return append(parts, cell[from:])
}

// nesting is by how much a letter leads into brackets, or out of them.
func nesting(letter byte) int {
	switch letter {
	case '(', '[', '{':
		return 1
	case ')', ']', '}':
		return -1
	}
	return 0
}

// balanced tells whether all brackets of a text are closed behind where they are opened.
func balanced(text string) bool {
	depth := 0
	for i := range len(text) {
		if depth += nesting(text[i]); depth < 0 {
			return false
		}
	}
	return depth == 0
}

// loose tells whether what stands behind a comma begins with a blank.
func loose(rest string) bool {
	return strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\u00a0")
}

// Commas are how cells use them.
type commas struct {
	tight    bool              // some have no blank behind them
	cells    map[string]int    // how many cells a part stands in
	together map[[2]string]int // how many cells two parts stand in, with a comma and a blank between them
}

func commasOf(cells []string) commas {
	c := commas{cells: make(map[string]int), together: make(map[[2]string]int)}
	for _, cell := range cells {
		for _, part := range partsOf(cell, ",") {
			c.cells[part]++
		}
		parts := split(cell, ",")
		for i := 1; i < len(parts); i++ {
			if loose(parts[i]) {
				c.together[[2]string{Fold(parts[i-1]), Fold(parts[i])}]++
			} else if Fold(parts[i]) != "" {
				c.tight = true
			}
		}
	}
	return c
}

// leastTogether is in how many cells two parts stand together that may be one name.
const leastTogether = 2

// marks are the commas that may stand between reasons: surely one where it is the only one. Parts that always come together
// with a comma and a blank between them are one name.
func (c commas) marks() []string {
	one := 0
	for pair, n := range c.together {
		if n >= leastTogether && c.cells[pair[0]] == n && c.cells[pair[1]] == n {
			one++
		}
	}
	switch {
	case len(c.together) == 0, !c.tight && one == 0:
		return []string{","}
	case c.tight && one == len(c.together):
		return []string{tightComma}
	case c.tight:
		return []string{tightComma, ","}
	}
	return []string{",", None}
}

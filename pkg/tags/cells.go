package tags

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A Cutter takes cells apart into reasons.
type Cutter struct {
	By       string         // what stands between reasons, "" for nothing
	Collapse *regexp.Regexp // what is cut out of a reason, nil for nothing
	Missing  []string       // what people say is none
	Leaving  bool           // they are reasons to leave, so that the words of who stayed name none
}

// brackets is the word of --collapse for what stands in brackets at the end of a reason.
const brackets = "brackets"

const bracketsAtEnd = `(?:\s*(?:\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}))+\s*$`

// Cut removes what is to be cut out of a reason. A reason of nothing else stays as it is.
func (c Cutter) Cut(text string) string {
	if c.Collapse == nil {
		return text
	}
	if short := strings.TrimSpace(c.Collapse.ReplaceAllString(text, "")); short != "" {
		return short
	}
	return text
}

// Reasons are those that a cell names, without the words that say that there is none.
func (c Cutter) Reasons(cell string) (out []string) {
	for _, text := range c.apart(cell) {
		text = strings.TrimSpace(text)
		if slices.Contains(c.Missing, text) {
			continue
		}
		if text = Whole(c.Cut(text)); !Silent(text) && !c.Stays(text) {
			out = append(out, text)
		}
	}
	return out
}

// Stays tells whether a text says that somebody stayed, where others name a reason to leave.
func (c Cutter) Stays(text string) bool { return c.Leaving && layout.Meaning("stayed", text) != "" }

// Whole is a code as people write it: 3 for the 3.0 of a column of numbers with blanks.
func Whole(text string) string {
	code, decimals, found := strings.Cut(text, ".")
	if found && code != "" && decimals != "" && strings.Trim(decimals, "0") == "" && strings.Trim(code, "0123456789") == "" {
		return code
	}
	return text
}

// apart takes a cell apart. An array is a list whatever stands between its members.
func (c Cutter) apart(cell string) []string {
	if list, ok := listOf(cell); ok {
		return list
	}
	if c.By == "" {
		return []string{cell}
	}
	return split(cell, c.By)
}

// Silent tells whether a text names no reason: it has no letter and no digit, or says that there is none. "Don't know" is a
// reason.
func Silent(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) }) < 0 ||
		layout.Meaning("reason", text) == "none"
}

// bracketRule fits what stands in brackets at the end of a reason.
var bracketRule = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(bracketsAtEnd) })

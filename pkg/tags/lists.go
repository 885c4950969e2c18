package tags

import (
	"encoding/json"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// listOf reads an array of texts or numbers, as JSON, Python and PostgreSQL write it.
func listOf(cell string) (list []string, ok bool) {
	if len(cell) < len("[]") {
		return nil, false
	}
	switch first, last := cell[0], cell[len(cell)-1]; {
	case first == '[' && last == ']':
		if list, ok = ofJSON(cell); ok {
			return list, true
		}
		return members(cell[1:len(cell)-1], lone)
	case first == '(' && last == ')':
		return members(cell[1:len(cell)-1], lone)
	case first == '{' && last == '}':
		return members(cell[1:len(cell)-1], func(string) bool { return true })
	}
	return nil, false
}

func ofJSON(cell string) (list []string, ok bool) {
	var members []any
	d := json.NewDecoder(strings.NewReader(cell))
	d.UseNumber()
	if d.Decode(&members) != nil {
		return nil, false
	}
	for _, m := range members {
		switch m := m.(type) {
		case string:
			list = append(list, m)
		case json.Number:
			list = append(list, m.String())
		case nil:
		default:
			return nil, false
		}
	}
	return list, true
}

// lone tells whether a member may stand in square or round brackets without quotes: a number, or a word for nothing.
func lone(text string) bool { return answer.IsNumber(text) || nothing(text) }

// nothing tells whether a member without quotes stands for none.
func nothing(text string) bool {
	return strings.EqualFold(text, "null") || text == "None" || strings.EqualFold(text, "nan")
}

// members reads those of a list, in quotes of one kind or the other, or bare ones that may stand there.
func members(inside string, bare func(string) bool) (list []string, ok bool) {
	for rest := strings.TrimSpace(inside); rest != ""; {
		var member string
		if rest[0] == '\'' || rest[0] == '"' {
			if member, rest, ok = quotedMember(rest); !ok {
				return nil, false
			}
			list = append(list, member)
		} else {
			member, rest = rest[:endOfMember(rest)], rest[endOfMember(rest):]
			if member = strings.TrimSpace(member); member == "" || strings.ContainsAny(member, `"{}`) || !bare(member) {
				return nil, false
			}
			if !nothing(member) {
				list = append(list, member)
			}
		}
		rest = strings.TrimSpace(rest)
		behind, comma := strings.CutPrefix(rest, ",")
		if !comma && rest != "" && rest[0] != '\'' && rest[0] != '"' {
			return nil, false
		}
		rest = strings.TrimSpace(behind)
	}
	return list, true
}

func endOfMember(text string) int {
	if at := strings.IndexByte(text, ','); at >= 0 {
		return at
	}
	return len(text)
}

// quotedMember reads a text up to the quote that it begins with. A backslash takes the next letter as it is.
func quotedMember(text string) (member, rest string, ok bool) {
	var out []byte
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == text[0]:
			return string(out), text[i+1:], true
		case text[i] == '\\' && i+1 < len(text):
			i++
		}
		out = append(out, text[i])
	}
	return "", "", false
}

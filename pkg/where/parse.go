package where

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// signs lists the operators that are signs, the longer ones first.
var signs = []struct {
	text   string
	op     operator
	negate bool
}{
	{"==", equal, false},
	{"!=", equal, true},
	{"!~", match, true},
	{"<=", lessOrEqual, false},
	{">=", greaterOrEqual, false},
	{"=", equal, false},
	{"<", less, false},
	{">", greater, false},
	{"~", match, false},
}

// errNoOperator is the complaint about a text that compares nothing.
var errNoOperator = errors.New("no operator found, expected for instance region=EU, score>=9, comment~slow or country in US,CA")

// Parse reads a condition.
func Parse(expr string) (*Cond, error) {
	c := &Cond{text: expr}
	if err := c.parse(strings.TrimSpace(expr)); err != nil {
		return nil, fmt.Errorf("condition %q: %w", expr, err)
	}
	return c, nil
}

func (c *Cond) parse(s string) error {
	rest, err := c.parseColumn(s)
	if err != nil {
		return err
	}
	if sign := signAt(rest); sign >= 0 {
		c.op, c.negate = signs[sign].op, signs[sign].negate
		return c.parseValue(signs[sign].text, rest[len(signs[sign].text):])
	}
	list, found := cutWord(rest)
	if !found {
		return errNoOperator
	}
	return c.parseList(list)
}

// parseColumn takes the column off the front; the rest begins with the operator.
func (c *Cond) parseColumn(s string) (rest string, err error) {
	if strings.HasPrefix(s, `"`) {
		if c.column, rest, err = unquote(s); err != nil {
			return "", err
		}
		rest = strings.TrimLeft(rest, " \t")
	} else {
		at, err := operatorAt(s)
		if err != nil {
			return "", err
		}
		c.column, rest = strings.TrimSpace(s[:at]), strings.TrimLeft(s[at:], " \t")
	}
	if c.column == "" {
		return "", errors.New("no column before the operator, expected for instance region=EU")
	}
	return rest, nil
}

// operatorAt finds the first sign outside quotes, or the word in where there is no sign.
func operatorAt(s string) (int, error) {
	quoted, word, words := false, -1, 0
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case quoted:
		case signAt(s[i:]) >= 0:
			return i, nil
		case isBlank(s[i]) && i+1 < len(s) && wordAt(s[i+1:]):
			if words++; words == 1 {
				word = i
			}
		}
	}
	switch {
	case quoted:
		return 0, errors.New(`a double quote is not closed; a name that holds one is put in double quotes, with the quote twice: write "5"" wide"=3 for the column 5" wide`)
	case words > 1:
		return 0, errors.New(`the word in stands there twice, put the column or the values in double quotes: "time in store" in 5,6`)
	case words == 0:
		return 0, errNoOperator
	}
	return word, nil
}

// signAt returns which sign a text begins with, -1 for none.
func signAt(s string) int {
	for i := range signs {
		if strings.HasPrefix(s, signs[i].text) {
			return i
		}
	}
	return -1
}

// wordAt reports whether a text begins with the word in.
func wordAt(s string) bool {
	_, found := cutWord(s)
	return found
}

func cutWord(s string) (rest string, found bool) {
	rest, found = strings.CutPrefix(s, "in")
	return rest, found && (rest == "" || isBlank(rest[0]))
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' }

func (c *Cond) parseValue(sign, s string) error {
	if c.op != match && s != "" && strings.IndexByte("=<>~!", s[0]) >= 0 {
		return fmt.Errorf(`%q is not an operator, expected = != < <= > >= ~ !~ or in, and a value that begins with a sign in double quotes`, sign+s[:1])
	}
	v, err := readValue(s)
	if err != nil {
		return err
	}
	c.values = []operand{v}
	switch {
	case c.op == equal:
		return nil
	case len(v.text) == 0:
		return fmt.Errorf("nothing behind %s, expected a value", sign)
	case c.op == match:
		c.pattern, err = regexp.Compile(string(v.text))
		if err != nil {
			return fmt.Errorf("%q is not a regular expression: %w", v.text, err)
		}
		return nil
	case v.number.valid:
		return nil
	}
	if _, ok := spanOf(v.text, nil); !ok {
		return fmt.Errorf("%s needs a number or a date, such as 9, 2.5, 2026-06 or 2026-06-01, not %q%s", sign, v.text, inISO(v.text))
	}
	c.timed = true
	c.place(nil)
	return nil
}

func (c *Cond) parseList(s string) error {
	for more := true; more; {
		var item string
		item, s, more = cutItem(s)
		v, err := readValue(item)
		if err != nil {
			return err
		}
		if len(v.text) == 0 && !v.quoted {
			return errors.New(`a value of the list is missing, expected for instance country in US,CA, and "" for empty cells`)
		}
		c.values = append(c.values, v)
	}
	return nil
}

// cutItem cuts at the first comma outside quotes.
func cutItem(s string) (item, rest string, more bool) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ',' && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// readValue reads one value, with or without quotes.
func readValue(s string) (operand, error) {
	s = strings.TrimSpace(s)
	v := operand{text: []byte(s)}
	if strings.HasPrefix(s, `"`) {
		text, rest, err := unquote(s)
		if err != nil {
			return operand{}, err
		}
		if rest != "" {
			return operand{}, fmt.Errorf("text behind the closing quote: %q, write a quote inside quotes twice", rest)
		}
		v = operand{text: []byte(text), quoted: true}
	}
	v.number = readDecimal(v.text, '.', nil)
	return v, nil
}

// unquote reads a text in double quotes at the front.
func unquote(s string) (text, rest string, err error) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 == len(s) || s[i+1] != '"' {
			return b.String(), s[i+1:], nil
		}
		b.WriteByte('"')
		i++
	}
	return "", "", fmt.Errorf("the double quote before %q is not closed", s[1:])
}

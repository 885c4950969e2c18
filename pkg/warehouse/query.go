package warehouse

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// oneSelect checks that a query is one SELECT, whatever stands in its texts and comments, so that brackets around it
// hold all of it. The server says what else is wrong with it, and lets it only read.
func oneSelect(query string, g Grammar) (string, error) {
	s := &skimmer{rest: strings.TrimRight(query, "; \t\r\n"), grammar: g}
	for depth := 0; ; {
		word, err := s.next()
		switch {
		case err != nil:
			return "", err
		case word == "":
			return s.done(query, depth)
		case word == "(":
			depth++
		case word == ")":
			depth--
		case word == ";":
			return "", notOne("it has a ; in the middle")
		}
		if depth < 0 {
			return "", notOne("it closes a bracket that it did not open")
		}
		s.words++
		s.first(word)
	}
}

func notOne(why string) error {
	return problem.Usage("--query: %s, expected one SELECT", why)
}

// A skimmer goes through a statement word by word.
type skimmer struct {
	rest    string
	grammar Grammar
	words   int
	begins  string
}

func (s *skimmer) first(word string) {
	if s.words == 1 {
		s.begins = strings.ToUpper(word)
	}
}

func (s *skimmer) done(query string, depth int) (string, error) {
	switch {
	case depth != 0:
		return "", notOne("it does not close a bracket")
	case s.begins != "SELECT" && s.begins != "WITH":
		return "", notOne("it does not begin with SELECT or WITH")
	}
	return strings.TrimRight(query, "; \t\r\n"), nil
}

// next returns the next word or sign, "" at the end; texts and quoted names are one sign.
func (s *skimmer) next() (string, error) {
	for {
		s.rest = strings.TrimLeft(s.rest, " \t\r\n\f\v")
		switch {
		case s.rest == "":
			return "", nil
		case strings.HasPrefix(s.rest, "--"), s.rest[0] == '#' && s.isClickHouse():
			_, s.rest, _ = strings.Cut(s.rest, "\n")
		case strings.HasPrefix(s.rest, "/*"):
			if err := s.comment(); err != nil {
				return "", err
			}
		default:
			return s.word()
		}
	}
}

func (s *skimmer) isClickHouse() bool { return s.grammar == clickHouse{} }

// comment leaves out a comment in brackets. In PostgreSQL one may stand in another.
func (s *skimmer) comment() error {
	for depth := 0; ; {
		opens, closes := strings.Index(s.rest, "/*"), strings.Index(s.rest, "*/")
		switch {
		case closes < 0:
			return notOne("a comment does not end")
		case opens >= 0 && opens < closes && (depth == 0 || !s.isClickHouse()):
			depth++
			s.rest = s.rest[opens+2:]
		case depth == 1 || s.isClickHouse():
			s.rest = s.rest[closes+2:]
			return nil
		default:
			depth--
			s.rest = s.rest[closes+2:]
		}
	}
}

func (s *skimmer) word() (string, error) {
	switch c := s.rest[0]; {
	case c == '\'' || c == '"' || c == '`' && s.isClickHouse():
		return s.quoted(c, s.isClickHouse())
	case c == '$' && !s.isClickHouse():
		return s.dollars()
	}
	n := 0
	for n < len(s.rest) && (isWordByte(s.rest[n]) || s.rest[n] == '$' && n > 0 && s.rest[0] > '9') {
		n++
	}
	if n == 1 && strings.EqualFold(s.rest[:1], "e") && len(s.rest) > 1 && s.rest[1] == '\'' && !s.isClickHouse() {
		s.rest = s.rest[1:]
		return s.quoted('\'', true)
	}
	n = max(n, 1)
	word := s.rest[:n]
	s.rest = s.rest[n:]
	return word, nil
}

func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// quoted leaves out a text or a name in quotes.
func (s *skimmer) quoted(sign byte, backslash bool) (string, error) {
	for i := 1; i < len(s.rest); i++ {
		switch c := s.rest[i]; {
		case c == '\\' && backslash:
			i++
		case c == sign && i+1 < len(s.rest) && s.rest[i+1] == sign:
			i++
		case c == sign:
			s.rest = s.rest[i+1:]
			return string(sign), nil
		}
	}
	return "", notOne("a quote does not end")
}

// dollars leaves out a text between $tag$ and $tag$.
func (s *skimmer) dollars() (string, error) {
	n := 1
	for n < len(s.rest) && isWordByte(s.rest[n]) {
		n++
	}
	if n == len(s.rest) || s.rest[n] != '$' || n > 1 && s.rest[1] <= '9' {
		s.rest = s.rest[1:]
		return "$", nil
	}
	tag := s.rest[:n+1]
	_, after, ok := strings.Cut(s.rest[n+1:], tag)
	if !ok {
		return "", notOne("a text in " + tag + " does not end")
	}
	s.rest = after
	return "$", nil
}

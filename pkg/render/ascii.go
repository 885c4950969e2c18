package render

import (
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// drawn are the characters of our own words and drawings, for terminals without UTF-8. Those of tables are as wide as what
// they stand for.
var drawn = map[rune]string{
	'─': "-", '═': "=", '│': "|", '█': "#", '▒': ":", '░': ".", '·': ".", '…': ">", '✓': "+", '✗': "x", '★': "*", '–': "-", '—': "-", '−': "-",
	'▁': "_", '▂': ",", '▃': "-", '▄': "=", '▅': "+", '▆': "*", '▇': "%", '×': "x", '±': "~", '→': ">", '↑': "^", '↓': "v", '’': "'", '“': `"`, '”': `"`,
	'\u00a0': " ", '\u202f': " ", '€': "E", 'Σ': "sum ", '√': "sqrt ", '≤': "<=", '≥': ">=", '≠': "!=", '²': "^2", '³': "^3", '½': "1/2", 'α': "alpha", 'β': "beta",
	'γ': "gamma", 'θ': "theta", 'λ': "lambda", 'μ': "mu", 'π': "pi", 'ρ': "rho", 'σ': "sigma", 'χ': "chi", 'Γ': "Gamma", 'Φ': "Phi", '∞': "inf", '∑': "sum ",
}

// ASCII returns a writer for terminals that show no UTF-8. Letters lose their accents, and what cannot be shown is as many
// question marks as it is wide. Text arrives in whole characters.
func ASCII(w io.Writer) io.Writer { return asciiWriter{w} }

type asciiWriter struct{ w io.Writer }

func (a asciiWriter) Write(text []byte) (int, error) {
	if _, err := io.WriteString(a.w, Plain(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// Plain writes a text in ASCII.
func Plain(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch plain, ok := drawn[r]; {
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case ok:
			b.WriteString(plain)
		default:
			base, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
			if base < utf8.RuneSelf && width(string(base)) == width(string(r)) {
				b.WriteRune(base)
				continue
			}
			b.WriteString(strings.Repeat("?", width(string(r))))
		}
	}
	return b.String()
}

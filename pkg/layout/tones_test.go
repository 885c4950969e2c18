package layout

import (
	"strings"
	"testing"
)

func TestFalls(t *testing.T) {
	for _, c := range []struct {
		labels      string
		falls, ends bool
	}{
		{"Muy útil|Útil|Poco útil|Nada útil|Nada en absoluto", true, true},
		{"Très utile|Utile|Peu utile|Pas utile|Inutile", true, true},
		{"Very clear|Clear|Neutral|Unclear|Very unclear", true, true},
		{"Totalmente|Parcialmente|No las cumplió", true, true},
		{"Mucho mayor|Algo mayor|Igual que antes|Algo menor|Mucho menor", true, true},
		{"Sehr verständlich|Verständlich|Unverständlich", true, true},
		{"Immer|Meistens|Manchmal|Nie", true, true},
		{"Útil|Inútil", true, true},
		{"Muy claro|Claro", true, false},
		{"Totalmente", true, false},
		{"Nada útil|Poco útil|Útil|Muy útil", false, false},
		{"Very slow|Slow|Normal|Fast|Very fast", false, false},
		{"Very slow|Normal|Fast", false, false},
		{"No problem|Small problem|Very big problem", true, true},
		{"Keine Probleme|Viele Probleme", true, true},
		{"Lots of problems|Few problems|No problems", false, true},
		{"Top|Flop", true, true},
		{"Flop|Top", false, true},
		{"Never|Sometimes|Always", false, false},
		{"Not clear|Clear", false, false},
		{"Unclear|Clear|Very clear", false, false},
		{"Very bad|Bad|Not bad", false, true},
		{"Good|Better", false, false},
		{"Basic|Standard|Premium", false, false},
		{"", false, false},
	} {
		if falls, ends := Falls(strings.Split(c.labels, "|")); falls != c.falls || falls && ends != c.ends {
			t.Errorf("%q: falls %v and ends %v, want %v, %v", c.labels, falls, ends, c.falls, c.ends)
		}
	}
}

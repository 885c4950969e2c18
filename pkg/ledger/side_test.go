package ledger

import "testing"

func TestSideOf(t *testing.T) {
	for _, c := range []struct {
		text  string
		short bool
		want  MoneySide
	}{
		{"Credit", false, SideIn}, {"DEBIT", false, SideOut}, {"debito", false, SideOut}, {"Débito", false, SideOut}, {"D", false, SideUnknown},
		{"D", true, SideOut}, {"Haben", false, SideIn}, {"card", true, SideUnknown}, {"Расход", false, SideOut},
	} {
		if is := SideOf(c.text, c.short); is != c.want {
			t.Errorf("%q is %q, not %q", c.text, is, c.want)
		}
	}
}

// Words are known without the marks that people leave off, and as written where they mean something else with them.
func TestWordsWithoutMarks(t *testing.T) {
	for text, want := range map[string]Standing{"livree": Paid, "Annulee": NotPaid, "ANNULÉE": NotPaid, "annule\u0301e": NotPaid, "zurueckgesendet": NotPaid, "zuruckgesendet": NotPaid, "wyslano": Paid, "livreee": StandingUnknown} {
		if is := standingOf([]byte(text)); is != want {
			t.Errorf("%q is %v, not %v", text, is, want)
		}
	}
	if lost, ok := IsLost("resilie", false); !lost || !ok {
		t.Error("resilie says that a customer left")
	}
	for about, words := range words() {
		means, folded := words(), make(map[string]string)
		for word, is := range means {
			plain := withoutMarks(word)
			if other, ok := folded[plain]; ok && other != is && means[plain] == "" {
				t.Errorf("%s: %q without marks means two things", about, word)
			}
			folded[plain] = is
		}
	}
}

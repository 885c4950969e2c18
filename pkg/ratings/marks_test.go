package ratings

import "testing"

func TestOtherMark(t *testing.T) {
	for text, want := range map[string]float64{"9,0": 9, "9,25": 9.25, "9,000": -1, "1,2,3": -1, "9.4": -1, "bom": -1, "9": -1} {
		if x, ok := otherMark(text, '.'); ok != (want >= 0) || ok && x != want {
			t.Errorf("%q: %v %t", text, x, ok)
		}
	}
}

package render

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// Names of any script stand in columns, are cut between what people take for letters, and do not turn the cells beside them.
func TestNamesAlign(t *testing.T) {
	names := []string{"東京サポート第一チーム", "한국어 지원", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "🇪🇸🇪🇸🇪🇸 Madrid", "ناحية الشمال", "Zoe\u0308 Mu\u0308ller", "❤️❤️❤️", "नमस्ते", "plain"}
	var list []result.Group
	for _, name := range names {
		list = append(list, result.Group{By: result.Object{{Key: "team", Value: name}}, Values: npsGroup(10, 20, 10, 0, 60, 7.9)})
	}
	d := npsByRegion()
	d.By, d.Groups = []string{"team"}, result.List(list...)
	for _, room := range []int{40, 46, 60, 80, 120, 200} {
		_, rest, _ := strings.Cut(written(t, "table", d, Options{Width: room}), "\nteam")
		for i, line := range strings.Split(rest, "\n")[2 : 2+len(names)] {
			name, _, ok := strings.Cut(line, "   40 ")
			if whole := displaywidth.String(name); !ok || whole != displaywidth.String(strings.Split(strings.Split(rest, "\n")[2], "   40 ")[0]) {
				t.Errorf("%d columns: %q takes %d", room, line, whole)
			}
			cut := strings.Trim(strings.TrimRight(name, " "), "\u2068\u2069")
			if strings.Contains(name, "\u2068") != (i == 4) {
				t.Errorf("%d columns: %q", room, name)
			}
			if kept := strings.TrimSuffix(cut, "…"); !wholeLetters(names[i], kept) {
				t.Errorf("%d columns: %q is cut to %q", room, names[i], cut)
			}
		}
	}
	if strings.Contains(written(t, "table", d, Options{}), "\u2068") {
		t.Error("a pipe has marks of direction")
	}
}

// wholeLetters tells whether a text begins with another one that ends between letters.
func wholeLetters(text, part string) bool {
	letters := displaywidth.StringGraphemes(text)
	at := ""
	for at != part && letters.Next() {
		at += letters.Value()
	}
	return at == part
}

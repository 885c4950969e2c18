package mystery

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Every form has its words in all languages, a weight for each section, and codes that stand once.
func TestTemplatesAreWellFormed(t *testing.T) {
	if len(forms()) != 4 {
		t.Fatalf("forms %v", forms())
	}
	for _, name := range forms() {
		text, err := templateFiles.ReadFile("templates/" + name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		weights := make(map[string]string)
		for line := range strings.Lines(string(text)) {
			cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
			if strings.HasPrefix(line, "#") {
				continue
			}
			most, err := strconv.ParseFloat(cells[2], 64)
			if len(cells) != 4+2*len(languages) || err != nil || most <= 0 || cells[3] != "yes" && cells[3] != "no" {
				t.Errorf("%s: %q", name, cells)
				continue
			}
			if before, known := weights[cells[4]]; known && before != cells[0] {
				t.Errorf("%s: section %q has the weights %s and %s", name, cells[4], before, cells[0])
			}
			weights[cells[4]] = cells[0]
			for i, words := range cells[4:] {
				foreign := strings.IndexFunc(words, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0
				if words == "" || foreign != (i >= 4) {
					t.Errorf("%s: %q is not in %s", name, words, languages[i/2])
				}
			}
		}
		form, err := named(name)
		if err != nil || form.about == "" || len(form.byCode) != len(form.items) {
			t.Errorf("%s: %v, %d codes of %d items", name, err, len(form.byCode), len(form.items))
		}
	}
}

// A blank form is read again without a flag: each of its headers tells the role of its column.
func TestBlankFormIsRead(t *testing.T) {
	text, err := blankForm(flags.Values{"template": "audit:es"})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 10 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for role, want := range map[layout.Role]string{roleVisit: "visit", roleBranch: "branch", roleTime: "visited_at", roleFeedback: "feedback_at", roleSection: "section",
		roleWeight: "section_weight", roleItem: "item", rolePoints: "points", roleMost: "max", "critical": "critical"} {
		found := layout.Candidates(role, "mystery", rows[0])
		if len(found) != 1 || rows[0][found[0]] != want {
			t.Errorf("%s: %v", role, found)
		}
	}
}

func TestTemplatesByName(t *testing.T) {
	form, err := named("five-senses:uk")
	if err != nil || form.item([]byte(" SIGHT1 ")) == nil || form.item([]byte("sight1")).section != "Зір" {
		t.Errorf("%v, %v", form, err)
	}
	for _, wrong := range []string{"five", "audit:fr", ":es"} {
		if form, err := named(wrong); err == nil {
			t.Errorf("%q is %v", wrong, form)
		}
	}
	var none *formTemplate
	if none.item([]byte("sight1")) != nil {
		t.Error("no form has an item")
	}
	list, err := blankForm(flags.Values{"template": listForms})
	if err != nil || strings.Count(list, "\n") != len(forms()) {
		t.Errorf("%q, %v", list, err)
	}
}

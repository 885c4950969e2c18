package mystery

import (
	"embed"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// The forms are tables: section, weight, item, maximum, critical, and then a name of the section and the question in each
// language.
//
//go:embed templates/*.tsv
var templateFiles embed.FS

// listForms is the name that lists the names.
const listForms = "list"

// languages are those of the forms, the usual one first, and how a place for words is found in a line.
var languages = []string{"en", "es", "uk", "ru"}

// A formTemplate is a form: the items of a visit.
type formTemplate struct {
	about  string // in a line
	items  []templateItem
	byCode map[string]*templateItem
}

// A templateItem is one of a form.
type templateItem struct {
	section, code, question string
	weight, most            float64
	critical                bool
}

// item is the item of a code, nil for none.
func (t *formTemplate) item(code []byte) *templateItem {
	if t == nil {
		return nil
	}
	return t.byCode[answer.Normalise(string(code))]
}

// forms lists the names of the templates.
func forms() (names []string) {
	files, _ := templateFiles.ReadDir("templates")
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".tsv"))
	}
	return names
}

// named returns the template of a name, which may end with a language: "five-senses:es". It is nil for "".
func named(name string) (*formTemplate, error) {
	if name == "" {
		return nil, nil
	}
	form, language, _ := strings.Cut(name, ":")
	if language == "" {
		language = languages[0]
	}
	if at := slices.Index(languages, language); at >= 0 && slices.Contains(forms(), form) {
		text, err := templateFiles.ReadFile("templates/" + form + ".tsv")
		return readTemplate(string(text), at), err
	}
	return nil, problem.Usage("--template %q is no form; those are %s, each also in another language, such as %s:%s",
		name, flags.Listed(forms(), "and"), forms()[0], languages[1])
}

// readTemplate reads a form in the language of a place.
func readTemplate(text string, language int) *formTemplate {
	t := &formTemplate{byCode: make(map[string]*templateItem)}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if about, found := strings.CutPrefix(line, "# "); found && t.about == "" {
			t.about = about
		}
		cells := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 4+2*len(languages) {
			continue // a test holds the files to their form
		}
		weight, _ := strconv.ParseFloat(cells[0], 64)
		most, _ := strconv.ParseFloat(cells[2], 64)
		t.items = append(t.items, templateItem{code: cells[1], weight: weight, most: most, critical: cells[3] == "yes",
			section: cells[4+2*language], question: cells[5+2*language]})
	}
	for i := range t.items {
		t.byCode[answer.Normalise(t.items[i].code)] = &t.items[i]
	}
	return t
}

// formHeader are the columns of a blank form, which are found again by their names.
var formHeader = []string{"visit", "branch", "visited_at", "feedback_at", "section", "section_weight", "item", "question", "points", "max", "critical"}

// blankForm writes what --template asks for where no source is named: a form, or the list of them.
func blankForm(v flags.Values) (string, error) {
	name := v.Text("template")
	switch name {
	case "":
		return "", nil
	case listForms:
		var b strings.Builder
		for _, form := range forms() {
			t, err := named(form)
			if err != nil {
				return "", err
			}
			b.WriteString(form + strings.Repeat(" ", max(14-len(form), 1)) + t.about + "\n")
		}
		return b.String(), nil
	}
	t, err := named(name)
	if err != nil {
		return "", err
	}
	return t.blank(), nil
}

// blank is the form of one visit as CSV, with empty places for what is not known before it.
func (t *formTemplate) blank() string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Write(formHeader)
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	for _, i := range t.items {
		critical := ""
		if i.critical {
			critical = "yes"
		}
		w.Write([]string{"1", "", "", "", i.section, number(i.weight), i.code, i.question, "", number(i.most), critical})
	}
	w.Flush()
	return b.String()
}

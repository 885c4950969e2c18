package manual

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/vendors"
)

const vendorsNotice = "<!-- Made from pkg/vendors by make docs. Change the layout, not this page. -->\n\n"

// Vendors returns the pages of the exports that are known, one for every family of them, and their list.
func Vendors(shelf vendors.Shelf) []File {
	var families []string
	for _, l := range shelf {
		if !slices.Contains(families, l.Family) {
			families = append(families, l.Family)
		}
	}
	slices.Sort(families)
	var b strings.Builder
	b.WriteString(vendorsNotice + `# I have an export of …

A file is recognised by its content, the document names its layout, and nothing has to be said.
` + "`--layout NAME`" + ` takes another one, ` + "`--layout none`" + ` none; every flag goes before what a layout says.
A file ` + "`NAME.layout`" + ` in the folder ` + "`layouts`" + ` beside your settings file is one of your own, written like those
that ` + "`cxcalc layout show NAME`" + ` prints.
`)
	var files []File
	for _, family := range families {
		name := strings.ReplaceAll(family, " ", "-") + ".md"
		fmt.Fprintf(&b, "\n## [%s](%s)\n\n", sentence(family), name)
		var page strings.Builder
		fmt.Fprintf(&page, "%s# %s\n", vendorsNotice, sentence(family))
		for _, l := range shelf {
			if l.Family == family {
				fmt.Fprintf(&b, "- [%s](%s#%s)\n", l.Title, name, l.Name)
				writeLayout(&page, l)
			}
		}
		files = append(files, File{"vendors/" + name, []byte(page.String())})
	}
	return append(files, File{"vendors/README.md", []byte(b.String())})
}

func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// shown are the keys of a layout that its part of a page shows, under what they mean.
var shown = []struct {
	head string
	keys []string
}{
	{"recognised by", []string{"first", "headers", "any", "below", "cells", "begin", "records"}},
	{"rows above the data", []string{"header-rows"}},
	{"no data", []string{"say exclude"}},
	{"says", []string{"column", "say", "cents"}},
	{"evidence", []string{"evidence"}},
}

// writeLayout writes the part of a layout.
func writeLayout(b *strings.Builder, l *vendors.Layout) {
	fmt.Fprintf(b, "\n## %s\n\n", l.Name)
	lines := make(map[string][]string)
	var notes []string
	for line := range strings.Lines(l.Text) {
		line = strings.TrimSpace(line)
		if note, ok := strings.CutPrefix(line, "#"); ok {
			notes = append(notes, strings.TrimSpace(note))
			continue
		}
		key, value, _ := strings.Cut(line, ": ")
		word, scope, _ := strings.Cut(key, " ")
		rest, excludes := strings.CutPrefix(value, "exclude = ")
		switch {
		case word == "say" && excludes:
			word, value = "say exclude", "`"+rest+"`"
		case word == "column" || word == "say":
			flag, text, _ := strings.Cut(value, " = ")
			value = "`--" + flag + " " + text + "`"
			if scope != "" {
				value = scope + " " + value
			}
		case word == "cents":
			value = "customers `--minor-units` where amounts are whole"
		case word == "below" || word == "begin":
			value = "cells that begin: `" + value + "`"
		}
		lines[word] = append(lines[word], strings.ReplaceAll(value, " | ", ", "))
	}
	b.WriteString(strings.TrimSpace(l.Title+". "+strings.Join(notes, " ")) + "\n\n")
	b.WriteString("|  |  |\n|---|---|\n")
	for _, s := range shown {
		var all []string
		for _, key := range s.keys {
			all = append(all, lines[key]...)
		}
		if len(all) > 0 {
			fmt.Fprintf(b, "| %s | %s |\n", cell(s.head), cell(strings.Join(all, "<br>")))
		}
	}
	writeCommands(b, l)
}

// writeCommands writes what a layout is for: the commands that read it, or why none does.
func writeCommands(b *strings.Builder, l *vendors.Layout) {
	switch {
	case len(l.Serves) > 0:
		fmt.Fprintf(b, "\nOther metrics make nothing of it: %s.\n\n```sh\n", l.Refuse)
		for _, name := range l.Serves {
			fmt.Fprintf(b, "cxcalc %s FILE\n", name)
		}
		b.WriteString("```\n")
		return
	case l.Refuse != "":
		fmt.Fprintf(b, "\nNot computed: %s. Instead: `%s`\n", l.Refuse, l.Advice("{}", "nps"))
		return
	}
	b.WriteString("\n```sh\n")
	for _, c := range l.Checks {
		metric, flags, _ := strings.Cut(c.Command, " ")
		fmt.Fprintf(b, "cxcalc %s\n", strings.Join(append([]string{metric}, append(strings.Fields(flags), "FILE")...), " "))
	}
	b.WriteString("```\n")
}

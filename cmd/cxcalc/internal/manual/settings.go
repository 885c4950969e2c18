package manual

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
)

// flagRow finds the row of a flag in the page of the settings.
var flagRow = regexp.MustCompile("^\\| `(?:-[a-z], )?--([a-z-]+)")

// Settings returns the page of the settings with a row for every flag. Rows that are there keep their words; a flag
// without one gets it at the end of the first table of its group; rows of flags that are gone go, and second ones.
func Settings(page string, list []flags.Flag) string {
	lines := strings.SplitAfter(page, "\n")
	var rows []string
	lines = slices.DeleteFunc(lines, func(line string) bool {
		m := flagRow.FindStringSubmatch(line)
		if m == nil {
			return false
		}
		again := slices.Contains(rows, m[1])
		rows = append(rows, m[1])
		return again || !slices.ContainsFunc(list, func(f flags.Flag) bool { return f.Name == m[1] })
	})
	for _, f := range list {
		if !slices.Contains(rows, f.Name) {
			lines = slices.Insert(lines, tableEnd(lines, f.Group), settingsRow(f))
		}
	}
	return strings.Join(lines, "")
}

// tableEnd returns the line behind the first table of a group; the heading begins as the group does.
func tableEnd(lines []string, group string) int {
	inGroup, inTable := false, false
	for i, line := range lines {
		heading, is := strings.CutPrefix(line, "## ")
		heading = strings.TrimSpace(heading)
		switch {
		case is:
			inGroup = strings.HasPrefix(group, strings.TrimSuffix(heading, "s"))
		case inTable && !strings.HasPrefix(line, "|"):
			return i
		case inGroup && strings.HasPrefix(line, "|"):
			inTable = true
		}
	}
	return len(lines)
}

// settingsRow is the row of a flag in the words of its help.
func settingsRow(f flags.Flag) string {
	name := "--" + f.Name
	if f.Short != "" {
		name = "-" + f.Short + ", " + name
	}
	if _, rest, quoted := strings.Cut(f.Usage, "`"); quoted {
		value, _, _ := strings.Cut(rest, "`")
		name += " " + value
	}
	return fmt.Sprintf("| `%s` | %s | %s |\n", cell(name), cell(strings.ReplaceAll(f.Usage, "`", "")), cell(shownDefault(f.Default)))
}

// shownDefault writes a default, "" for nothing.
func shownDefault(def any) string {
	switch text := strings.Trim(fmt.Sprint(def), "[]"); text {
	case "", "0", "false":
		return ""
	default:
		return "`" + text + "`"
	}
}

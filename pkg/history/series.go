package history

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// IsAside tells whether a setting says nothing about what is measured, or is another one whenever it is measured.
func IsAside(setting string) bool {
	return slices.Contains([]string{"confidence", "by", "since", "until", "span", "as_of", "min_n", "sort", "verdicts", "board", "baseline",
		"date_order", "words", "population"}, setting)
}

// A Strand is the records of one survey or ledger: of the same sources, columns and settings, under one name.
type Strand struct {
	Records []Memory
	// Says are its name, sources and settings, for people to tell it from others.
	Says string
}

// Label is the period of a record, or the day of its run.
func (r Memory) Label() string {
	if r.Period != nil {
		return *r.Period
	}
	return r.Run.UTC().Format(time.DateOnly)
}

// Split parts records into series, in the order of their first records. Names of sources may differ by the dates in them, unless
// a period is told of two of them.
func Split(records []Memory) (out []Strand) {
	for _, part := range parted(records, func(r Memory) string { return r.key(dateless) }) {
		told := make(map[string]string)
		name := dateless
		for _, r := range part {
			from := r.from(strings.Clone)
			if before, ok := told[r.Label()]; ok && before != from {
				name = strings.Clone
			}
			told[r.Label()] = from
		}
		for _, records := range parted(part, func(r Memory) string { return r.key(name) }) {
			out = append(out, Strand{Records: records, Says: records[0].says()})
		}
	}
	return out
}

// Listed names series for people, each with its number.
func Listed(parts []Strand) problem.Lines {
	var lines []string
	for i, p := range parts {
		lines = append(lines, fmt.Sprintf("  %d  %s; records: %d", i+1, p.Says, len(p.Records)))
	}
	return problem.Lines(strings.Join(lines, "\n"))
}

// parted puts records of one key together.
func parted(records []Memory, key func(Memory) string) (out [][]Memory) {
	at := make(map[string]int)
	for _, r := range records {
		k := key(r)
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k], out = i, append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// key is what records of one series have in common.
func (r Memory) key(name func(string) string) string {
	text, err := json.Marshal([]any{r.Metric, r.Name, r.Unit, r.Definition, r.from(name), r.Columns, r.measured()})
	if err != nil {
		return string(r.Text)
	}
	return string(text)
}

// from names the sources, each once.
func (r Memory) from(name func(string) string) string {
	var names []string
	for _, s := range r.Sources {
		one := name(s.Name)
		if s.Sheet != "" {
			one += " sheet " + s.Sheet
		}
		names = append(names, one)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}

// measured are the settings that say what is measured.
func (r Memory) measured() map[string]any {
	out := maps.Clone(r.Settings)
	maps.DeleteFunc(out, func(key string, _ any) bool { return IsAside(key) || key == "invited" || key == "interval" })
	return out
}

// says tells people what a record is of.
func (r Memory) says() string {
	parts := []string{cmp.Or(r.from(strings.Clone), "no source")}
	if r.Name != "" {
		parts = append([]string{"\"" + r.Name + "\""}, parts...)
	}
	settings := r.measured()
	for _, key := range slices.Sorted(maps.Keys(settings)) {
		text, err := json.Marshal(settings[key])
		if plain := string(text); err == nil && !slices.Contains([]string{"null", "[]", `"none"`, "false"}, plain) {
			parts = append(parts, key+" "+strings.Trim(plain, `"`))
		}
	}
	return strings.Join(parts, ", ")
}

// month are words of months, in a name of a file.
const month = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// dateless is the name of a source without what may be a date in it: a year with what follows, a month, a quarter or week, and a
// number that is all of a name. A number behind a word, as in shop-2.csv, tells sources apart.
func dateless(name string) string {
	parts := strings.Split(strings.TrimPrefix(filepath.ToSlash(name), "./"), "/")
	for i, part := range parts {
		stem, end, _ := strings.Cut(part, ".")
		parts[i] = dated(stem) + "." + end
	}
	return strings.Join(parts, "/")
}

// dated puts one mark in the place of the dates of a name.
func dated(name string) string {
	low := strings.ToLower(name)
	if strings.Trim(low, "0123456789-_") == "" {
		return "#"
	}
	low = regexp.MustCompile(`(?:^|[-_ ])(?:`+month+`)(?:[-_ ]?\d{1,4})?(?:$|[-_ ])`).ReplaceAllString(low, "#")
	low = regexp.MustCompile(`(?:\d{1,2}[-_])?(?:19|20)\d\d(?:[-_]?(?:\d{1,2}|(?:q|w|kw|h)\d{1,2})){0,2}`).ReplaceAllString(low, "#")
	low = regexp.MustCompile(`(?:^|[-_ #])(?:q[1-4]|(?:w|kw|week)[-_]?\d{1,2})(?:$|[-_ #])`).ReplaceAllString(low, "#")
	return regexp.MustCompile(`[-_ #]*#[-_ #]*`).ReplaceAllString(low, "#")
}

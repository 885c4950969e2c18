package corpus_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/within"
)

// Whoever names the columns that are found anyway says no more: what the rows stand for is asked and read as without it.
func TestNamingWhatIsFoundChangesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("more than a thousand runs, which go test ./... does")
	}
	named, asked := 0, []string(nil)
	for _, name := range archives(t) {
		_, cases := readCorpus(t, name)
		for _, c := range cases {
			if c.want == "asked" || c.want == "refused" {
				continue // or it asks where it should not, which is no matter here
			}
			want, _, columns := totalAndColumns(t, c.args)
			all := namingFlags(c.args, columns)
			for _, flags := range append(alone(all), all) {
				if want == "" || len(flags) == 0 {
					continue
				}
				named++
				switch got, stderr, _ := totalAndColumns(t, append(slices.Clone(c.args), flags...)); {
				case got == want:
				case got != "":
					t.Errorf("%s: cxcalc %s %s\n\t%s\nand without what is named\n\t%s", c.archive, c.command, strings.Join(flags, " "), got, want)
				default:
					asked = append(asked, c.archive+": cxcalc "+c.command+" "+strings.Join(flags, " ")+"\n\t"+stderr)
				}
			}
		}
	}
	if named < 500 || 300*len(asked) > named {
		t.Errorf("%d questions with columns to name, of which %d are asked about them, more than one in 300\n%s", named, len(asked), strings.Join(asked, "\n"))
	}
}

// totalAndColumns asks a question and returns the figures of all rows as JSON, and the columns that were found; nothing where it has
// no figure but words.
func totalAndColumns(t *testing.T, args []string) (total, stderr string, columns map[string]any) {
	t.Helper()
	stdout, stderr, status := within.Run(append(slices.Clone(args), "-o", "json")...)
	if status == 1 || status == 2 {
		return "", stderr, nil
	}
	var d struct {
		Total   json.RawMessage
		Columns map[string]any
	}
	if err := json.Unmarshal([]byte(stdout), &d); err != nil {
		t.Fatalf("cxcalc %s: %v", strings.Join(args, " "), err)
	}
	return string(d.Total), stderr, d.Columns
}

// namingFlags names found columns, but for several of one role, those that are named anyway, those that have no flag, and reasons, of
// which a table is asked by naming them.
func namingFlags(args []string, columns map[string]any) (flags []string) {
	special := map[string]string{"interval": "--interval-col", "interval_count": "", "driver": "", "request": "--requested", "reason": "",
		"delivered_qty": "--delivered", "ordered_qty": "--ordered"}
	for role, column := range columns {
		name, one := column.(string)
		flag := "--" + strings.ReplaceAll(role, "_", "-")
		if other, ok := special[role]; ok {
			flag = other
		}
		if one && flag != "" && !slices.Contains(args, flag) && !slices.Contains(args, name) {
			flags = append(flags, flag+"="+name)
		}
	}
	slices.Sort(flags)
	return flags
}

// alone are the flags that say what rows stand for, by themselves: beside a time they say less.
func alone(flags []string) (out [][]string) {
	for _, f := range flags {
		if strings.HasPrefix(f, "--status=") || strings.HasPrefix(f, "--type=") {
			out = append(out, []string{f})
		}
	}
	return out
}

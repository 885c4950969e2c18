package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// A report has the documents of the single commands, byte for byte, whatever is asked beside them.
func TestReportDocuments(t *testing.T) {
	t.Chdir(samples(t))
	for i, sample := range sampleNames(t) {
		if i%inTurn() != 0 {
			continue
		}
		var file bytes.Buffer
		var commands, want []string
		failed := false
		for _, m := range questions() {
			m.ask(t, sample, func(flags []string) (status int) {
				args := append([]string{m.name, sample, "-o", "json"}, flags...)
				out, _, status := inside(args...)
				if status == 2 {
					if _, _, status := inside(append([]string{m.name, "no such file"}, flags...)...); status == 2 {
						return status // a mistake of the file, whatever the sources
					}
				}
				commands, want, failed = append(commands, strings.Join(args, " ")), append(want, out), failed || status == 1 || status == 2
				fmt.Fprintf(&file, "  - {metric: %s, %s}\n", m.name, keysOf(flags))
				return status
			})
		}
		compareReport(t, sample, file.String(), commands, want, failed)
	}
}

// Comparisons and trends are in a report as their commands give them, byte for byte, beside questions that count the same.
func TestReportComparisons(t *testing.T) {
	t.Chdir(samples(t))
	var file bytes.Buffer
	var commands, want []string
	failed := false
	check := func(verb, metrics, flags string, sources ...string) {
		t.Helper()
		given := strings.Fields(flags)
		args := append(append([]string{verb, metrics, "-o", "json"}, given...), sources...)
		if verb == "metric" {
			args = args[1:]
		}
		out, stderr, status := inside(args...)
		if status == 2 {
			t.Fatalf("%q: exit status %d, %s", args, status, stderr)
		}
		commands, want, failed = append(commands, strings.Join(args, " ")), append(want, out), failed || status == 1
		fmt.Fprintf(&file, "  - {%s: %q, sources: %s", verb, metrics, sources[len(sources)-1])
		if len(sources) > 1 {
			fmt.Fprintf(&file, ", before: [%s]", strings.Join(sources[:len(sources)-1], ", "))
		}
		if len(given) > 0 {
			fmt.Fprintf(&file, ", %s", keysOf(given))
		}
		file.WriteString("}\n")
	}
	check("metric", "nps", "--by region", "responses.csv")
	check("compare", "nps", "--by region", "responses.csv")
	check("compare", "nps", "--by region --baseline EU --correction holm", "responses.csv")
	check("compare", "nps,csat", "--period month", "responses.csv")
	check("compare", "csat", "--paired --score expected --score perceived", "expectations.csv")
	check("compare", "nps", "", "monthly/2026-05.csv", "monthly/2026-06.csv")
	check("compare", "nps", "--decompose region", "monthly/2026-05.csv", "monthly/2026-06.csv")
	check("metric", "nps", "", "monthly/2026-05.csv")
	check("compare", "nps", "--by region", "monthly/2026-06.csv", "monthly/2026-06.csv")
	check("compare", "nps", "--paired --by region --where region!=APAC --respondent satisfaction --dedup latest", "responses.csv")
	check("trend", "nps", "--period week --threshold slope_high>=0", "responses.csv")
	check("trend", "churn", "", "ledger.csv")
	check("compare", "churn", "--period month", "ledger.csv")
	check("compare", "churn", "--paired", "ledger.csv", "ledger.csv")
	compareReport(t, "responses.csv", file.String(), commands, want, failed)
}

// keysOf writes flags as the keys of a question.
func keysOf(flags []string) string {
	values := make(map[string][]string)
	var names []string
	for i := 0; i < len(flags); i++ {
		name, value, joined := strings.Cut(strings.TrimPrefix(flags[i], "--"), "=")
		if !joined && i+1 < len(flags) && !strings.HasPrefix(flags[i+1], "--") {
			i++
			value = flags[i]
		} else if !joined {
			value = "true"
		}
		if values[name] == nil {
			names = append(names, name)
		}
		values[name] = append(values[name], strconv.Quote(value))
	}
	var keys []string
	for _, name := range names {
		value := values[name][0]
		if len(values[name]) > 1 {
			value = "[" + strings.Join(values[name], ", ") + "]"
		}
		keys = append(keys, name+": "+value)
	}
	return strings.Join(keys, ", ")
}

// compareReport asks a report file, and compares its documents with those of single commands. A command that printed
// nothing has null.
func compareReport(t *testing.T, sample, questions string, commands, want []string, failed bool) {
	t.Helper()
	if err := os.WriteFile("asked.yaml", []byte("sources: "+strconv.Quote(sample)+"\nquestions:\n"+questions), 0o644); err != nil {
		t.Fatal(err)
	}
	out, stderr, status := inside("report", "asked.yaml", "-o", "json", "-q")
	if strings.Join(want, "") == "" {
		if out != "" || status != 1 {
			t.Errorf("%s: exit status %d of a report without any answer\n%s", sample, status, out)
		}
		return
	}
	var got struct{ Documents []json.RawMessage }
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got.Documents) != len(want) {
		t.Fatalf("%s: exit status %d, %d documents of %d, %v\n%s", sample, status, len(got.Documents), len(want), err, stderr)
	}
	if (status == 1) != failed {
		t.Errorf("%s: exit status %d\n%s", sample, status, stderr)
	}
	for i, document := range got.Documents {
		var text bytes.Buffer
		if err := json.Indent(&text, document, "", "  "); err != nil {
			t.Fatal(err)
		}
		have := text.String() + "\n"
		if have == "null\n" {
			have = ""
		}
		if have != want[i] {
			t.Errorf("cxcalc %s is in a report\n%s\nand alone\n%s", commands[i], have, want[i])
		}
	}
}

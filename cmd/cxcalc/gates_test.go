package main_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

var annotationLine = regexp.MustCompile(`^::(error|warning|notice) [^\r\n]*title=[^:,]*::\S[^\r\n]*$`)

// What every metric says about every sample can be read by what gates are made of, answered or not.
func TestGatesOfSamples(t *testing.T) {
	t.Chdir(filepath.Join(root, "testdata"))
	names := sampleNames(t)
	dir := t.TempDir()
	asked := 0
	for q, m := range questions() {
		m.sets = m.sets[:min(len(m.sets), 4)] // TestRecorded asks them all
		for i, sample := range names {
			if (q+i)%inTurn() != 0 {
				continue
			}
			m.ask(t, sample, func(flags []string) int {
				args := append([]string{m.name, sample}, flags...)
				status := checkGates(t, dir, append(args, "--threshold", "value>=0"))
				asked++
				return status
			})
		}
	}
	for _, line := range []string{
		"compare nps --by region responses.csv --threshold change>=0", "compare nps,csat monthly/2026-05.csv monthly/2026-06.csv", "compare churn --period month ledger.csv",
		"trend nps --period week responses.csv --threshold low>=0", "trend churn ledger.csv", "sample nps --margin 5 responses.csv", "report report.yaml",
	} {
		if status := checkGates(t, dir, strings.Fields(line)); status != 0 && status != 3 {
			t.Errorf("%s: exit status %d", line, status)
		}
	}
	if asked < 100 && !testing.Short() {
		t.Errorf("only %d questions", asked)
	}
}

// checkGates runs a command with all formats of gates, and reads what they say.
func checkGates(t *testing.T, dir string, args []string) int {
	t.Helper()
	junit, prom := filepath.Join(dir, "x.xml"), filepath.Join(dir, "x.prom")
	os.Remove(junit)
	os.Remove(prom)
	out, stderr, status := inside(append(args, "-q", "-o", "github", "-o", "junit="+junit, "-o", "prometheus="+prom)...)
	line := strings.Join(args, " ")
	for a := range strings.Lines(out) {
		if !annotationLine.MatchString(strings.TrimSuffix(a, "\n")) {
			t.Errorf("%s: %q is no annotation", line, a)
		}
	}
	told, errXML := os.ReadFile(junit)
	gauges, errProm := os.ReadFile(prom)
	if err := errors.Join(errXML, errProm); err != nil {
		t.Errorf("%s: %v\n%s", line, err, stderr)
		return status
	}
	if err := readsAsXML(string(told)); err != nil {
		t.Errorf("%s: %v\n%s", line, err, told)
	}
	answered := status == 0 || status == 3
	if failed := strings.Contains(string(told), "<error"); failed == answered {
		t.Errorf("%s: exit status %d, and\n%s", line, status, told)
	}
	if failed := regexp.MustCompile(`(?m)^cxcalc_run_success\{.*\} 0$`).Match(gauges); failed == answered {
		t.Errorf("%s: exit status %d, and\n%.300s", line, status, gauges)
	}
	if err := readsAsGauges(string(gauges)); err != nil {
		t.Errorf("%s: %v", line, err)
	}
	return status
}

func readsAsXML(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readsAsGauges reads the text format, and refuses a series that is told twice.
func readsAsGauges(text string) error {
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		return err
	}
	for name, f := range families {
		seen := make(map[string]bool)
		for _, m := range f.GetMetric() {
			key := fmt.Sprint(m.GetLabel())
			if seen[key] || f.GetHelp() == "" {
				return fmt.Errorf("%s%s is there twice, or has no help", name, key)
			}
			seen[key] = true
		}
	}
	return nil
}

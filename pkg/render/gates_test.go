package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// gated is the NPS of 200 answers with two thresholds, one of them missed, the other of a group.
func gated() *result.Document {
	d := npsByRegion()
	low, eu := 19.763669351526087, 33.333333333333336
	d.Thresholds = []result.Threshold{
		{Expression: "low>=20", Actual: &low, Field: "low", Wanted: ">= 20", Of: d.Total.Values},
		{Expression: "EU.value>=33", Actual: &eu, Passed: true, Field: "value", Wanted: ">= 33", Whose: "EU", Of: d.Groups.At(1).Values},
	}
	return d
}

// nearly misses a threshold by less than two decimals show, and one has no figure at all.
func nearly() *result.Document {
	d := npsTotal()
	close := 29.9961
	d.Thresholds = []result.Threshold{
		{Expression: "value>=30", Actual: &close, Field: "value", Wanted: ">= 30", Of: d.Total.Values},
		{Expression: "promoters_pct>=50", Field: "promoters_pct", Wanted: ">= 50", Reason: "few"},
	}
	return d
}

func volumes() map[string]Volume {
	out := map[string]Volume{
		"report": {Title: "Customers, <June> & \"July\"", Chapters: []Chapter{{Name: "NPS: EU, US", Document: gated()}, {Name: "nps/eu us", Document: npsTotal()},
			{Name: "lost", Command: "churn", Failure: "ledger.csv: no such file\x1b[31m"}}},
		"failed": {Chapters: []Chapter{{Command: "nps", Failure: "responses.csv: no such file"}}},
		"nearly": {Chapters: []Chapter{{Document: nearly()}}},
		"gated":  {Chapters: []Chapter{{Document: gated()}}},
	}
	for name, d := range samples() {
		out[name] = Volume{Chapters: []Chapter{{Document: d}}}
	}
	return out
}

func several(t testing.TB, format string, v Volume) string {
	t.Helper()
	f, ok := Find(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var b bytes.Buffer
	if err := f.Several(&b, v, Options{}); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

func contains(t testing.TB, text string, pieces ...string) {
	t.Helper()
	for _, piece := range pieces {
		if !strings.Contains(text, piece) {
			t.Errorf("%q is missing in\n%s", piece, text)
		}
	}
}

// One element of JUnit's XML: which attributes it must have, and which elements it may have, in their order.
// Source: junit-10.xsd of Jenkins' xUnit plugin.
var junitSchema = map[string]struct{ attributes, elements string }{
	"testsuites": {"name tests failures errors", "testsuite"},
	"testsuite":  {"name tests failures errors", "properties testcase system-err"},
	"properties": {"", "property"},
	"property":   {"name value", ""},
	"testcase":   {"name classname", "error failure"},
	"failure":    {"message type", ""},
	"error":      {"message type", ""},
	"system-err": {"", ""},
}

type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Elements []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) count(name string) (n int) {
	for _, x := range e.Elements {
		n += x.count(name)
		if x.XMLName.Local == name {
			n++
		}
	}
	return n
}

// check holds an element to the schema.
func (e element) check(t *testing.T) {
	t.Helper()
	kind, ok := junitSchema[e.XMLName.Local]
	if !ok {
		t.Fatalf("there is no element %q", e.XMLName.Local)
	}
	var names []string
	for _, a := range e.Attrs {
		names = append(names, a.Name.Local)
	}
	if got := strings.Join(names, " "); got != kind.attributes {
		t.Errorf("<%s> has the attributes %q, want %q", e.XMLName.Local, got, kind.attributes)
	}
	rest := kind.elements
	for _, x := range e.Elements {
		at := strings.Index(rest, x.XMLName.Local)
		if at < 0 {
			t.Errorf("<%s> may have %q, and has <%s> too late or at all", e.XMLName.Local, kind.elements, x.XMLName.Local)
			continue
		}
		rest = rest[at:]
		x.check(t)
	}
	if e.count("testcase") > 0 {
		got := fmt.Sprint(e.count("testcase"), e.count("failure"), e.count("error"))
		if want := e.attr("tests") + " " + e.attr("failures") + " " + e.attr("errors"); got != want {
			t.Errorf("<%s> says %s tests, failures and errors, and has %s", e.XMLName.Local, want, got)
		}
	}
}

func TestJUnit(t *testing.T) {
	for name, v := range volumes() {
		t.Run(name, func(t *testing.T) {
			text := several(t, "junit", v)
			var all element
			if err := xml.Unmarshal([]byte(text), &all); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			all.check(t)
			cases, suites := 0, len(v.Chapters)
			for _, c := range v.Chapters {
				cases += len((voice{}).thresholdsOf(c.Document))
				if c.Failure != "" {
					cases++
				}
			}
			if all.count("testsuite") != suites || all.count("testcase") != cases {
				t.Errorf("%d suites with %d cases, want %d with %d", all.count("testsuite"), all.count("testcase"), suites, cases)
			}
		})
	}
	contains(t, several(t, "junit", volumes()["gated"]), `<testcase name="low&gt;=20" classname="cxcalc.nps">`, `message="low is 19.76, wanted &gt;= 20"`,
		"measured: 19.76\nwanted: &gt;= 20\n95 % interval: 19.76 to 39.53\nn: 200\n", `<property name="setting.confidence" value="0.95">`)
	contains(t, several(t, "junit", volumes()["nearly"]), "value is 29.996, wanted &gt;= 30", "promoters_pct is n/a (few), wanted &gt;= 50")
	contains(t, several(t, "junit", volumes()["report"]), `<error message="ledger.csv: no such file\x1b[31m" type="no answer">`, `name="lost" tests="1"`)
}

// gaugesOf reads the text format as Prometheus does, and refuses what a scrape would: series that are told twice.
func gaugesOf(t *testing.T, text string) map[string]int {
	t.Helper()
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	counts := make(map[string]int)
	for name, f := range families {
		if f.GetHelp() == "" || f.GetType().String() != "GAUGE" {
			t.Errorf("%s: help %q, type %s", name, f.GetHelp(), f.GetType())
		}
		seen := make(map[string]bool)
		for _, m := range f.GetMetric() {
			key := fmt.Sprint(m.GetLabel())
			if seen[key] || m.TimestampMs != nil {
				t.Errorf("%s%s is there twice, or has a time", name, key)
			}
			seen[key] = true
			counts[name]++
		}
	}
	return counts
}

func TestPrometheus(t *testing.T) {
	for name, v := range volumes() {
		t.Run(name, func(t *testing.T) {
			text := several(t, "prometheus", v)
			counts := gaugesOf(t, text)
			if counts["cxcalc_run_success"] != len(v.Chapters) {
				t.Errorf("%d ends of %d questions", counts["cxcalc_run_success"], len(v.Chapters))
			}
			if strings.ContainsAny(text, "\x1b\a\u202e") {
				t.Error("what a terminal obeys is there as it is")
			}
			for _, c := range v.Chapters {
				d := c.Document
				if d == nil || d.Groups.Len() == 0 {
					continue
				}
				prefix := "cxcalc_" + strings.Join(metricWords(c), "_") + "_group_n"
				if want := d.Groups.Len(); counts[prefix] != want {
					t.Errorf("%d samples of %s, want %d", counts[prefix], prefix, want)
				}
			}
		})
	}
	contains(t, several(t, "prometheus", volumes()["gated"]), "# TYPE cxcalc_nps_value gauge\ncxcalc_nps_value 30\n", `cxcalc_nps_group_value{region="`,
		`cxcalc_threshold_passed{command="nps",expression="low>=20"} 0`, "cxcalc_threshold_actual{command=\"nps\",expression=\"low>=20\"} 19.763669351526087\n")
	contains(t, several(t, "prometheus", volumes()["report"]), `cxcalc_run_success{command="churn",question="lost"} 0`, `cxcalc_nps_value{question="nps/eu us"} 30`)
	contains(t, several(t, "prometheus", volumes()["failed"]), `cxcalc_run_success{command="nps"} 0`)
}

// Groups whose labels would be the same stay apart.
func TestPrometheusSameLabels(t *testing.T) {
	d := npsTotal()
	d.By = []string{"Région", "région", "東京"}
	for _, name := range []any{"a\x1b", `a\x1b`, "", nil, "(blank)"} {
		g := judged(npsGroup(9, 4, 7, -21.4, 41.2, 7.0, 0, 0, 0, 0, 1, 2, 4, 2, 2, 5, 4), 0)
		g.By = result.Object{{Key: "r", Value: name}, {Key: "r", Value: "x"}, {Key: "r", Value: "y"}}
		d.Groups.Add(g)
	}
	text := written(t, "prometheus", d, Options{})
	if got := gaugesOf(t, text)["cxcalc_nps_group_value"]; got != 5 {
		t.Errorf("%d of 5 groups\n%s", got, text)
	}
	contains(t, text, `r_gion="(blank)",r_gion_2="x",by="y",again="3"`)
}

// A line of annotations is a workflow command, whatever the names say.
var workflowCommand = regexp.MustCompile(`^::(error|warning|notice) ((file|line|title)=[^:,]*,)*title=[^:,]*::\S.*$`)

func TestAnnotations(t *testing.T) {
	for name, v := range volumes() {
		for line := range strings.Lines(several(t, "github", v)) {
			if line = strings.TrimSuffix(line, "\n"); !workflowCommand.MatchString(line) || strings.ContainsAny(line, "\r\x1b\a\u202e") {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
	got := several(t, "github", volumes()["gated"])
	want := "::error title=Net Promoter Score%3A threshold missed%3A low>=20::low is 19.76, wanted >= 20; 95 %25 interval 19.76 to 39.53; n 200\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant %s", got, want)
	}
	d := npsTotal()
	d.Warnings = []result.Warning{{Text: "x:,%\n::error::y", Source: "a,b:c.csv", Line: 12}}
	contains(t, written(t, "github", d, Options{}), `::warning file=a%2Cb%3Ac.csv,line=12,title=Net Promoter Score::x:,%25\n::error::y`+"\n")
}

// GitHub shows ten annotations of a kind; the tenth counts those that it would not.
func TestAnnotationLimits(t *testing.T) {
	d := npsTotal()
	d.Warnings = nil
	for i := range 25 {
		x := float64(i)
		d.Warnings = append(d.Warnings, result.Warn("w", "doubt %d%s", i, strings.Repeat("é", 5000)))
		d.Thresholds = append(d.Thresholds, result.Threshold{Expression: "value>=40", Actual: &x, Field: "value", Wanted: ">= 40"})
	}
	text := written(t, "github", d, Options{})
	for _, kind := range []string{"::error ", "::warning "} {
		if n := strings.Count("\n"+text, "\n"+kind); n != 10 {
			t.Errorf("%d of %s", n, kind)
		}
		contains(t, text, kind+"title=cxcalc::16 more of this kind")
	}
	for line := range strings.Lines(text) {
		if _, message, _ := strings.Cut(line[2:], "::"); utf8.RuneCountInString(message) > annotationLength+1 {
			t.Errorf("a message of %d characters", utf8.RuneCountInString(message))
		}
	}
}

func attached(t testing.TB, variable string, v Volume, room int) string {
	t.Helper()
	f, _ := Find("github")
	for _, a := range f.Attached {
		if a.Variable == variable {
			var b bytes.Buffer
			if err := a.Write(&b, v, room); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("nothing goes to %s", variable)
	return ""
}

func TestSummary(t *testing.T) {
	text := attached(t, "GITHUB_STEP_SUMMARY", volumes()["gated"], summaryLimit)
	contains(t, text, "❌ **1 of 2 thresholds missed**", "| `low>=20`      |    19.76 | &gt;= 20 |   19.76 to 39.53 | 200 | ❌ missed |", "## Net Promoter Score: 30")
	if strings.Contains(text, "- Threshold") {
		t.Error("thresholds are told twice")
	}
	contains(t, attached(t, "GITHUB_STEP_SUMMARY", volumes()["report"], summaryLimit), "| question    | threshold", "❌ **lost: no answer.** ledger.csv", "# Customers, &lt;June&gt;", "No answer: ledger.csv")
}

// A page that would be too long is dropped whole by GitHub, so it is cut, at the end of a row.
func TestSummaryLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine: go test ./... does it without the detector")
	}
	d := gated()
	name := strings.Repeat("region ", 60)
	d.Groups = result.Make(2_000, func(i int) result.Group {
		g := judged(npsGroup(9, 4, 7, -21.4, 41.2, 7.0, 0, 0, 0, 0, 1, 2, 4, 2, 2, 5, 4), 0)
		g.By = result.Object{{Key: "region", Value: name + fmt.Sprint(i)}}
		return g
	})
	v := Volume{Chapters: []Chapter{{Document: d}}}
	whole := attached(t, "GITHUB_STEP_SUMMARY", v, 1<<30)
	if len(whole) < summaryLimit {
		t.Fatalf("%d bytes are no long page", len(whole))
	}
	if text := attached(t, "GITHUB_STEP_SUMMARY", v, summaryLimit); len(text) > summaryLimit || len(text) < summaryLimit-2000 {
		t.Errorf("a page of %d bytes", len(text))
	}
	for _, room := range []int{summaryLimit, 10_000, 300, 150, 0, -5} {
		text := string(cutAtRow([]byte(whole), room))
		if len(text) > max(room, 0) {
			t.Errorf("%d bytes where %d have room", len(text), room)
		}
		if room < 300 {
			continue
		}
		kept, note, _ := strings.Cut(text, "\n*The page ends here")
		lines := strings.Count(whole, "\n") - strings.Count(kept, "\n")
		if !strings.HasPrefix(whole, kept) || kept != "" && !strings.HasSuffix(kept, "\n") || !strings.Contains(note, fmt.Sprintf("and %d more lines", lines)) {
			t.Errorf("room for %d: it ends with %q", room, text[max(0, len(text)-400):])
		}
	}
}

// outputsIn reads outputs as the runner does. Source: actions/runner, FileCommandManager.cs.
func outputsIn(t *testing.T, text string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		equals, heredoc := strings.Index(lines[i], "="), strings.Index(lines[i], "<<")
		name, value := "", ""
		switch {
		case equals >= 0 && (heredoc < 0 || equals < heredoc):
			name, value = lines[i][:equals], lines[i][equals+1:]
		case heredoc >= 0:
			var list []string
			end := lines[i][heredoc+2:]
			name = lines[i][:heredoc]
			for i++; i < len(lines) && lines[i] != end; i++ {
				list = append(list, lines[i])
			}
			if i == len(lines) {
				t.Fatalf("%s does not end", name)
			}
			value = strings.Join(list, "\n")
		default:
			t.Fatalf("line %q sets nothing", lines[i])
		}
		if _, again := out[name]; again || !regexp.MustCompile(`^[a-z_][a-z0-9_]*$`).MatchString(name) {
			t.Errorf("output %q is set twice, or has no safe name", name)
		}
		out[name] = value
	}
	return out
}

func TestOutputs(t *testing.T) {
	for name, v := range volumes() {
		got := outputsIn(t, attached(t, "GITHUB_OUTPUT", v, outputLimit))
		if want := fmt.Sprint(v.passed()); got["passed"] != want {
			t.Errorf("%s: passed is %q, want %s", name, got["passed"], want)
		}
	}
	check := func(volume string, want map[string]string) {
		t.Helper()
		got := outputsIn(t, attached(t, "GITHUB_OUTPUT", volumes()[volume], outputLimit))
		for name, value := range want {
			if have, ok := got[name]; have != value || !ok {
				t.Errorf("%s: %s is %q, want %q", volume, name, have, value)
			}
		}
	}
	check("gated", map[string]string{"nps_n": "200", "nps_value": "30", "nps_low": "19.76", "nps_missed": "low>=20", "nps_passed": "false", "passed": "false"})
	check("nearly", map[string]string{"nps_missed": "value>=30\npromoters_pct>=50"})
	check("report", map[string]string{"nps__eu__us_passed": "false", "nps_eu_us_value": "30", "nps_eu_us_passed": "true", "lost_passed": "false"})
	check("failed", map[string]string{"nps_passed": "false", "passed": "false"})
	text := outputLine("x", "END_OF_x\nEND_OF_x_")
	if got := outputsIn(t, text)["x"]; got != "END_OF_x\nEND_OF_x_" {
		t.Errorf("%q is read as %q", text, got)
	}
	if err := writeOutputs(io.Discard, volumes()["gated"], 20); err == nil {
		t.Error("outputs that have no room are written")
	}
}

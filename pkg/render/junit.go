package render

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// The elements of JUnit's XML that programs of all makers understand. Source: junit-10.xsd of Jenkins' xUnit plugin.
type (
	junitSuites struct {
		XMLName xml.Name `xml:"testsuites"`
		Name    string   `xml:"name,attr"`
		junitCount
		Suites []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name string `xml:"name,attr"`
		junitCount
		Properties *junitProperties
		Cases      []junitCase `xml:"testcase"`
		Err        string      `xml:"system-err,omitempty"`
	}
	junitCount struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
	}
	junitProperties struct {
		XMLName xml.Name        `xml:"properties"`
		List    []junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name      string     `xml:"name,attr"`
		ClassName string     `xml:"classname,attr"`
		Failure   *junitFall `xml:"failure"`
		Error     *junitFall `xml:"error"`
	}
	junitFall struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes a suite for each document, and in it a case for each threshold.
func writeJUnit(w io.Writer, v Volume, _ Options) error {
	all := junitSuites{Name: visible.Text(v.Title)}
	if all.Name == "" {
		all.Name = "cxcalc"
	}
	for _, c := range v.Chapters {
		s := junitSuiteOf(c)
		all.Suites = append(all.Suites, s)
		all.Tests, all.Failures, all.Errors = all.Tests+s.Tests, all.Failures+s.Failures, all.Errors+s.Errors
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}

func junitSuiteOf(c Chapter) junitSuite {
	s := junitSuite{Name: visible.Text(c.title())}
	class := "cxcalc." + snake(c.command(), "cxcalc")
	if c.Failure != "" {
		s.Cases = append(s.Cases, junitCase{Name: "answer", ClassName: class, Error: &junitFall{Message: visible.Text(c.Failure), Type: "no answer"}})
		s.Errors++
	}
	for _, h := range (voice{}).thresholdsOf(c.Document) {
		t := junitCase{Name: visible.Text(h.expression), ClassName: class}
		if !h.passed {
			t.Failure = &junitFall{h.says(), "threshold", h.report(c.Document)}
			s.Failures++
		}
		s.Cases = append(s.Cases, t)
	}
	s.Tests = len(s.Cases)
	if c.Document != nil {
		s.Properties = &junitProperties{List: propertiesOf(c.Document)}
		var doubts []string
		for _, d := range c.Document.Warnings {
			doubts = append(doubts, (voice{}).warningText(d))
		}
		s.Err = strings.Join(doubts, "\n")
	}
	return s
}

// report says line by line why a threshold was missed.
func (h heldUp) report(d *result.Document) string {
	lines := []string{"measured: " + h.measured, "wanted: " + h.wanted}
	if h.whose != "" {
		lines = append(lines, "of: "+visible.Text(h.whose))
	}
	if h.interval != "" {
		lines = append(lines, (voice{}).intervalName(d)+": "+h.interval)
	}
	if h.n != "" {
		lines = append(lines, "n: "+h.n)
	}
	return "\n" + strings.Join(lines, "\n") + "\n"
}

// propertiesOf lists what was asked, and the main figures.
func propertiesOf(d *result.Document) (list []junitProperty) {
	add := func(name string, value any) {
		if text, err := csvDialects[""].cellText(value, true); err == nil {
			list = append(list, junitProperty{visible.Text(name), visible.Text(text)})
		}
	}
	add("definition", d.Definition)
	for _, s := range d.Sources {
		add("source", s.Name)
	}
	for _, m := range d.Columns {
		add("column."+m.Key, m.Value)
	}
	for _, m := range d.Settings {
		add("setting."+m.Key, m.Value)
	}
	for _, name := range []string{"n", "value", "low", "high"} {
		if v, ok := d.Total.Values.Get(name); ok {
			add(name, v)
		}
	}
	return list
}

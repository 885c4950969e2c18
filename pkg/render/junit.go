package render

import (
	"io"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/markup"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A junitSuite is a document as JUnit's XML has it, in the elements that programs of all makers understand.
// Source: junit-10.xsd of Jenkins' xUnit plugin.
type junitSuite struct {
	tests, failures, errors int
	tree                    node
}

// writeJUnit writes a suite for each document, and in it a case for each threshold.
func writeJUnit(w io.Writer, v Volume, _ Options) error {
	name := visible.Text(v.Title)
	if name == "" {
		name = "cxcalc"
	}
	var all junitSuite
	var suites []node
	for _, c := range v.Chapters {
		s := junitSuiteOf(c)
		suites = append(suites, s.tree)
		all.tests, all.failures, all.errors = all.tests+s.tests, all.failures+s.failures, all.errors+s.errors
	}
	if _, err := io.WriteString(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"); err != nil {
		return err
	}
	return markup.Element("testsuites", all.counted(name), suites...).Write(w)
}

// counted are the attributes of what has tests.
func (s junitSuite) counted(name string) attrs {
	return attrs{"name", name, "tests", strconv.Itoa(s.tests), "failures", strconv.Itoa(s.failures), "errors", strconv.Itoa(s.errors)}
}

func junitSuiteOf(c Chapter) (s junitSuite) {
	class := "cxcalc." + snake(c.command(), "cxcalc")
	var kids []node
	if c.Document != nil {
		kids = append(kids, markup.Element("properties", nil, propertiesOf(c.Document)...))
	}
	if c.Failure != "" {
		s.errors++
		kids = append(kids, junitCase("answer", class, markup.Words("error", attrs{"message", visible.Text(c.Failure), "type", "no answer"}, "")))
	}
	held := (voice{}).thresholdsOf(c.Document)
	for _, h := range held {
		fall := node{}
		if !h.passed {
			s.failures++
			fall = markup.Words("failure", attrs{"message", h.says(), "type", "threshold"}, h.report(c.Document))
		}
		kids = append(kids, junitCase(visible.Text(h.expression), class, fall))
	}
	s.tests = len(held) + s.errors
	if c.Document != nil && len(c.Document.Warnings) > 0 {
		var doubts []string
		for _, d := range c.Document.Warnings {
			doubts = append(doubts, (voice{}).warningText(d))
		}
		kids = append(kids, markup.Words("system-err", nil, strings.Join(doubts, "\n")))
	}
	s.tree = markup.Element("testsuite", s.counted(visible.Text(c.title())), kids...)
	return s
}

func junitCase(name, class string, fall node) node {
	return markup.Element("testcase", attrs{"name", name, "classname", class}, fall)
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
func propertiesOf(d *result.Document) (list []node) {
	add := func(name string, value any) {
		if text, err := csvDialects[""].cellText(value, true); err == nil {
			list = append(list, markup.Words("property", attrs{"name", visible.Text(name), "value", visible.Text(text)}, ""))
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

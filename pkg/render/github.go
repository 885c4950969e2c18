package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// What GitHub Actions takes. Source: actions/runner, ExecutionContext.cs and FileCommandManager.cs, and
// actions/toolkit, docs/problem-matchers.md.
const (
	annotationsShown = 10      // of each kind that a step shows; others are in the log only
	annotationLength = 4096    // characters of a message
	summaryLimit     = 1 << 20 // bytes of the page of a step; a larger one is dropped whole
	outputLimit      = 1 << 20 // bytes of the outputs of a job
)

// An annotation is a remark on a run, which GitHub shows beside it and at the line of a file.
type annotation struct {
	kind        string // "error", "warning" or "notice"
	file        string
	line        int64
	title, text string
}

// writeAnnotations writes the missed thresholds as errors, doubts as warnings and the headlines as notices.
func writeAnnotations(w io.Writer, v Volume, _ Options) error {
	var failures, doubts, notices []annotation
	for _, c := range v.Chapters {
		if c.Failure != "" {
			failures = append(failures, annotation{kind: "error", title: c.title() + ": no answer", text: c.Failure})
		}
		if c.Document == nil {
			continue
		}
		for _, h := range (voice{}).thresholdsOf(c.Document) {
			if !h.passed {
				text := strings.Join(append([]string{h.says()}, h.sure(c.Document)...), "; ")
				failures = append(failures, annotation{kind: "error", title: c.title() + ": threshold missed: " + h.expression, text: text})
			}
		}
		for _, d := range c.Document.Warnings {
			doubts = append(doubts, annotation{"warning", d.Source, d.Line, c.title(), d.Text})
		}
		notices = append(notices, annotation{kind: "notice", title: c.title(), text: (voice{}).headline(c.Document)})
	}
	out := &pieces{w: w}
	for _, list := range [][]annotation{failures, doubts, notices} {
		for _, a := range shortList(list) {
			out.write([]byte(a.command()))
		}
	}
	return out.err
}

// shortList counts in one annotation those that GitHub would not show.
func shortList(list []annotation) []annotation {
	if len(list) <= annotationsShown {
		return list
	}
	more := len(list) - annotationsShown + 1
	rest := annotation{kind: list[0].kind, title: "cxcalc", text: fmt.Sprintf("%d more of this kind: the page of the step and the other formats have all", more)}
	return append(list[:annotationsShown-1:annotationsShown-1], rest)
}

// The characters that end a property or a message of a workflow command. Source: actions/toolkit, packages/core/src/command.ts.
var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// command writes the annotation as a workflow command.
func (a annotation) command() string {
	var properties []string
	add := func(name, value string) {
		if value != "" {
			properties = append(properties, name+"="+propertyEscapes.Replace(visible.Text(value)))
		}
	}
	if a.file != "-" {
		add("file", a.file)
		if a.file != "" && a.line > 0 {
			add("line", fmt.Sprint(a.line))
		}
	}
	add("title", a.title)
	return "::" + a.kind + " " + strings.Join(properties, ",") + "::" + messageEscapes.Replace(shortened(visible.Text(a.text), annotationLength)) + "\n"
}

// shortened cuts a text to a number of characters.
func shortened(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}

// writeSummary writes the page of a step: how the thresholds ended, and then the documents. What is longer than room is
// cut at a row, and says so.
func writeSummary(w io.Writer, v Volume, room int) error {
	var b bytes.Buffer
	named := v.Chapters[0].Name != ""
	if err := writeEnds(&b, v, named); err != nil {
		return err
	}
	below := Volume{Title: v.Title}
	for _, c := range v.Chapters { // the thresholds stand above
		if c.Document != nil {
			d := *c.Document
			d.Thresholds = nil
			c.Document = &d
		}
		below.Chapters = append(below.Chapters, c)
	}
	var err error
	if d := below.Chapters[0].Document; named {
		err = writeArticles(&b, below, Options{})
	} else if d != nil {
		err = writeArticle(&b, d, Options{}, "##")
	}
	if err != nil {
		return err
	}
	_, err = w.Write(cutAtRow(append(b.Bytes(), '\n'), room))
	return err
}

// writeEnds writes whether all went well, and a row for each threshold.
func writeEnds(b *bytes.Buffer, v Volume, named bool) error {
	columns := []column{{heading: "threshold"}, {heading: "measured", right: true}, {heading: "wanted", right: true},
		{heading: "interval", right: true}, {heading: "n", right: true}, {heading: "result"}}
	if named {
		columns = append([]column{{heading: "question"}}, columns...)
	}
	var rows [][]string
	missed := 0
	for _, c := range v.Chapters {
		if c.Failure != "" {
			fmt.Fprintf(b, "❌ **%s: no answer.** %s\n\n", markdown(c.title()), markdown(c.Failure))
		}
		for _, h := range (voice{}).thresholdsOf(c.Document) {
			end := "✅ passed"
			if !h.passed {
				end = "❌ missed"
				missed++
			}
			row := []string{markdownCode(h.expression), markdown(h.measured), markdown(h.wanted), h.interval, h.n, end}
			if named {
				row = append([]string{markdown(c.title())}, row...)
			}
			rows = append(rows, row)
		}
	}
	switch {
	case len(rows) == 0:
		return nil
	case missed > 0:
		fmt.Fprintf(b, "❌ **%d of %d thresholds missed**\n\n", missed, len(rows))
	default:
		fmt.Fprintf(b, "✅ **%d of %d thresholds passed**\n\n", len(rows), len(rows))
	}
	m := &article{b: *b}
	m.table(columns, rows)
	*b = m.b
	return m.err
}

// cutAtRow cuts a page to a number of bytes, at the end of a line, and says how much is left out.
func cutAtRow(page []byte, room int) []byte {
	if len(page) <= room {
		return page
	}
	note := func(lines int) string {
		return fmt.Sprintf("\n*The page ends here: GitHub takes 1 MiB of a step, and %d more lines would not fit. -o markdown=FILE writes them all.*\n", lines)
	}
	end := room - len(note(len(page)))
	if end < 0 {
		return nil
	}
	end = bytes.LastIndexByte(page[:end], '\n') + 1
	return append(page[:end:end], note(bytes.Count(page[end:], []byte("\n")))...)
}

// writeOutputs writes what later steps can ask for: the figures of each document, and whether all went well.
func writeOutputs(w io.Writer, v Volume, room int) error {
	var b bytes.Buffer
	var names []string
	for _, c := range v.Chapters {
		names = append(names, outputName(c))
	}
	for i, name := range unique(names, []string{"passed"}) {
		c := v.Chapters[i]
		for _, m := range outputsOf(c) {
			b.WriteString(outputLine(name+"_"+m.Key, m.Value))
		}
	}
	b.WriteString(outputLine("passed", v.passed()))
	if b.Len() > room {
		return fmt.Errorf("the outputs take %d bytes, and there is room for %d", b.Len(), max(room, 0))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// outputName begins the names of the outputs of a document: by its metric, and by its command where that is another.
func outputName(c Chapter) string {
	switch {
	case c.Name != "":
		return snake(c.Name, "question")
	case c.Document != nil:
		return strings.Join(metricWords(c), "_")
	}
	return snake(c.Command, "cxcalc")
}

// metricWords are the metric of a document and, where that is another, its command.
func metricWords(c Chapter) []string {
	words := []string{snake(c.Document.Metric, "metric")}
	if command := c.command(); command != c.Document.Metric {
		words = append(words, snake(command, "command"))
	}
	return words
}

// snake makes a name of the letters and digits of ASCII, with _ for all others; instead where nothing is left.
func snake(s, instead string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, s)
	if name = strings.Trim(name, "_"); name == "" {
		return instead
	}
	if name[0] <= '9' {
		return "_" + name
	}
	return name
}

// outputsOf lists the figures of a document: the main ones of the total, those that only its command has, and those of
// its list where that has one row.
func outputsOf(c Chapter) (out result.Object) {
	if d := c.Document; d != nil {
		for _, name := range []string{"n", "value", "low", "high"} {
			v, ok := d.Total.Values.Get(name)
			out.Add(ok, name, v)
		}
		rest := d.Own
		if f, ok := d.Main(); ok && len(f.Rows) == 1 && len(d.Total.Values) == 0 {
			rest = append(rest[:len(rest):len(rest)], f.Rows[0]...)
		}
		for _, m := range rest {
			_, again := out.Get(m.Key)
			out.Add(!again && single(m.Value), m.Key, m.Value)
		}
		if t := d.Total.Verdict; t != nil {
			out = append(out, result.Member{Key: "met", Value: t.Met}, result.Member{Key: "proven", Value: t.Proven})
		}
	}
	var missed []string
	for _, h := range (voice{}).thresholdsOf(c.Document) {
		if !h.passed {
			missed = append(missed, visible.Text(h.expression))
		}
	}
	return append(out, result.Member{Key: "missed", Value: strings.Join(missed, "\n")},
		result.Member{Key: "passed", Value: c.Failure == "" && len(missed) == 0})
}

// single tells whether a value is one figure or word.
func single(v any) bool {
	switch v.(type) {
	case nil, bool, int64, float64, result.Price, string:
		return true
	}
	return false
}

// outputLine sets an output. A value of several lines stands between two lines that it does not have.
func outputLine(name string, value any) string {
	text, _ := csvDialects[""].cellText(value, true)
	if !strings.ContainsAny(text, "\r\n") {
		return name + "=" + visible.Text(text) + "\n"
	}
	end := "END_OF_" + name
	for strings.Contains(text, end) {
		end += "_"
	}
	return name + "<<" + end + "\n" + text + "\n" + end + "\n"
}

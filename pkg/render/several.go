package render

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A Volume is several documents under a title and some words, "" for none.
type Volume struct {
	Title    string
	Text     string
	Chapters []Chapter
}

// A Chapter is one document of several. Failure says why there is none, or why there is no figure in it.
type Chapter struct {
	Name     string
	Text     string // words above it, "" for none
	Command  string // that was to answer, where there is no document
	Document *result.Document
	Failure  string
}

// command is the name of what answered.
func (c Chapter) command() string {
	if c.Document == nil {
		return c.Command
	}
	parts := strings.Split(c.Document.Schema, "/")
	return parts[min(1, len(parts)-1)]
}

// title names a chapter for people.
func (c Chapter) title() string {
	switch {
	case c.Name != "":
		return c.Name
	case c.Document != nil:
		return c.Document.Title
	}
	return cmp.Or(c.Command, "cxcalc")
}

// writeTables writes documents for a terminal, one below the other, each under its name.
func writeTables(w io.Writer, v Volume, o Options) error {
	return v.write(w, func(title string) string {
		return underlined(title, "═", o)
	}, func(name string) string {
		return underlined(name, "─", o)
	}, func(text string) string {
		var lines []string
		for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
			lines = append(lines, wrap(visible.Text(line), o.Width, 0)...)
		}
		return strings.Join(lines, "\n") + "\n\n"
	}, func(w io.Writer, c Chapter) error {
		if c.Document == nil {
			return printLines(w, wrap(o.voice().f("! no answer: %s", visible.Text(c.Failure)), o.Width, 2))
		}
		return writeTable(w, c.Document, o)
	})
}

func underlined(text, with string, o Options) string {
	text = visible.Text(text)
	line := width(text)
	if o.Width > 0 {
		line = min(line, o.Width)
	}
	return ink(o.Color).strong(text) + "\n" + strings.Repeat(with, line) + "\n\n"
}

func printLines(w io.Writer, lines []string) error {
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// writeArticles writes documents for a page, with headings one step lower than they have alone.
func writeArticles(w io.Writer, v Volume, o Options) error {
	return v.write(w, func(title string) string {
		return "# " + markdown(title) + "\n\n"
	}, func(name string) string {
		return "## " + markdown(name) + "\n\n"
	}, func(text string) string {
		return markdown(strings.TrimSpace(text)) + "\n\n"
	}, func(w io.Writer, c Chapter) error {
		if c.Document == nil {
			return printLines(w, []string{o.voice().f("No answer: %s", markdown(c.Failure))})
		}
		return writeArticle(w, c.Document, o, "###")
	})
}

// write writes the title and every chapter, with a blank line between them.
func (v Volume) write(w io.Writer, title, name, words func(text string) string, body func(w io.Writer, c Chapter) error) error {
	out := &pieces{w: w}
	if v.Title != "" {
		out.write([]byte(title(v.Title)))
	}
	if v.Text != "" {
		out.write([]byte(words(v.Text)))
	}
	for i, c := range v.Chapters {
		if i > 0 {
			out.write([]byte("\n"))
		}
		out.write([]byte(name(c.Name)))
		if c.Text != "" {
			out.write([]byte(words(c.Text)))
		}
		if out.err == nil {
			out.err = body(w, c)
		}
	}
	return out.err
}

// writeNDJSONs writes one group a line, with the name of its document before it.
func writeNDJSONs(w io.Writer, v Volume, _ Options) error {
	for _, c := range v.Chapters {
		if c.Document == nil {
			continue
		}
		if err := writeLines(w, c.Document, result.Object{{Key: "name", Value: c.Name}}); err != nil {
			return err
		}
	}
	return nil
}

// writeJSONs writes one object with all documents, each as it is alone but for its indentation, and null where
// there is none, so that a document has the place of its question.
func writeJSONs(w io.Writer, v Volume, o Options) error {
	var head bytes.Buffer
	fmt.Fprintf(&head, "{\n%s\"schema\": \"cxcalc/report/v1\"", indent)
	if v.Title != "" {
		fmt.Fprintf(&head, ",\n%s\"title\": ", indent)
		if err := encodeJSON(&head, v.Title, "", ""); err != nil {
			return err
		}
	}
	fmt.Fprintf(&head, ",\n%s\"documents\": [", indent)
	out := &pieces{w: w}
	out.write(head.Bytes())
	for i, c := range v.Chapters {
		if i > 0 {
			out.write([]byte(","))
		}
		out.write([]byte("\n" + indent + indent))
		if c.Document == nil {
			out.write([]byte("null"))
		} else if out.err == nil {
			out.err = writeJSON(&indented{w: w, by: indent + indent}, c.Document, o)
		}
	}
	out.write([]byte("\n" + indent + "]\n}\n"))
	return out.err
}

// indented puts blanks at the beginning of every line but the first. A line feed at the very end is left out.
type indented struct {
	w     io.Writer
	by    string
	ended bool // with a line feed that is not written yet
}

func (x *indented) Write(b []byte) (int, error) {
	n := len(b)
	text := b
	if x.ended && n > 0 {
		text = append([]byte("\n"), b...)
	}
	x.ended = n > 0 && b[n-1] == '\n' || n == 0 && x.ended
	if n > 0 {
		text = bytes.TrimSuffix(text, []byte("\n"))
	}
	_, err := x.w.Write(bytes.ReplaceAll(text, []byte("\n"), []byte("\n"+x.by)))
	return n, err
}

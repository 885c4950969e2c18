// Package render writes a result in the formats that people and programs read.
//
// Renderers see results only. They know no metric: headings, kinds and the parts of a bar come
// from the fields that the document declares. Numbers are rounded here and nowhere else, and only
// for people. Text from the data never reaches a terminal, a spreadsheet or a page as a command.
package render

import (
	"io"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Options says for whom the document is written.
type Options struct {
	// Width is the width of the terminal in columns. 0 means that the output is not a terminal:
	// then nothing is cut.
	Width int
	// Color allows colours, as SGR sequences.
	Color bool
	// Words are those of the language that people read; nil for English. Formats for programs do not change.
	Words *lang.Tongue
	// Dialect is the kind of CSV: "", or ExcelES.
	Dialect string
	// Raw leaves out the guard against spreadsheet formulas in CSV.
	Raw bool
}

// A Format is one way to write a document.
type Format struct {
	// Name is what the user writes after -o.
	Name string
	// Also are other names of it, and endings of files that hold it.
	Also []string
	// Doc says in one line what the format is for.
	Doc string
	// Text marks a format made for people.
	Text bool
	// Doubts marks a format of programs that has a place for warnings.
	Doubts bool
	// Obeyed marks a format that programs act on: Several writes how the run ended, one document or more, and where there
	// is none, too.
	Obeyed bool
	// Attached is what it writes beside, at the end of files that the surroundings name.
	Attached []Attachment
	// Write writes the document. It ends with a line feed.
	Write func(w io.Writer, d *result.Document, o Options) error
	// Several writes several documents; nil where the format has no place for more than one.
	Several func(w io.Writer, v Volume, o Options) error
}

// An Attachment goes to the end of a file whose name an environment variable holds; where it is not set, nowhere.
type Attachment struct {
	Variable string
	Limit    int // bytes that the file may have in all
	Write    func(w io.Writer, v Volume, room int) error
}

// alone writes a document as several are written.
func alone(several func(io.Writer, Volume, Options) error) func(io.Writer, *result.Document, Options) error {
	return func(w io.Writer, d *result.Document, o Options) error {
		return several(w, Volume{Chapters: []Chapter{{Document: d}}}, o)
	}
}

// Ending returns the ending of files that hold the format.
func (f Format) Ending() string { return append(slices.Clone(f.Also), f.Name)[0] }

// Formats returns all formats, in the order in which help shows them.
func Formats() []Format {
	return []Format{
		{Name: "table", Also: []string{"txt"}, Doc: "for the terminal", Text: true, Write: writeTable, Several: writeTables},
		{Name: "json", Doc: "the whole document, every digit", Doubts: true, Write: writeJSON, Several: writeJSONs},
		{Name: "ndjson", Also: []string{"jsonl"}, Doc: "one group a line", Write: writeNDJSON, Several: writeNDJSONs},
		{Name: "csv", Doc: "one group a row, for spreadsheets", Write: writeCSV},
		{Name: "tsv", Doc: "the same with tabs", Write: writeTSV},
		{Name: "markdown", Also: []string{"md"}, Doc: "for pages and merge requests", Text: true, Write: writeMarkdown, Several: writeArticles},
		{Name: "html", Doc: "a page to forward, with charts; loads nothing", Text: true, Write: writeHTML, Several: writeHTMLs},
		{Name: "svg", Doc: "the main chart alone, for a slide", Write: writeSVG},
		{Name: "github", Doc: "for GitHub Actions: annotations, a page and outputs", Doubts: true, Obeyed: true, Write: alone(writeAnnotations), Several: writeAnnotations,
			Attached: []Attachment{{"GITHUB_STEP_SUMMARY", summaryLimit, writeSummary}, {"GITHUB_OUTPUT", outputLimit, writeOutputs}}},
		{Name: "junit", Also: []string{"xml"}, Doc: "a test case for each threshold", Doubts: true, Obeyed: true, Write: alone(writeJUnit), Several: writeJUnit},
		{Name: "prometheus", Also: []string{"prom"}, Doc: "gauges, for the textfile collector", Obeyed: true, Write: alone(writeGauges), Several: writeGauges},
	}
}

// Find returns the format of a name, or of the ending of a file.
func Find(name string) (f Format, ok bool) {
	for _, f := range Formats() {
		if f.Name == name || slices.Contains(f.Also, name) {
			return f, true
		}
	}
	return Format{}, false
}

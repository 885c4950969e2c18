package report

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/settings"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// A Report is several questions, as a report file asks them.
type Report struct {
	// File is the name of the report file. Title and Text are what stands above everything, "" for nothing.
	File, Title, Text string
	// Items are its questions, in their order.
	Items []*Piece
	// Outputs is what the file gives for the flag output: nothing, or one list.
	Outputs []settings.Given
}

// A Piece is one question of a report.
type Piece struct {
	// Name tells it from the others: its own, or else that of the metric, with a number where there are several.
	Name string
	// OwnName is the name that somebody gave it, "" for none.
	OwnName string
	Metric  string
	// Text is what the file says about the answer, "" for nothing.
	Text string
	// Given is what the file gives for the flags of the metric: for all questions, and then for this one.
	Given []settings.Given
	// Question is what it asks once its flags are settled.
	Question kind.Question
	// Answer is what came of it.
	Answer *Answer

	place   string
	sources []string // names and patterns
}

// A reader makes a report of a file.
type reader struct {
	*Report
	offered map[string][]flags.Flag
	sources []string // of all questions
}

// An Offer is what a report file may name: the flags of every metric that may be asked, and variables of the environment.
type Offer struct {
	Flags    map[string][]flags.Flag
	Variable func(name string) (value string, set bool)
}

// headKeys are the keys of a report file, and questionKeys those of a question beside the flags of its metric.
func headKeys() []flags.Flag {
	return []flags.Flag{{Name: "title", Default: "", Usage: "stands above everything"}, {Name: "text", Default: "", Usage: "words below the title"},
		{Name: "sources", Default: []string(nil), Usage: "names of files and patterns, relative to this file, for all questions that name none"},
		{Name: "defaults", Usage: "settings for all questions whose metric has them"}, {Name: "questions", Usage: "what is asked"},
		{Name: "outputs", Default: []string(nil), Usage: "FORMAT or FORMAT=FILE, relative to this file; a table without it"}}
}

func questionKeys() []flags.Flag {
	return []flags.Flag{{Name: "metric", Default: "", Usage: "what is computed"}, {Name: "name", Default: "", Usage: "stands above the answer"},
		{Name: "text", Default: "", Usage: "words above the answer"},
		{Name: "sources", Default: []string(nil), Usage: "names of files and patterns, relative to this file"}}
}

// Read understands the text of a report file. Every mistake is an error that tells its place.
func Read(file string, text []byte, offer Offer) (*Report, error) {
	entries, err := settings.Parse(file, text)
	if err == nil && offer.Variable != nil {
		err = settings.Fill(entries, offer.Variable)
	}
	if err != nil {
		return nil, err
	}
	r := &reader{&Report{File: file}, offer.Flags, nil}
	var items, defaults []settings.Entry
	var plain []settings.Entry
	for _, e := range entries {
		switch e.Key {
		case "questions":
			items, err = e.List()
		case "defaults":
			defaults, err = e.Entries()
		default:
			plain = append(plain, e)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := r.head(plain); err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, problem.Usage("%s: a report without questions", file).Advise("cxcalc report --help shows one")
	}
	for _, e := range items {
		if err := r.item(e); err != nil {
			return nil, err
		}
	}
	if err := r.defaults(defaults); err != nil {
		return nil, err
	}
	r.name()
	return r.Report, nil
}

// head understands what stands beside the questions.
func (r *reader) head(entries []settings.Entry) error {
	given, values, err := settled("a report", headKeys(), entries)
	if err != nil {
		return err
	}
	r.Title, r.Text, r.sources = values.Text("title"), values.Text("text"), values.List("sources")
	for _, g := range given {
		if g.Flag == "outputs" {
			g.Flag = "output"
			r.Outputs = append(r.Outputs, g)
		}
	}
	return nil
}

// settled returns what entries give for a list of flags, and the values that this makes.
func settled(whose string, list []flags.Flag, entries []settings.Entry) ([]settings.Given, flags.Values, error) {
	given, err := settings.Collect(whose, list, entries)
	if err != nil {
		return nil, nil, err
	}
	values, err := settings.Settle(list, given)
	return given, values, err
}

// item understands one question.
func (r *reader) item(e settings.Entry) error {
	entries, err := e.Entries()
	if err != nil {
		return err
	}
	x := &Piece{place: e.Place}
	if x.Metric, err = r.metric(e, entries); err != nil {
		return err
	}
	own := questionKeys()
	given, values, err := settled("a question of "+x.Metric, slices.Concat(own, r.offered[x.Metric]), entries)
	if err != nil {
		return err
	}
	x.Name, x.Text, x.sources = values.Text("name"), values.Text("text"), values.List("sources")
	for _, g := range given {
		switch {
		case g.Flag == "name" && slices.ContainsFunc(r.Items, func(other *Piece) bool { return x.Name != "" && other.Name == x.Name }):
			return problem.Usage("%s %q: another question has this name", g.Words, x.Name)
		case !slices.ContainsFunc(own, func(f flags.Flag) bool { return f.Name == g.Flag }):
			x.Given = append(x.Given, g)
		}
	}
	if len(x.sources) == 0 {
		x.sources = r.sources
	}
	if len(x.sources) == 0 {
		return problem.Usage("%s: a question without sources, and there are none for all questions", e.Place).
			Advise("sources: [responses.csv], above the questions or in this one")
	}
	x.sources = slices.Clone(x.sources)
	for i, name := range x.sources {
		x.sources[i] = r.source(name)
	}
	r.Items = append(r.Items, x)
	return nil
}

// metric returns the metric of a question.
func (r *reader) metric(question settings.Entry, entries []settings.Entry) (string, error) {
	known := slices.Sorted(maps.Keys(r.offered))
	i := slices.IndexFunc(entries, func(e settings.Entry) bool { return e.Key == "metric" })
	if i < 0 {
		return "", problem.Usage("%s: a question without a metric", question.Place).Advise("metric: is one of " + strings.Join(known, ", "))
	}
	g, _, err := entries[i].Given()
	if err != nil {
		return "", err
	}
	metric := strings.Join(g.Texts, " ")
	if r.offered[metric] == nil {
		e := settings.Unknown(fmt.Sprintf("%s: there is no metric %q", entries[i].Place, metric), metric, known, strconv.Quote)
		if !strings.HasPrefix(e.Hint, "did you mean") {
			e.Hint = "the metrics are " + strings.Join(known, ", ")
		}
		return "", e
	}
	return metric, nil
}

// defaults gives the questions what stands for all of them, below what is their own.
func (r *reader) defaults(entries []settings.Entry) error {
	var all []flags.Flag
	var asked []string
	for _, x := range r.Items {
		if !slices.Contains(asked, x.Metric) {
			asked = append(asked, x.Metric)
			all = append(all, r.offered[x.Metric]...)
		}
	}
	given, _, err := settled("a question of "+strings.Join(asked, " or "), all, entries)
	if err != nil {
		return err
	}
	has := func(list []flags.Flag, g settings.Given) int {
		return slices.IndexFunc(list, func(f flags.Flag) bool { return f.Name == g.Flag })
	}
	for _, g := range given {
		if all[has(all, g)].PerMetric && len(asked) > 1 {
			return problem.Usage("%s: it means something else for every metric, and the report asks several", g.Words).
				Advise("put it into the questions")
		}
	}
	for _, x := range r.Items {
		list := r.offered[x.Metric]
		mine := slices.DeleteFunc(slices.Clone(given), func(g settings.Given) bool { return has(list, g) < 0 })
		x.Given = append(mine, x.Given...)
		for i, g := range x.Given {
			if strings.Contains(list[has(list, g)].Usage, "`FILE") || strings.Contains(list[has(list, g)].Usage, "FILE`") {
				x.Given[i].Texts = r.files(g.Texts)
			}
		}
	}
	return nil
}

// files returns the names of files as they are seen from where the program runs. What is a number is no file.
func (r *reader) files(texts []string) []string {
	out := slices.Clone(texts)
	for i, text := range texts {
		if _, err := strconv.ParseFloat(text, 64); err != nil && text != "" {
			out[i] = r.Beside(text)
		}
	}
	return out
}

// name gives the other questions the names of their metrics.
func (r *reader) name() {
	taken := make(map[string]bool)
	for _, x := range r.Items {
		taken[x.Name] = true
	}
	for _, x := range r.Items {
		x.OwnName = x.Name
		free := cmp.Or(x.Name, x.Metric)
		for n := 2; x.Name == "" && taken[free]; n++ {
			free = fmt.Sprintf("%s %d", x.Metric, n)
		}
		taken[free] = true
		x.Name = free
	}
}

// Beside returns the name of a file that a report file names, as it is seen from where the program runs.
func (r *Report) Beside(name string) string {
	if name == "" || name == "-" || filepath.IsAbs(name) || strings.Contains(name, "://") {
		return name
	}
	return filepath.Join(filepath.Dir(r.File), name)
}

// source is the name of a source, or a pattern, beside the report. The folder of the report is none, whatever its name.
func (r *Report) source(name string) string {
	beside := r.Beside(name)
	if _, err := os.Stat(beside); err == nil || beside == name || !strings.ContainsAny(name, source.PatternMarks) {
		return beside
	}
	var literal strings.Builder
	for _, c := range filepath.Dir(r.File) {
		if strings.ContainsRune(source.PatternMarks, c) {
			literal.WriteString("[" + string(c) + "]")
			continue
		}
		literal.WriteRune(c)
	}
	return filepath.Join(literal.String(), name)
}

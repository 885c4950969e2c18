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
	// Name tells it from the others: its own, or else what is asked, with a number where there are several.
	Name string
	// Verb is how the metric is asked for, and Metric what follows it: one, or several with commas between.
	Verb, Metric string
	// OwnName is the name that somebody gave it, "" for none.
	OwnName string
	// Text is what the file says about the answer, "" for nothing.
	Text string
	// Given is what the file gives for its flags: for all questions, and then for this one.
	Given []settings.Given
	// Sources are names and patterns, and names once they have been found. Before is the other side of a comparison, nil for
	// none.
	Sources, Before []string
	// Label says whose groups make its own; nil where columns do.
	Label *Labelling
	// Matter is what it asks of sources once its flags are settled.
	Matter *Matter
	// Answer is what came of it.
	Answer *Answer

	file, place string
	own, list   []flags.Flag // of the verb, and all that it may have
}

// owns names the verb that gives a flag its meaning; "" where that is its metric.
func (x *Piece) owns(name string) string {
	if flagIn(x.own, name) == nil {
		return ""
	}
	return x.Verb
}

// Command is what would be asked on a command line.
func (x *Piece) Command() string {
	if x.Verb == Plain {
		return x.Metric
	}
	return x.Verb + " " + x.Metric
}

// A reader makes a report of a file.
type reader struct {
	*Report
	verbs   []Verb
	sources []string // of all questions
}

// A Verb is a way to ask for a metric: the key of a question that names it, and the flags that there are.
type Verb struct {
	// Name is the key, and Usage says what it does.
	Name, Usage string
	// Several says that several metrics may be named, and Sides that there may be sources to compare with.
	Several, Sides bool
	// Own are the flags that mean something else than those of metrics with their names.
	Own []flags.Flag
	// Flags are those of every metric that may be asked, and of the verb.
	Flags map[string][]flags.Flag
}

// Plain is the verb of a question that asks for a metric alone.
const Plain = "metric"

// An Offer is what a report file may name: ways to ask for metrics, and variables of the environment.
type Offer struct {
	Verbs    []Verb
	Variable func(name string) (value string, set bool)
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
	r := &reader{&Report{File: file}, offer.Verbs, nil}
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
	x := &Piece{file: r.File, place: e.Place}
	verb, metrics, err := r.asks(e, entries)
	if err != nil {
		return err
	}
	x.Verb, x.Metric = verb.Name, strings.Join(metrics, ",")
	x.own, x.list = verb.Own, verb.flagsOf(metrics)
	own := verb.questionKeys()
	if x.Label, entries, err = labelling(entries); err != nil {
		return err
	}
	if x.Label == nil {
		own = slices.DeleteFunc(own, func(f flags.Flag) bool { return f.Name == "key" || f.Name == "fold" })
	}
	given, values, err := settled("a question of "+x.Command(), slices.Concat(own, x.list), entries)
	if err != nil {
		return err
	}
	x.Name, x.Text = values.Text("name"), values.Text("text")
	if x.Label != nil {
		x.Label.Key, x.Label.Fold = values.Text("key"), values.Is("fold")
	}
	for _, g := range given {
		switch {
		case g.Flag == "name" && slices.ContainsFunc(r.Items, func(other *Piece) bool { return x.Name != "" && other.Name == x.Name }):
			return problem.Usage("%s %q: another question has this name", g.Words, x.Name)
		case !slices.ContainsFunc(own, func(f flags.Flag) bool { return f.Name == g.Flag }):
			x.Given = append(x.Given, g)
		}
	}
	x.Sources, x.Before = r.beside(values.List("sources")), r.beside(values.List("before"))
	if len(x.Sources) == 0 {
		x.Sources = r.beside(r.sources)
	}
	if len(x.Sources) == 0 {
		return problem.Usage("%s: a question without sources, and there are none for all questions", e.Place).
			Advise("sources: [responses.csv], above the questions or in this one")
	}
	r.Items = append(r.Items, x)
	return nil
}

// beside are names of sources as they are seen from where the program runs.
func (r *reader) beside(names []string) (out []string) {
	for _, name := range names {
		out = append(out, r.source(name))
	}
	return out
}

// asks returns how a question asks, and for which metrics.
func (r *reader) asks(question settings.Entry, entries []settings.Entry) (verb Verb, metrics []string, err error) {
	var asked []settings.Entry
	var words []string
	for _, v := range r.verbs {
		words = append(words, v.Name)
		if i := slices.IndexFunc(entries, func(e settings.Entry) bool { return e.Key == v.Name }); i >= 0 {
			verb, asked = v, append(asked, entries[i])
		}
	}
	switch len(asked) {
	case 0:
		return verb, nil, problem.Usage("%s: a question without a metric", question.Place).
			Advise("it has one of " + strings.Join(words, ", ") + ", each with one of " + strings.Join(slices.Sorted(maps.Keys(r.verbs[0].Flags)), ", "))
	case 1:
		metrics, err = verb.metrics(asked[0])
		return verb, metrics, err
	}
	return verb, nil, problem.Usage("%s: a question has %s or %s, and not both", asked[1].Place, asked[0].Key, asked[1].Key).
		Advise("make two questions of it")
}

// metrics understands which metrics a question names.
func (v Verb) metrics(e settings.Entry) (metrics []string, err error) {
	known := slices.Sorted(maps.Keys(v.Flags))
	g, _, err := e.Given()
	if err != nil {
		return nil, err
	}
	named := []string{strings.Join(g.Texts, " ")}
	if v.Several {
		named = strings.Split(strings.Join(g.Texts, ","), ",")
	}
	for _, name := range named {
		name = strings.TrimSpace(name)
		if v.Flags[name] == nil {
			e := settings.Unknown(fmt.Sprintf("%s: there is no metric %q", e.Place, name), name, known, strconv.Quote)
			if !strings.HasPrefix(e.Hint, "did you mean") {
				e.Hint = "the metrics are " + strings.Join(known, ", ")
			}
			return nil, e
		}
		if slices.Contains(metrics, name) {
			return nil, problem.Usage("%s: %s is named twice", e.Place, name)
		}
		metrics = append(metrics, name)
	}
	return metrics, nil
}

// defaults gives the questions what stands for all of them, below what is their own.
func (r *reader) defaults(entries []settings.Entry) error {
	var all []flags.Flag
	var asked []string
	for _, x := range r.Items {
		if !slices.Contains(asked, x.Command()) {
			asked = append(asked, x.Command())
			all = append(all, x.list...)
		}
	}
	given, _, err := settled("a question of "+strings.Join(asked, " or "), all, entries)
	if err != nil {
		return err
	}
	for _, g := range given {
		if r.differs(g.Flag) {
			return problem.Usage("%s: it means something else for every metric, and the report asks several", g.Words).
				Advise("put it into the questions")
		}
	}
	for _, x := range r.Items {
		mine := slices.DeleteFunc(slices.Clone(given), func(g settings.Given) bool { return flagIn(x.list, g.Flag) == nil })
		x.Given = append(mine, x.Given...)
		for i, g := range x.Given {
			if usage := flagIn(x.list, g.Flag).Usage; strings.Contains(usage, "`FILE") || strings.Contains(usage, "FILE`") {
				x.Given[i].Texts = r.files(g.Texts)
			}
		}
	}
	return nil
}

// differs tells whether a flag means something else for one question than for another.
func (r *reader) differs(name string) bool {
	for _, x := range r.Items {
		f := flagIn(x.list, name)
		for _, y := range r.Items {
			if f != nil && f.PerMetric && y.Metric != x.Metric || f != nil && flagIn(y.list, name) != nil && y.owns(name) != x.owns(name) {
				return true
			}
		}
	}
	return false
}

// flagIn returns the flag of a list that has a name; nil for none.
func flagIn(list []flags.Flag, name string) *flags.Flag {
	i := slices.IndexFunc(list, func(f flags.Flag) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &list[i]
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
		free := cmp.Or(x.Name, x.Command())
		for n := 2; x.Name == "" && taken[free]; n++ {
			free = fmt.Sprintf("%s %d", x.Command(), n)
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

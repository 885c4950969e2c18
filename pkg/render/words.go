package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// The words that the table and the Markdown page share.

// account says what became of every row: "207 read = 200 counted + 4 blank + 2 invalid". Kinds of
// rows that did not occur are left out.
func (say voice) account(r result.Rows) []string {
	if r.Counted == r.Read && r.Read > 0 {
		return []string{say.f("%s read, all counted", say.bare(r.Read, result.Count))}
	}
	pieces := []string{say.bare(r.Read, result.Count) + " " + say.t("read"), "= " + say.bare(r.Counted, result.Count) + " " + say.t("counted")}
	for _, a := range r.Accounts() {
		if a.Name != "counted" {
			pieces = append(pieces, "+ "+say.bare(a.N, result.Count)+" "+say.t(a.Name))
		}
	}
	return pieces
}

// origin says where the numbers come from: columns and sources, how many, how sure.
func (say voice) origin(d *result.Document, s fieldset, o Options) []string {
	var pieces []string
	if text := say.place(d, o); text != "" {
		pieces = append(pieces, text)
	}
	if n, ok := d.Total.Values.Get(s.n.Name); ok && !say.tellsN(d, s) {
		pieces = append(pieces, say.counted(s.n, n, d))
	}
	if v, ok := d.Settings.Get("interval"); ok {
		if method, ok := v.(string); ok && method != "" && s.interval(d.Total.Values) != "" {
			pieces = append(pieces, say.methodName(d, visible.Text(method)))
		}
	}
	return pieces
}

// place says which columns of which files: "score of responses.csv". A terminal has it in one line, where the columns are
// cut before the files.
func (say voice) place(d *result.Document, o Options) string {
	const least = 12
	columns, files := say.columnNames(d, o), say.sourceNames(d, o)
	if columns == "" {
		return fit(files, o.Width)
	}
	if o.Width > 0 {
		of := width(say.f("%s of %s", "", ""))
		files = fit(files, max(o.Width-of-min(width(columns), least), 1))
		columns = fit(columns, max(o.Width-of-width(files), 1))
	}
	return say.f("%s of %s", columns, files)
}

// filters say which rows the figures stand on, and of whom, as far as somebody chose them: conditions, bounds, population,
// weights, and the seed by which samples of them are drawn.
func (say voice) filters(d *result.Document) []string {
	var pieces []string
	for _, key := range []string{"where", "since", "until", "population", "seed"} {
		if v, ok := d.Settings.Get(key); ok {
			pieces = append(pieces, say.t(key)+" "+say.bare(v, result.Count))
		}
	}
	if v, ok := d.Columns.Get("weight"); ok && v != nil {
		pieces = append(pieces, say.f("weighted by %s", say.bare(v, result.Text)))
	}
	if v, ok := d.Settings.Get("weights"); ok {
		pieces = append(pieces, say.f("weighted by %s", say.bare(v, result.Text)))
	}
	return pieces
}

// breaks say where satisfied begins on another scale than that of five steps, of which everybody knows it.
func (say voice) breaks(d *result.Document) []string {
	from, ok := d.Settings.Number("satisfied_from")
	scale, _ := d.Settings.Get("scale")
	_, tail, _ := strings.Cut(d.Definition, "; ")
	words := strings.Fields(tail)
	if !ok || len(words) != 4 || from == 4 && fmt.Sprint(scale) == "[1 5]" {
		return nil
	}
	return []string{say.f("satisfied %s on %s", words[1], words[3])}
}

// methodName names the interval by its method: "95 % wilson interval".
func (say voice) methodName(d *result.Document, method string) string {
	name := say.t(method)
	if strings.Contains(method, " of ") || strings.Contains(method, ";") {
		return say.intervalName(d) + ": " + name
	}
	if level, ok := d.Settings.Number("confidence"); ok {
		return say.f("%s %% %s interval", say.trimmed(100*level, 4), name)
	}
	return say.f("%s interval", name)
}

// counted says on how many the figure stands: "200 answers". Where several periods are pooled, a
// customer counts in each of them: "6,099 customer-months".
func (say voice) counted(f result.Field, n any, d *result.Document) string {
	if f.Title == "n" {
		return "n = " + say.figure(n, f.Kind)
	}
	title := f.Title
	if f.English != "" {
		return say.figure(n, f.Kind) + " " + say.nounOf(f, n, d)
	}
	if d.Span != nil {
		title = strings.TrimSuffix(title, "s") + "-" + d.Span.Unit + "s"
	}
	if n == int64(1) {
		title = strings.TrimSuffix(title, "s") // 1 answer
	}
	return say.figure(n, f.Kind) + " " + title
}

// spanWords says what a figure of several periods is: "mean of 12 months", "over 12 months", or "".
func (say voice) spanWords(d *result.Document, f result.Field) string {
	if d.Span == nil {
		return ""
	}
	time := say.bare(int64(d.Span.Periods), result.Count) + " " + say.tongue.Noun(int64(d.Span.Periods), d.Span.Unit)
	switch f.Span {
	case result.SpanMean:
		return say.f("mean of %s", time)
	case result.SpanSum:
		return say.f("over %s", time)
	}
	return ""
}

// columnNames lists the columns that were read, "score of ", or "".
func (say voice) columnNames(d *result.Document, o Options) string {
	var names []string
	add := func(value any) {
		if name := say.bare(value, result.Number); value != nil && name != "" {
			names = append(names, fit(name, o.Width/2))
		}
	}
	for _, m := range d.Columns {
		several, ok := m.Value.([]string)
		for i, name := range several {
			if i == listed && len(several) > listed+1 {
				names = append(names, say.f("%d more", len(several)-listed))
				break
			}
			add(name)
		}
		if !ok {
			add(m.Value)
		}
	}
	return strings.Join(names, ", ")
}

// listed is the number of sources that a terminal shows before it says how many more there are.
const listed = 3

func (say voice) sourceNames(d *result.Document, o Options) string {
	var names []string
	for i, s := range d.Sources {
		if o.Width > 0 && i == listed && len(d.Sources) > listed+1 {
			return say.f("%s and %d more", strings.Join(names, ", "), len(d.Sources)-listed)
		}
		names = append(names, visible.Text(s.Name))
	}
	return strings.Join(names, ", ")
}

func (say voice) warningText(w result.Warning) string {
	s := visible.Text(w.Text)
	if at := w.Place(); at != "" {
		s += " (" + visible.Text(at) + ")"
	}
	return s
}

// actual is the figure that a threshold was held against.
func (say voice) actual(t result.Threshold) string {
	switch {
	case t.Reason != "":
		return say.t(missing) + " (" + say.t(t.Reason) + ")"
	case t.Actual == nil:
		return say.t(missing)
	}
	_, number, _ := strings.Cut(t.Wanted, " ")
	places := 2
	limit, err := strconv.ParseFloat(number, 64)
	for err == nil && *t.Actual != limit && places < 15 && shortly(*t.Actual, places) == shortly(limit, places) {
		places++ // 29.996 misses 30
	}
	return say.trimmed(*t.Actual, places)
}

// unitOf is what stands behind a value in words: the currency of an amount. Percentages carry
// their sign, points need none.
func unitOf(d *result.Document) string {
	if d.Unit != "currency" {
		return ""
	}
	return currency(d)
}

// currency is the code of the currency that amounts are in, "" where it is not known.
func currency(d *result.Document) string {
	code, _ := d.Settings.Get("currency")
	name, _ := code.(string)
	return visible.Text(name)
}

// nounOf is what a field counts, in the form that stands beside the number in another language.
func (say voice) nounOf(f result.Field, n any, d *result.Document) string {
	one := strings.TrimSuffix(f.English, "s")
	if d.Span != nil {
		one += "-" + d.Span.Unit
	}
	many := int64(5) // fractions, of weighted answers
	if whole, ok := n.(int64); ok {
		many = whole
	}
	return say.tongue.Noun(many, one)
}

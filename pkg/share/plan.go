package share

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A quest is what is asked: rows that say yes by a word or by conditions, or rows that count.
type quest struct {
	*facts.Query
	words   []string      // the texts that say yes; none for the words that are known
	conds   []*where.Cond // the conditions that say yes
	counted bool          // rows are counts of --count
	alone   bool          // the column that says yes or no is the only one, and none is named
	terms
}

// LowerIsBetter tells whether yes is bad news, and asks where nobody has said.
func (p *quest) LowerIsBetter(string) (bool, error) {
	switch good := p.Own.Text("good"); good {
	case "yes", "no":
		return good == "no", nil
	}
	return false, goodOrBad("whether more of it is better or worse, nothing tells: choose what is good news with --good")
}

func goodOrBad(text string) error {
	e := problem.Usage("%s", text)
	e.Senses = []problem.Sense{{Says: "if yes is good news", Flags: []string{"--good", "yes"}}, {Says: "if it is bad news, as with what is missed or lost", Flags: []string{"--good", "no"}}}
	return e
}

// isCondition tells whether a text of --yes is a condition on a column: it has a sign, or a list and nothing else names a column.
func isCondition(v flags.Values, text string) bool {
	if _, err := where.Parse(text); err != nil {
		return false
	}
	return strings.ContainsAny(text, "=<>~") || v.Text("score") == ""
}

// conditionColumns are the columns that conditions of --yes are about.
func conditionColumns(v flags.Values) (names []string) {
	for _, text := range v.List("yes") {
		if isCondition(v, text) {
			if c, err := where.Parse(text); err == nil {
				names = append(names, c.Column())
			}
		}
	}
	return names
}

// exposureColumn is the column of --exposure, where it is not a number.
func exposureColumn(v flags.Values) []string {
	text := v.Text("exposure")
	if _, ok := wholeExposure(text); ok || text == "" {
		return nil
	}
	return []string{text}
}

func wholeExposure(text string) (x float64, ok bool) {
	x, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	return x, err == nil
}

func planned(q *facts.Query) (facts.Intent, error) {
	p := &quest{Query: q, terms: terms{Confidence: q.Confidence}}
	var err error
	if p.Method, err = q.Metric.Choose(q.Own); err != nil {
		return nil, problem.Wrong("", err)
	}
	for _, text := range q.Own.List("yes") {
		if _, err := where.Parse(text); err != nil && q.Own.Text("score") == "" && strings.IndexAny(text, "<>") > 0 {
			return nil, problem.Wrong("--yes: ", err) // without a column there is nothing else that it could be
		}
		if !isCondition(q.Own, text) {
			p.words = append(p.words, text)
			continue
		}
		c, err := where.Parse(text)
		if err != nil {
			return nil, problem.Wrong("--yes: ", err)
		}
		p.conds = append(p.conds, c)
	}
	if err := p.rate(); err != nil {
		return nil, err
	}
	return p, p.check()
}

// rate understands what a rate is told of.
func (p *quest) rate() error {
	text, per := p.Own.Text("exposure"), p.Own.Number("per")
	switch whole, number := wholeExposure(text); {
	case text == "" && per != 0:
		return problem.Usage("--per %v is of an exposure, and none is given", per).Advise("--exposure N or --exposure COL says how many customers, orders or days there were")
	case per < 0 || math.IsNaN(per) || math.IsInf(per, 0):
		return problem.Usage("--per %v is not above 0", per)
	case text == "":
		return nil
	case p.Method.Given:
		return problem.Usage("--interval %s is of a share, and a rate has exact limits of a Poisson count: leave it out", p.Method.Name)
	case number && !(whole > 0 && whole < 1e15):
		return problem.Usage("--exposure %q is not above 0", text)
	case number && (len(p.By) > 0 || p.Period != ""):
		return problem.Usage("--exposure %q is that of all rows, and groups have their own", text).Advise("--exposure COL names a column that has it in every row")
	case number:
		p.Whole = whole
	}
	if p.Per = per; per == 0 {
		p.Per = 1000
	}
	return nil
}

// check finds flags that contradict each other.
func (p *quest) check() error {
	own := p.Own
	count, of, score := own.Text("count"), own.Text("of"), own.Text("score")
	says := score != "" || len(p.words) > 0 || len(p.conds) > 0
	p.counted = of != "" || count != "" && p.Per > 0 && !says
	p.Counts = p.counted && of == ""
	_, undirected := p.LowerIsBetter("value")
	switch good := own.Text("good"); {
	case undirected != nil && good != "":
		return problem.Usage("--good %q is not yes or no: it says which of both is good news", good)
	case undirected != nil && (p.Target != nil || own.Is("board")):
		return undirected
	case len(p.words) > 0 && len(p.conds) > 0:
		return problem.Usage("--yes is a text in one place and a condition on a column in another; say all of them in one way")
	case of != "" && count == "" && score != "" && len(p.words) == 0 && len(p.conds) == 0:
		e := problem.Usage("--of %q is the whole of a count, and no count is given", of)
		e.Senses = []problem.Sense{{Says: fmt.Sprintf("if %q counts how many", score), Flags: []string{"--count", score}, Drop: []string{"--score"}}}
		return e
	case of != "" && count == "":
		return problem.Usage("--of %q is the whole of a count, and no count is given", of).Advise("--count COL names the column that holds how many of them said yes")
	case of != "" && p.Per > 0:
		return problem.Usage("--of and --exposure both say what the count is divided by: --of for a share, --exposure for a rate")
	case of != "" && says:
		return problem.Usage("--count and --of hold how many of how many, so no column and no word says yes; leave out --score and --yes, or leave out --of")
	case count != "" && of == "" && p.Per == 0 && !says:
		return problem.Usage("--count %q is how many, and nothing says of how many", count).Advise("--of COL names the column with the whole, --exposure N or COL makes a rate, and --score COL with --count tells how many a row stands for")
	}
	return nil
}

// Timeless says that only the period of a row matters.
func (p *quest) Timeless() {}

// Define is the formula.
func (p *quest) Define() string {
	per := strconv.FormatFloat(p.Per, 'f', -1, 64)
	switch {
	case p.Per > 0 && p.counted:
		return per + " × count / exposure"
	case p.Per > 0:
		return per + " × yes / exposure"
	case p.counted:
		return "100 × Σ count / Σ of"
	}
	return "100 × yes / (yes + no)"
}

// Settings show what says yes.
func (p *quest) Settings() (o result.Object) {
	o.Add(p.Per > 0, "interval", "poisson")
	o.Add(p.Method.Given, "interval", p.Method.Name)
	o = append(o, p.Method.Settings(len(p.By) > 0 || p.Period != "")...)
	o.Add(len(p.Own.List("yes")) > 0, "yes", p.Own.List("yes"))
	o.Add(p.Per > 0, "per", p.Per)
	o.Add(p.Whole > 0, "exposure", p.Whole)
	o.Add(p.Own.Text("good") != "", "good", p.Own.Text("good"))
	return o
}

// Shown makes the unit that of a rate.
func (p *quest) Shown(d *result.Document) {
	if p.Per == 0 {
		return
	}
	per := strconv.FormatFloat(p.Per, 'f', -1, 64)
	d.Heading = result.Say("Rate per %s", per)
	d.Unit, d.Title, d.Gist = "per "+per, d.Heading.String(), []string{"{yes} of {exposure}"}
	d.Fields = declared()
	for i := range d.Fields {
		switch f := &d.Fields[i]; f.Name {
		case "value":
			f.Title, f.Kind = "per "+per, result.Mean
		case "low", "high":
			f.Kind = result.Mean
		case "n":
			f.Title = "rows"
		case "exposure":
			f.Extra = false
		}
	}
}

// Wants needs the column that says yes or no, unless something else does.
func (p *quest) Wants(role dataset.Role) facts.Want {
	if role == "score" && len(p.conds) == 0 && !p.counted {
		return facts.Needed
	}
	return facts.Unwanted
}

// Compare has the conditions that say yes compare cells as their columns are written.
func (p *quest) Compare(set *dataset.Set) (err error) {
	p.conds, err = kind.Comparing(set, &p.Words, p.conds)
	return err
}

// Check asks where rows are sums of others, and where a column says yes and a condition is about another one.
func (p *quest) Check(t *dataset.Table, cs dataset.Columns) error {
	if p.counted {
		return p.Sums(t, cs, "count", "of", "exposure")
	}
	if err := p.againstColumn(t); err != nil {
		return err
	}
	if err := p.Footed(t, cs, "cases", "score", "yes"); err != nil {
		return err
	}
	if err := p.asked(t, cs); err != nil {
		return err
	}
	if err := p.undone(t, cs); err != nil {
		return err
	}
	if err := p.nested(t, cs); err != nil {
		return err
	}
	if len(p.conds) == 0 {
		return p.listed(t, cs)
	}
	if !cs.Has("score") {
		return nil
	}
	for n := range p.conds {
		if at := cs.At(facts.Part("yes", n)); at != cs.At("score") && at != dataset.None {
			return problem.Usage("%s: --yes is a condition on %s, and --score names %s: leave out --score, or name a text of it with --yes", t.Name, t.Header(at), cs.Header("score"))
		}
	}
	return nil
}

// fit tells how many of the values of a column are known to say yes or no. One that says yes in all rows rather is what
// nobody could go on without, such as a consent.
func fit(t *dataset.Table, column int) dataset.Fit {
	known, filled, no := 0, 0, false
	different, short := make(map[string]bool), true
	for _, text := range t.Sample(column) {
		if strings.TrimSpace(text) == "" {
			continue
		}
		filled++
		different[layout.Word(text)] = true
		short = short && len(strings.TrimSpace(text)) == 1 && !strings.ContainsAny(text, "01")
		if said := layout.Meaning("yes", text); said != "" {
			known++
			no = no || said == "no"
		}
	}
	lone := len(different) == 1 && short // a letter that stands everywhere says neither yes nor no
	if opposed(different) {
		return dataset.Fit{Share: 1}
	}
	never := lone || numbersThings(t.Headers[column], different, filled) || layout.Speaks(layout.FilledInWord, t.Headers[column]) || len(different) == 1 && filled > 1 && constant(t, column)
	return dataset.Fit{Never: never || filled == 0 || 10*known < 9*filled, Other: !no || isConsent(t.Headers[column]), Share: float64(known) / float64(max(filled, 1))}
}

// constant tells whether a column of one text says nothing: it is a place in a calendar, or other columns say both yes and no.
func constant(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	if layout.IsAsideHeader(layout.CalendarHeader, header) {
		return true
	}
	return slices.ContainsFunc(t.Every(), func(i int) bool {
		said := make(map[string]bool)
		for _, text := range t.Sample(i) {
			if strings.TrimSpace(text) != "" {
				said[layout.Meaning("yes", text)] = true
			}
		}
		return i != column && len(said) == 2 && said["yes"] && said["no"] && !layout.Speaks(layout.FilledInWord, t.Headers[i])
	})
}

// opposed tells whether there are two texts of which one denies the other: "paid" and "not paid", "resolved" and "unresolved".
func opposed(different map[string]bool) bool {
	if len(different) != 2 {
		return false
	}
	for text := range different {
		for _, word := range layout.Denials() {
			if different[word+" "+text] {
				return true
			}
		}
		if different["un"+text] || different["in"+text] {
			return true
		}
	}
	return false
}

// numbersThings tells whether numbers count or name something, as their header says: the 0 and 1 of how many reports there were.
func numbersThings(header string, different map[string]bool, rows int) bool {
	flags := true
	for text := range different {
		if !answer.IsNumber(text) {
			return false
		}
		if len(different) == 1 && rows > 1 {
			return true // one that stands everywhere says nothing of a row
		}
		flags = flags && (text == "0" || text == "1")
	}
	_, counts := layout.RatingOf(layout.Count, "", header)
	return counts || (!flags || len(different) == 1) && layout.NamesID(header)
}

// isConsent tells whether a header is of what people have to agree to before they are asked.
func isConsent(header string) bool { return layout.Mentioned("consent", header) != "" }

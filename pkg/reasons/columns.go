package reasons

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// A tagColumns is how the columns of a source name reasons.
type tagColumns struct {
	tags.Cutter
	marked []string // by column: the reason that a yes in it stands for, "" for a column whose cells name reasons
	ticked string   // what says yes, where people name it
}

// Check looks at how the columns of a table name reasons, and asks where its first rows do not tell.
func (p *inquest) Check(t *dataset.Table, cs dataset.Columns) error {
	p.answers.Sample(t, cs)
	if err := p.Weighed(t, cs); err != nil {
		return err
	}
	p.lookOut(t, cs)
	if err := oneCurrency(t, cs); err != nil {
		return err
	}
	if p.ofTexts() {
		p.columns = append(p.columns, tagColumns{})
		return nil
	}
	if err := p.besides(t, cs); err != nil {
		return err
	}
	for _, ask := range []func(*dataset.Table, dataset.Columns) *problem.Error{p.tallied, p.pivoted, p.praised} {
		if e := ask(t, cs); e != nil {
			return e
		}
	}
	c := tagColumns{Cutter: tags.Cutter{Collapse: p.collapse, Missing: p.Missing, Leaving: ofLeaving(t, cs)}, ticked: p.Own.Text("ticked")}
	cells, err := p.boxes(&c, t, cs)
	if err != nil {
		return err
	}
	rare, err := c.Separate(holder(t, cs), p.Own.Text("separator"), cells)
	if p.rare = p.rare || rare; err != nil {
		return err
	}
	if p.columns = append(p.columns, c); c.By != p.columns[0].By && len(cells) > 0 && p.Own.Text("separator") == "" {
		return problem.Usage("%s: reasons stand apart by %s, and in the first source by %s", t.Name, tags.ShownMark(c.By), tags.ShownMark(p.columns[0].By)).
			Advise("--separator TEXT says what stands between reasons in all of them, or ask for each file by itself")
	}
	if cs.Has("count") {
		return p.Sums(t, cs, "count") // reasons of sums need not come again
	}
	return holder(t, cs).NotTexts(c.Cutter, cells)
}

// ofLeaving tells whether the header of the column of reasons, or the question below it, speaks of leaving.
func ofLeaving(t *dataset.Table, cs dataset.Columns) bool {
	at := cs.At(roleTags)
	return layout.Mentioned("leaving", t.Headers[at]) != "" || t.Titles != nil && layout.Mentioned("leaving", t.Titles[at]) != ""
}

// oneCurrency asks where amounts are in several currencies, which add up to nothing.
func oneCurrency(t *dataset.Table, cs dataset.Columns) error {
	at := layout.Candidates(layout.Currency, "", t.Headers)
	if !cs.Has(roleAmount) || len(at) != 1 || cs.Settled(at[0]) {
		return nil
	}
	var found []string
	for _, text := range given(t, at[0], nil) {
		if !slices.Contains(found, text) {
			found = append(found, text)
		}
	}
	if len(found) < 2 {
		return nil
	}
	e := problem.Usage("%s: amounts are in several currencies, as column %s tells, which add up to nothing", t.Name, t.Header(at[0]))
	for _, text := range found[:min(len(found), namesListed)] {
		e.Senses = append(e.Senses, problem.Sense{Says: "those in " + answer.Quote(text, 20), Flags: []string{"--where", dataset.InWhere(t.Reference(at[0])) + "=" + text}})
	}
	return e
}

// tallied asks where a column may say how many people every row stands for.
func (p *inquest) tallied(t *dataset.Table, cs dataset.Columns) *problem.Error {
	if cs.Has("count") || p.book != nil || cs.Has(facts.Part(roleTags, 1)) {
		return nil
	}
	for i := range t.Headers {
		if cs.Taken(i) || cs.Settled(i) || slices.Contains(cs.By, i) {
			continue
		}
		if inPercent(t, i) && distinct(t, cs.At(roleTags)) {
			return problem.Failure("%s: a row is one of column %s, with its share in column %s: how many people name it is not told", t.Name, cs.Header(roleTags), t.Header(i)).
				Advise("export the reasons of each, or how many name them, which --count counts; --where " + layout.ShellQuote(dataset.Among(t.Reference(i), nil)) + " says that each row is one person")
		}
		if !t.Counts(i) {
			continue
		}
		e := problem.Usage("%s: column %s may say how many people name a reason, and every row would count as one", t.Name, t.Header(i))
		e.Senses = []problem.Sense{{Says: "if it counts", Flags: []string{"--count", t.Reference(i)}},
			{Says: "if each row is one person", Flags: []string{"--where", dataset.Among(t.Reference(i), nil)}}}
		if layout.IsPivotCount(t.Headers[i]) { // as a program has counted them
			e.Senses[1] = problem.Sense{Says: dataset.Typed("--where", dataset.Among(t.Reference(i), nil)) + " says that each row is one person"}
		}
		return e
	}
	return nil
}

// inPercent tells whether a column holds shares of a whole, with signs of percent.
func inPercent(t *dataset.Table, column int) bool {
	sum, rows := 0.0, 0
	for _, text := range t.Sample(column) {
		number, percent := strings.CutSuffix(answer.Trim(text), "%")
		x, err := answer.ParseNumber(answer.Trim(number), t.Decimal)
		if !percent || err != nil || x < 0 {
			return false
		}
		sum, rows = sum+x, rows+1
	}
	const rounding = 2
	return rows > 1 && sum > 100-rounding && sum < 100+rounding
}

// distinct tells whether no two rows have the same in a column.
func distinct(t *dataset.Table, column int) bool {
	seen := make(map[string]bool)
	for _, text := range t.Sample(column) {
		if text = answer.Normalise(text); seen[text] {
			return false
		}
		seen[text] = true
	}
	return true
}

// keyForm is what keys look like that programs give, as to tickets: "ABC-12", "INC0012", "4711".
var keyForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\pL[\pL\d]*[-_#/]?|#)?\d+$`) })

// unlikeKeys tells that a column of keys names no reasons: they hardly come again. In a file of sums a code may be one.
func unlikeKeys(t *dataset.Table, column int) dataset.Fit {
	const fewest = 3
	keys, all := make(map[string]bool), given(t, column, nil)
	for _, text := range all {
		if keys[text] = true; !keyForm().MatchString(text) {
			return dataset.Fit{}
		}
	}
	summed := slices.ContainsFunc(t.Every(), func(i int) bool { return i != column && (t.Counts(i) || inPercent(t, i)) })
	return dataset.Fit{Never: len(all) >= fewest && 5*len(keys) >= 4*len(all) && !summed}
}

// lookOut sets the column that tells whose a row is, where one header or ids that repeat tell and nobody has said it: somebody in
// several rows is told of.
func (p *inquest) lookOut(t *dataset.Table, cs dataset.Columns) {
	if p.book != nil || cs.Has("count") {
		return
	}
	for _, role := range []dataset.Role{roleRespondent, layout.Customer} {
		if at := layout.Candidates(role, "", t.Headers); len(at) == 1 {
			cs.Set(roleWhose, at[0])
			p.named = append(p.named, t.Reference(at[0]))
			return
		}
	}
	rows := slices.DeleteFunc(slices.Clone(t.Rows), func(row []string) bool { return len(row) != len(t.Headers) })
	if at, again := t.Repeated(rows, func(i int) bool { return !cs.Taken(i) && !slices.Contains(cs.By, i) }); again > 0 {
		cs.Set(roleWhose, at)
		p.named = append(p.named, t.Reference(at))
	}
}

// given lists the cells of a column that say something.
func given(t *dataset.Table, column int, missing []string) (out []string) {
	for _, text := range t.Sample(column) {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(missing, text) {
			out = append(out, text)
		}
	}
	return out
}

// holder is the first column with reasons, as questions name it.
func holder(t *dataset.Table, cs dataset.Columns) tags.Holder {
	at := cs.At(roleTags)
	return tags.Holder{File: t.Name, Header: t.Header(at), Tagged: layout.Mentioned("tagged", t.Headers[at]) != "", Texts: "--text " + t.Reference(at) +
		" --topics FILE finds the topics of texts, by a CSV file of topic,word; --separator TEXT says what stands between reasons; --collapse REGEXP cuts out what makes them differ"}
}

// ofTextsInstead says how the topics of texts are found, where a column of texts is all that may tell reasons.
func (p *inquest) ofTextsInstead(t *dataset.Table) error {
	at := layout.Candidates(roleText, p.Metric.Name, t.Headers)
	if len(at) == 0 {
		return nil
	}
	return t.Ask("--tags", "no header tells which column holds the reasons", nil).
		Advise("--text " + layout.ShellQuote(t.Reference(at[0])) + " --topics FILE finds the topics of texts, by a CSV file of topic,word")
}

package texts_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// An outcome is all that a run has to say, in a form that can be compared.
type outcome struct {
	Rows    result.Rows
	Total   []tally.Scored
	Groups  []group
	Odd     []odd
	Bad     map[dataset.Role]odd
	Faults  []place
	Repeats repeats
	Rejects []string // in the order of telling for the engine, sorted where two are compared
	Order   dates.DayOrder
}

type place struct {
	Source int
	Line   int64
}

type group struct {
	By     []string
	Period int64
	Scores []tally.Scored
}

type odd struct {
	Text  string
	Kind  answer.Class
	Rows  int64
	First place
}

type repeats struct {
	Rows   int64
	First  place
	Looked int
	All    bool
}

// reference counts what a setup asks for the slow way: one look over all rows for every question, in
// one goroutine, with maps and lists of rows.
func reference(t rapid.TB, s setup, tables []table) (outcome, error) {
	if s.Dates.Order == dates.Unknown {
		return referenceUnknown(t, s, tables)
	}
	order, err := proven(t, s, tables)
	if order != dates.Unknown || err == errUndecided {
		order, err = s.Dates.Order, nil
	}
	if err != nil {
		return outcome{}, err
	}
	out := count(t, s, tables, s.Dates.Order).outcome(s)
	out.Order = order
	return out, nil
}

// referenceUnknown lets the dates of all rows decide on their order.
func referenceUnknown(t rapid.TB, s setup, tables []table) (outcome, error) {
	byDay, byMonth := count(t, s, tables, dates.DayFirst), count(t, s, tables, dates.MonthFirst)
	order, err := proven(t, s, tables)
	if err == errUndecided && maps.Equal(byDay.texts(), byMonth.texts()) {
		err = nil // it does not matter
	}
	if err != nil {
		return outcome{}, err
	}
	out := byDay.outcome(s)
	if order == dates.MonthFirst {
		looked := out.Repeats // a warning that reads all dates with the day first
		out = byMonth.outcome(s)
		out.Repeats = looked
	}
	out.Order = order
	return out, nil
}

var (
	errUndecided    = fmt.Errorf("undecided")
	errContradicted = fmt.Errorf("contradicted")
)

// proven returns the order that the dates of all rows prove.
func proven(t rapid.TB, s setup, tables []table) (dates.DayOrder, error) {
	var onlyDay, onlyMonth, either bool
	for _, table := range tables {
		for _, row := range table.rows {
			if !s.timed(table) || row.broken != "" {
				continue
			}
			day, okDay := s.parse(t, row.cells["when"], dates.DayFirst)
			month, okMonth := s.parse(t, row.cells["when"], dates.MonthFirst)
			onlyDay = onlyDay || okDay && !okMonth
			onlyMonth = onlyMonth || okMonth && !okDay
			either = either || okDay && okMonth && day != month
		}
	}
	switch {
	case onlyDay && onlyMonth:
		return dates.Unknown, errContradicted
	case onlyDay:
		return dates.DayFirst, nil
	case onlyMonth:
		return dates.MonthFirst, nil
	case either:
		return dates.Unknown, errUndecided
	}
	return dates.Unknown, nil
}

// A judgement is what became of one row.
type judgement struct {
	place
	account string // "counted", or the kind of its reject
	role    dataset.Role
	value   string // the cell at fault

	by     []string
	period int64
	text   string
	kind   answer.Class
	score  float64
	n      int64
	weight float64
	who    string
	at     dates.Instant
	inside bool // the row passed the conditions and the bounds of time
}

type judgements []judgement

// count judges every row by itself, and then the answers of each respondent in a period against each other.
func count(t rapid.TB, s setup, tables []table, order dates.DayOrder) judgements {
	var all judgements
	for i, table := range tables {
		for _, row := range table.rows {
			j := judgement{place: place{i, row.line}, account: "malformed"}
			if row.broken == "" {
				j = s.judge(t, table, row, order)
				j.place = place{i, row.line}
			}
			all = append(all, j)
		}
	}
	if s.Dedup == texts.DedupNone {
		return all
	}
	for i, j := range all {
		if j.account != "counted" || j.who == "" {
			continue
		}
		for k, other := range all {
			rival := k != i && (other.account == "counted" || other.account == "duplicate") && other.who == j.who && other.period == j.period
			later := other.at > j.at || other.at == j.at && k > i
			if rival && later == (s.Dedup == texts.DedupLatest) {
				all[i].account, all[i].role, all[i].value = "duplicate", texts.Respondent, j.who
			}
		}
	}
	return all
}

// judge tells what becomes of one row as long as no other row matters.
func (s setup) judge(t rapid.TB, table table, row row, order dates.DayOrder) judgement {
	cell := func(column string) string { return row.cells[column] }
	for _, cond := range s.Where {
		if !cond.Match([]byte(cell(cond.Column()))) {
			return judgement{account: "filtered", role: dataset.Where, value: cell(cond.Column())}
		}
	}
	j := judgement{text: cell("score"), n: 1, weight: 1, who: strings.TrimSpace(cell("who"))}
	var ok bool
	if s.timed(table) {
		j.at, ok = s.parse(t, cell("when"), order)
		if ok && (s.Since != nil && j.at < *s.Since || s.Until != nil && j.at >= *s.Until) {
			j.account, j.role, j.value = "filtered", texts.Time, cell("when")
			return j
		}
	}
	j.inside = true
	j.kind, j.score, _ = s.Classifier.Classify(j.text)
	bad := dataset.Role("")
	if s.timed(table) && !ok {
		bad = texts.Time
	}
	if s.weight {
		var err error
		j.weight, err = answer.ParseNumber(cell("weight"), '.')
		if err != nil || j.weight != 0 && (j.weight < tally.MinWeight || j.weight > tally.MaxWeight) {
			bad = texts.Weight
		}
	}
	if s.count {
		var err error
		if j.n, err = answer.ParseCount(cell("count"), '.'); err != nil || j.n > tally.MaxCount {
			bad = texts.Count
		}
	}
	j.account, j.role, j.value = j.kind.String(), texts.Score, j.text
	if bad != "" && j.kind == answer.Counted {
		j.account, j.role, j.value = "invalid", bad, cell(map[dataset.Role]string{
			texts.Time: "when", texts.Weight: "weight", texts.Count: "count"}[bad])
	}
	if bad != "" {
		j.n = 0 // no group gets it
		return j
	}
	j.by = []string{}
	for _, column := range s.by {
		j.by = append(j.by, strings.TrimSpace(cell(column)))
	}
	if s.Period != "" {
		j.period = s.Period.Index(j.at, s.Dates.Zone)
	}
	return j
}

func (s setup) parse(t rapid.TB, text string, order dates.DayOrder) (dates.Instant, bool) {
	o := s.Dates
	o.Order = order
	r, err := dates.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	at, _, ok := r.Parse([]byte(text))
	return at, ok
}

// timed tells whether the rows of a table have a time that matters.
func (s setup) timed(table table) bool {
	return slices.Contains(table.columns, "when") &&
		(s.Period != "" || s.Since != nil || s.Until != nil || s.Dedup != texts.DedupNone)
}

// texts sums up by group and text, before any text is judged. Two readings of the dates are the
// same when these are.
func (all judgements) texts() map[string]float64 {
	sums := make(map[string]float64)
	for _, j := range all {
		key := "void " + j.text
		switch {
		case j.account == "filtered" || j.account == "duplicate" || j.account == "malformed":
			sums[j.account]++
			continue
		case j.by != nil:
			key = fmt.Sprintf("%q %d %q", j.by, j.period, j.text)
		}
		sums[key+" rows"]++
		sums[key+" n"] += float64(j.n)
		sums[key+" w"] += float64(j.n) * j.weight
		sums[key+" w²"] += float64(j.n) * j.weight * j.weight
	}
	return sums
}

// outcome puts the judgements together.
func (all judgements) outcome(s setup) outcome {
	out := outcome{Rows: all.account(), Bad: map[dataset.Role]odd{}, Repeats: repeats{All: true}}
	groups := make(map[string]*group)
	odds := make(map[string]*odd)
	seen := make(map[string]bool)
	for _, j := range all {
		if j.account == "malformed" {
			out.Faults = append(out.Faults, j.place)
		}
		if j.account != "counted" && s.Reject {
			out.Rejects = append(out.Rejects, fmt.Sprintf("%d:%d %s %s %q", j.Source, j.Line, j.account, j.role, j.value))
		}
		if !j.inside || j.account == "duplicate" {
			continue
		}
		if j.kind != answer.Counted && j.kind != answer.Blank {
			addOdd(odds, j.text, odd{j.text, j.kind, 1, j.place})
		}
		if j.by == nil && j.kind == answer.Counted {
			bad := map[string]*odd{}
			if have, ok := out.Bad[j.role]; ok {
				bad[""] = &have
			}
			addOdd(bad, "", odd{Text: j.value, Rows: 1, First: j.place})
			out.Bad[j.role] = *bad[""]
		}
		if j.by != nil {
			addAnswer(groups, &out, j, s.weight)
		}
		if s.Dedup == texts.DedupNone && s.respondent && j.who != "" && j.account == "counted" {
			out.Repeats.Looked++
			if seen[j.who] && out.Repeats.Rows == 0 {
				out.Repeats.First = j.place
			}
			if seen[j.who] {
				out.Repeats.Rows++
			}
			seen[j.who] = true
		}
	}
	return out.sorted(groups, odds)
}

func (out outcome) sorted(groups map[string]*group, odds map[string]*odd) outcome {
	delete(groups, unnamed) // which holds what the total holds
	for _, g := range groups {
		out.Groups = append(out.Groups, *g)
	}
	slices.SortFunc(out.Groups, func(a, b group) int {
		return cmp.Or(slices.Compare(a.By, b.By), cmp.Compare(a.Period, b.Period))
	})
	for _, o := range odds {
		out.Odd = append(out.Odd, *o)
	}
	slices.SortFunc(out.Odd, func(a, b odd) int { return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Text, b.Text)) })
	out.Faults = out.Faults[:min(10, len(out.Faults))]
	slices.Sort(out.Rejects)
	return out
}

func (all judgements) account() result.Rows {
	rows := result.Rows{Read: int64(len(all))}
	for _, j := range all {
		*map[string]*int64{
			"counted": &rows.Counted, "blank": &rows.Blank, "invalid": &rows.Invalid, "out_of_range": &rows.OutOfRange,
			"duplicate": &rows.Duplicate, "filtered": &rows.Filtered, "excluded": &rows.Excluded, "malformed": &rows.Malformed,
		}[j.account]++
	}
	return rows
}

func addOdd(odds map[string]*odd, key string, o odd) {
	have, ok := odds[key]
	if !ok {
		odds[key] = &o
		return
	}
	have.Rows++ // rows come in order, so the first is the first
}

// unnamed is the key of the one group that there is without --by and --period.
var unnamed = fmt.Sprintf("%q %d", []string{}, 0)

func addAnswer(groups map[string]*group, out *outcome, j judgement, weighted bool) {
	key := fmt.Sprintf("%q %d", j.by, j.period)
	g, ok := groups[key]
	if !ok {
		g = &group{By: j.by, Period: j.period}
		groups[key] = g
	}
	if j.kind != answer.Counted || j.n == 0 {
		return
	}
	w := 1.0
	if weighted {
		w = j.weight
	}
	x := tally.Scored{Score: j.score, N: j.n, W: float64(j.n) * w, W2: float64(j.n) * w * w}
	g.Scores = addScored(g.Scores, x)
	out.Total = addScored(out.Total, x)
}

func addScored(scores []tally.Scored, x tally.Scored) []tally.Scored {
	for i := range scores {
		if scores[i].Score == x.Score {
			scores[i].N, scores[i].W, scores[i].W2 = scores[i].N+x.N, scores[i].W+x.W, scores[i].W2+x.W2
			return scores
		}
	}
	scores = append(scores, x)
	slices.SortFunc(scores, func(a, b tally.Scored) int { return cmp.Compare(a.Score, b.Score) })
	return scores
}

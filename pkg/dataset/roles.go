package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A Search is a look for the column of a role.
type Search struct {
	// Role is that of which headers tell; "" where only values do.
	Role Role
	// Kind is the metric, or the shape of ledger, whose words count.
	Kind string
	// Spell returns what is read of a header; nil for all of it.
	Spell func(header string) string
	// Free tells whether a column may play the role; nil where all may.
	Free func(column int) bool
	// Fit tells how well the values of a column fit; nil for what is known of the role.
	Fit func(column int) Fit
	// Strict says that no column with a weaker header is taken where the values of the better ones do not fit.
	Strict bool
}

// A Fit is how well the sampled values of a column fit a role.
type Fit struct {
	// Never says that they are something else; Other, that they rather are.
	Never, Other bool
	// Share is how many of them fit, and Steps how many different ones there are of those.
	Share float64
	Steps int
}

// Found are the columns that suit a role best, the best first.
type Found struct {
	Columns []int
	// Sure says that one is to be taken: it is the first, and Why says why.
	Sure bool
	Why  string
	// Unsure says that even the best may be something else, so that none can be proposed.
	Unsure bool
}

// A suitor is a column whose header may be that of a role.
type suitor struct {
	column int
	header layout.Rating
	fit    Fit
	blank  bool // most rows have no value, though a role needs one
}

// Find looks for the column of a role by the words of its header and by its sampled values together. Values that
// are something else come last, then columns that are mostly blank; then the header decides.
func (t *Table) Find(s Search) Found {
	all := t.suitors(s)
	if s.Strict {
		all = best(all, func(a, b suitor) int { return a.byHeader(b) })
	}
	all = t.written(s.Role, all)
	fitting := slices.DeleteFunc(slices.Clone(all), func(a suitor) bool { return a.fit.Never })
	top := t.withDays(s.Role, t.outermost(s.Role, best(fitting, suitor.compare)))
	if len(top) == 0 {
		return Found{}
	}
	f := Found{Unsure: !top[0].header.Sure}
	for _, a := range top {
		f.Columns = append(f.Columns, a.column)
	}
	if others := t.repeating(s, top, fitting); len(others) > 0 {
		f.Columns = append(others, f.Columns...)
		return f
	}
	f.Sure = !f.Unsure && (len(top) == 1 || s.Role == layout.Customer && t.tellSame(f.Columns) || (s.Role == layout.Stop || s.Role == layout.Case) && t.sayAlike(f.Columns))
	if f.Sure {
		f.Columns, f.Why = f.Columns[:1], t.why(top, all)
	}
	return f
}

// written leaves out columns in which nothing stands, beside another that fits: what a program writes into none of its rows plays no role.
// That nobody has left, or that nothing has come yet, may change behind the first rows.
func (t *Table) written(role layout.Role, all []suitor) []suitor {
	empty := func(a suitor) bool { return t.look(a.column).filled == 0 }
	tells := func(a suitor) bool { return !empty(a) && !a.fit.Never }
	if comes := role == layout.End || role == layout.To || role == "delivered_at"; comes && !t.Complete() || !slices.ContainsFunc(all, tells) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), empty)
}

// withDays leaves out times of the day beside a column that tells the day: they do not say when something was.
func (t *Table) withDays(role layout.Role, top []suitor) []suitor {
	if role != layout.Time {
		return top
	}
	dayless := func(a suitor) bool {
		return !t.Blank(a.column) && !slices.ContainsFunc(t.Sample(a.column), func(text string) bool {
			text = strings.TrimRight(strings.ToLower(answer.Trim(text)), "apm. ")
			return text != "" && !isClock(text)
		})
	}
	days := slices.DeleteFunc(slices.Clone(top), dayless)
	if len(days) == 0 {
		return top
	}
	return days
}

// outermost returns the only one of columns that stands in the records themselves, where the others bear the same name deeper in
// them: what an order is about has an amount of its own, and its currency is that of the order again.
func (t *Table) outermost(role layout.Role, top []suitor) []suitor {
	if role != layout.Customer && role != layout.Amount && role != layout.Currency {
		return top
	}
	outer := slices.IndexFunc(top, func(a suitor) bool { return !strings.Contains(t.Headers[a.column], ".") })
	if outer < 0 {
		return top
	}
	name := strings.ReplaceAll(answer.Normalise(t.Headers[top[outer].column]), " ", "")
	for i, a := range top {
		header := t.Headers[a.column]
		if i != outer && strings.ReplaceAll(answer.Normalise(header[strings.LastIndexByte(header, '.')+1:]), " ", "") != name || i != outer && !strings.Contains(header, ".") {
			return top
		}
	}
	return top[outer : outer+1]
}

// suitors lists the columns whose headers fit, the best first.
func (t *Table) suitors(s Search) []suitor {
	var out []suitor
	for _, a := range t.rated(s) {
		i := a.column
		if s.Free != nil && !s.Free(i) {
			continue
		}
		if s.Fit != nil {
			a.fit = s.Fit(i)
		} else {
			l := t.look(i)
			same := l.filled >= enough && l.distinct == 1
			a.fit.Never = l.never(s.Role) || same && s.Role == layout.Customer && !a.header.Sure
			a.blank = needsValue(s.Role) && l.sparse()
			a.fit.Share = float64(l.filled)
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b suitor) int {
		return cmp.Or(a.compare(b), cmp.Compare(b.fit.Share, a.fit.Share), cmp.Compare(b.fit.Steps, a.fit.Steps))
	})
	return out
}

// A sought is a role in a kind of data.
type sought struct {
	role    Role
	kind    string
	spelled bool
}

// rated lists the columns whose headers fit a role. They are rated once, since roles are looked for again and again.
func (t *Table) rated(s Search) []suitor {
	key := sought{s.Role, s.Kind, s.Spell != nil}
	if out, ok := t.ratings[key]; ok && t.ratedOf == len(t.Headers) {
		return out
	}
	var out []suitor
	for i := range t.Headers {
		if s.Role == "" {
			out = append(out, suitor{column: i, header: layout.Rating{Sure: true}})
		} else if rating, ok := t.ratingOf(s, i); ok {
			out = append(out, suitor{column: i, header: rating})
		}
	}
	if t.ratings == nil || t.ratedOf != len(t.Headers) {
		t.ratings, t.ratedOf = make(map[sought][]suitor), len(t.Headers)
	}
	t.ratings[key] = out
	return out
}

// ratingOf tells how well the name of a column fits a role, or what was asked in it, where that fits better.
func (t *Table) ratingOf(s Search, column int) (best layout.Rating, some bool) {
	names := []string{t.Headers[column]}
	if t.Titles != nil {
		names = append(names, t.Titles[column])
	}
	for _, name := range names {
		if s.Spell != nil {
			name = s.Spell(name)
		}
		rating, ok := layout.RatingOf(s.Role, s.Kind, name)
		if ok && (!some || (suitor{header: rating}).byHeader(suitor{header: best}) < 0) {
			best, some = rating, true
		}
	}
	return best, some
}

// compare orders suitors, the better first.
func (a suitor) compare(b suitor) int {
	return cmp.Or(Order(a.fit.Never, b.fit.Never), Order(a.fit.Other, b.fit.Other), Order(a.blank, b.blank), a.byHeader(b))
}

func (a suitor) byHeader(b suitor) int {
	return cmp.Or(Order(!a.header.Sure, !b.header.Sure), cmp.Compare(a.header.Rank, b.header.Rank))
}

// Order puts what is not before what is.
func Order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// best returns the suitors that none is better than.
func best(all []suitor, compare func(a, b suitor) int) []suitor {
	if len(all) == 0 {
		return nil
	}
	first := slices.MinFunc(all, compare)
	return slices.DeleteFunc(slices.Clone(all), func(a suitor) bool { return compare(a, first) > 0 })
}

// needsValue tells whether every row has to have a value in the column of a role.
func needsValue(role Role) bool {
	return role == layout.Customer || role == layout.Respondent || role == layout.Time || role == layout.Order
}

// never tells whether values are something else than a role needs.
func (l look) never(role Role) bool {
	switch role {
	case layout.Customer, layout.Respondent, layout.Order:
		return l.isDates() || l.isVersions() || l.isFlags() || l.most(l.broken)
	case layout.Time, layout.Start, layout.End, layout.Request, layout.TrialEnd:
		return l.looked > 0 && l.digits == 0 || l.isVersions() || l.most(l.addresses) || l.isFlags() ||
			l.most(l.numbers) && 2*l.big < l.looked
	case layout.Currency:
		return l.most(l.numbers)
	case layout.Amount:
		return l.looked > 0 && l.digits == 0 || l.isDates() || l.isVersions() || l.most(l.addresses)
	}
	return false
}

// repeating returns columns that may be the customer rather than the one that seems best: in a list of orders, what no
// two rows have in common may be the number of a row, or of an order.
func (t *Table) repeating(s Search, top, all []suitor) (out []int) {
	if s.Role != layout.Customer || s.Kind != "transaction" || !t.look(top[0].column).single() {
		return nil
	}
	for _, a := range all {
		if l := t.look(a.column); a.header.Sure && !a.blank && l.again() && !slices.ContainsFunc(top, func(b suitor) bool { return a.column == b.column }) {
			out = append(out, a.column)
		}
	}
	return out
}

// tellSame tells whether columns tell the same customers apart in all sampled rows.
func (t *Table) tellSame(columns []int) bool {
	for _, other := range columns[1:] {
		to, from := make(map[string]string), make(map[string]string)
		for _, row := range t.Rows {
			if max(columns[0], other) >= len(row) {
				return false
			}
			a, b := row[columns[0]], row[other]
			if has, ok := to[a]; ok && has != b {
				return false
			}
			if has, ok := from[b]; ok && has != a {
				return false
			}
			to[a], from[b] = b, a
		}
	}
	return len(t.Rows) > 0
}

// sayAlike tells whether columns hold the same text in each sampled row, and more than one.
func (t *Table) sayAlike(columns []int) bool {
	return t.look(columns[0]).distinct > 1 && !slices.ContainsFunc(t.Rows, func(row []string) bool {
		return slices.ContainsFunc(columns, func(i int) bool { return i >= len(row) || columns[0] >= len(row) || row[i] != row[columns[0]] })
	})
}

// Split tells whether each text of one column stands beside one text of the other, in all sampled rows that have both.
func (t *Table) Split(column, other int) bool {
	to := make(map[string]string)
	for _, row := range t.Rows {
		if max(column, other) >= len(row) {
			continue
		}
		a, b := answer.Trim(row[column]), answer.Trim(row[other])
		if has, ok := to[a]; a != "" && b != "" && ok && has != b {
			return false
		}
		if a != "" && b != "" {
			to[a] = b
		}
	}
	return true
}

// why says why a column was taken, by the header or by the values.
func (t *Table) why(top, all []suitor) string {
	if len(all) == 1 {
		return "the only column whose header and values fit"
	}
	if len(top) > 1 {
		return fmt.Sprintf("its header fits best, and column %s tells the same customers", t.Header(top[1].column))
	}
	next := all[slices.IndexFunc(all, func(a suitor) bool { return a.column != top[0].column })]
	switch name := t.Header(next.column); {
	case next.byHeader(top[0]) > 0:
		return fmt.Sprintf("its header fits better than that of column %s", name)
	case next.fit.Never:
		return fmt.Sprintf("the values of column %s are something else", name)
	case next.blank:
		return fmt.Sprintf("column %s is mostly blank", name)
	default:
		return fmt.Sprintf("its values fit better than those of column %s", name)
	}
}

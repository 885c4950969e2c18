package warehouse

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A Type says what the values of a column are.
type Type int

// The types.
const (
	Text   Type = iota // anything; its text is what the server writes
	Number             // integers, decimals, floats
	Bool               // true or false
	Date               // a day, 2026-03-29
	Moment             // an instant, 2026-03-29T00:30:00Z
	Clock              // a date and a time without a zone, 2026-03-29 00:30:00
)

func (t Type) String() string {
	return [...]string{"text", "number", "bool", "date", "moment", "clock"}[t]
}

// timed reports whether the values lie in time.
func (t Type) timed() bool { return t == Date || t == Moment || t == Clock }

// An Attribute is a column of a table in a database.
type Attribute struct {
	Name string
	Type Type

	native   string // the type as the server calls it
	nullable bool
	exact    bool // different texts are different values, so values can stand for them in groups
}

// A Pick is a column that is wanted.
type Pick struct {
	// Column is its number, from 0.
	Column int
	// Cut, when not nil, puts moments together. It holds for columns of the types Date, Moment and Clock only.
	Cut *Cut
}

// A Grammar is how a database writes SQL.
type Grammar interface {
	// Name is what its makers call it.
	Name() string

	quote(name string) string
	literal(text string) string
	// text is a value as text: the forms of Type, and of numbers the shortest.
	text(value string, a Attribute) string
	// dated is true of values that are in the years 1 to 9999.
	dated(value string) string
	// part is what all values of a period have in common, and no others.
	part(value string, a Attribute, of dates.Period, zone string) string
	// stretch is the number of the stretch of so many seconds that a moment lies in, from 1970.
	stretch(value string, a Attribute, seconds int) string
	// since is true of moments at one or after it; of clocks and dates, at a clock time that is written as if it were UTC.
	since(value string, a Attribute, at time.Time) string
}

// A groupedSelect is the parts of the statement that counts rows by what they have in common.
type groupedSelect struct {
	cells []string // with the count last
	from  string
	keys  []string
}

// String is the statement.
func (s groupedSelect) String() string {
	text := "SELECT " + strings.Join(s.cells, ",\n       ") + "\nFROM " + s.from
	if len(s.keys) > 0 {
		text += "\nGROUP BY " + strings.Join(s.keys, ",\n         ")
	}
	return text
}

// Grammars lists those that statements can be written in. The first two are of servers that can be asked.
func Grammars() []Grammar {
	return []Grammar{clickHouse{}, postgreSQL{}, bigQuery{}, snowflake{}, trino{}, duckDB{}}
}

// GrammarOf returns the one with a name, whatever its case.
func GrammarOf(name string) (Grammar, bool) {
	i := slices.IndexFunc(Grammars(), func(g Grammar) bool { return strings.EqualFold(g.Name(), name) })
	if i < 0 {
		return nil, false
	}
	return Grammars()[i], true
}

// TotalName names the column with the number of all rows in the answer to a statement, which tells whether all of it is there.
const TotalName = "cxcalc_total"

// Statement writes, for a database that is not asked here, the statement whose answer is the wanted cells and how many
// rows have them, with a header that tells them apart as long as each column is picked once. The table is named by its parts: project, database, schema, name;
// count names the column with the numbers of rows, and TotalName the one with how many there are in all.
//
// Names that are wanted are given last: inside, some databases would take them for what they name.
func Statement(g Grammar, table []string, columns []Attribute, picks []Pick, count string) string {
	columns = slices.Clone(columns)
	for i := range columns {
		columns[i].nullable = true
	}
	inner := choose(g, columns, picks, false)
	var quoted []string
	for _, part := range table {
		quoted = append(quoted, g.quote(part))
	}
	inner.from = strings.Join(quoted, ".")
	prefix := unused(columns, "picked")
	var names []string
	for i := range inner.cells {
		names = append(names, prefix+strconv.Itoa(i))
		inner.cells[i] += " AS " + names[i]
	}
	cells, total, from := names, "CAST(sum("+names[len(picks)]+") OVER () AS BIGINT)", "(\n"+inner.String()+"\n) AS counted"
	if g == (clickHouse{}) {
		cells, total, from = listed(prefix, names, inner)
	}
	outer := groupedSelect{from: from}
	for i, p := range picks {
		outer.cells = append(outer.cells, cells[i]+" AS "+g.quote(columns[p.Column].Name))
	}
	outer.cells = append(outer.cells, total+" AS "+g.quote(TotalName), cells[len(picks)]+" AS "+g.quote(count))
	return outer.String()
}

// listed has the lines of a statement, and how many rows they are of, in one reading of the table where there are no sums over all
// lines, as in ClickHouse before 21.3: they are gathered into a list, and taken out of it again.
func listed(prefix string, names []string, inner groupedSelect) (cells []string, total, from string) {
	line, all, lines := prefix+"_line", prefix+"_all", prefix+"_lines"
	for i := range names {
		cells = append(cells, line+"."+strconv.Itoa(i+1))
	}
	gathered := groupedSelect{
		cells: []string{"groupArray(tuple(" + strings.Join(names, ", ") + ")) AS " + lines, "sum(" + names[len(names)-1] + ") AS " + all},
		from:  "(\n" + inner.String() + "\n)",
	}
	return cells, all, "(\n" + gathered.String() + "\n)\nARRAY JOIN " + lines + " AS " + line
}

// unused returns what no name of a column begins with, whatever its case.
func unused(columns []Attribute, prefix string) string {
	for slices.ContainsFunc(columns, func(a Attribute) bool { return strings.HasPrefix(strings.ToLower(a.Name), prefix) }) {
		prefix += "_"
	}
	return prefix
}

// choose writes the cells and what makes the groups. With latest, the latest moment of a cut follows the earliest.
func choose(g Grammar, columns []Attribute, picks []Pick, latest bool) groupedSelect {
	var s groupedSelect
	add := func(key string) {
		if !slices.Contains(s.keys, key) {
			s.keys = append(s.keys, key)
		}
	}
	for _, p := range picks {
		a := columns[p.Column]
		ref := g.quote(a.Name)
		switch {
		case p.Cut != nil && a.Type.timed():
			s.cells = append(s.cells, g.text("min("+ref+")", a))
			if latest {
				s.cells = append(s.cells, g.text("max("+ref+")", a))
			}
			for _, key := range p.Cut.keys(g, ref, a) {
				add(key)
			}
		case a.exact:
			s.cells = append(s.cells, g.text(ref, a))
			add(ref)
		default:
			s.cells = append(s.cells, g.text(ref, a))
			add(g.text(ref, a))
		}
	}
	s.cells = append(s.cells, "count(*)")
	return s
}

// doubled quotes a text by doubling the sign around it.
func doubled(text, sign string) string {
	return sign + strings.ReplaceAll(text, sign, sign+sign) + sign
}

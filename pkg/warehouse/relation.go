// Package warehouse asks databases for the distinct combinations of the cells of a table, as raw texts, and how many
// rows have each. It knows nothing of metrics: what a text means is for whoever asks.
//
// Nothing is written: statements are sent in transactions, and with settings, that only read. An answer is whole or
// an error.
package warehouse

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A Relation is a table of a database, or what a query makes of some, that can be asked.
type Relation struct {
	address *Address
	grammar Grammar
	server  server
	from    string
	columns []Attribute
}

// A server answers statements.
type server interface {
	// find returns how statements name a table, which is one that is there.
	find(ctx context.Context, table string) (from string, err error)
	// query returns how statements name what a query makes.
	query(ctx context.Context, text string) (from string, err error)
	// columns returns what can be picked from a table or a query.
	columns(ctx context.Context, from string) ([]Attribute, error)
	// rows sends a statement, and returns its answer as delimited text.
	rows(ctx context.Context, statement string) (io.ReadCloser, error)
	// stands returns what is picked from, and its columns, so that names stand for columns only.
	stands(from string, columns []Attribute, picks []Pick) (string, []Attribute)
	// sent is a statement as it is sent, and how its answer comes.
	sent(statement string, groups bool) (text string, comes answerShape)
	// broken says why an answer is not whole, from how it ended and what could not be read.
	broken(cause error, rest []byte) error
	close() error
}

// Open connects to the database and reads which columns there are.
func Open(ctx context.Context, a *Address, o Access) (*Relation, error) {
	if (a.Table == "") == (o.Query == "") {
		return nil, problem.Usage("%s: expected a table in the address, as ?table=NAME, or a query, and not both", a)
	}
	word, err := o.password(a)
	if err == nil {
		err = o.check(a, word)
	}
	if err != nil {
		return nil, err
	}
	r := &Relation{address: a}
	if r.grammar = a.Grammar(); a.isClickHouse() {
		r.server, err = dialClickHouse(ctx, a, o, word)
	} else {
		r.server, err = dialPostgreSQL(ctx, a, o, word)
	}
	if err != nil {
		return nil, err
	}
	if err := r.look(ctx, o.Query); err != nil {
		return nil, errors.Join(err, r.server.close())
	}
	return r, nil
}

// look finds the table and its columns.
func (r *Relation) look(ctx context.Context, query string) (err error) {
	if query != "" {
		if query, err = oneSelect(query, r.grammar); err == nil {
			r.from, err = r.server.query(ctx, query)
		}
	} else {
		r.from, err = r.server.find(ctx, r.address.Table)
	}
	if err != nil {
		return err
	}
	r.columns, err = r.server.columns(ctx, r.from)
	return err
}

// Columns lists the columns in the order of the table.
func (r *Relation) Columns() []Attribute { return r.columns }

// Grammar is how the database writes SQL.
func (r *Relation) Grammar() Grammar { return r.grammar }

// Close ends the connection.
func (r *Relation) Close() error { return r.server.close() }

// Sample returns all columns of some rows, the first that the database finds. What is absent is "".
func (r *Relation) Sample(ctx context.Context, n int) ([][]string, error) {
	all := make([]Pick, len(r.columns))
	for i := range all {
		all[i].Column = i
	}
	var s groupedSelect
	from, columns := r.server.stands(r.from, r.columns, all)
	for _, a := range columns {
		s.cells = append(s.cells, r.grammar.text(r.grammar.quote(a.Name), a))
	}
	s.cells, s.from = append(s.cells, "1"), from
	return r.texts(ctx, s, "\nLIMIT "+strconv.Itoa(n))
}

// Repeats counts the rows that have a text in a column, and how many different texts these are.
func (r *Relation) Repeats(ctx context.Context, column int) (rows, different int64, err error) {
	from, columns := r.server.stands(r.from, r.columns, []Pick{{Column: column}})
	a := columns[column]
	text := r.grammar.text(r.grammar.quote(a.Name), a)
	s := groupedSelect{cells: []string{"count(*)", "count(DISTINCT " + text + ")", "1"}, from: from}
	found, err := r.texts(ctx, s, "\nWHERE "+text+" <> ''")
	if err != nil {
		return 0, 0, err
	}
	rows, err = strconv.ParseInt(found[0][0], 10, 64)
	if err == nil {
		different, err = strconv.ParseInt(found[0][1], 10, 64)
	}
	return rows, different, err
}

// texts are the rows of a selection, with what follows it. Its last cell is a number.
func (r *Relation) texts(ctx context.Context, s groupedSelect, tail string) (rows [][]string, err error) {
	text, comes := r.server.sent(s.String()+tail, false)
	comes.cells = len(s.cells)
	answer, err := r.server.rows(ctx, text)
	if err != nil {
		return nil, err
	}
	w := newWhole(answer, comes, r.server.broken)
	defer func() { err = errors.Join(err, w.Close()) }()
	for {
		switch err := w.next(); {
		case err == io.EOF:
			return rows, nil
		case err != nil:
			return nil, err
		}
		rows = append(rows, w.texts())
	}
}

// Rows returns, as CSV without a header, the distinct combinations of what is picked, and behind them how many rows have each.
// Its Read ends well only where the answer is whole; Close ends the statement on the server.
func (r *Relation) Rows(ctx context.Context, picks []Pick) (io.ReadCloser, error) {
	text, s := r.statement(picks)
	s.cells = len(picks) + 1
	for i, p := range picks {
		if p.Cut == nil || !r.columns[p.Column].Type.timed() {
			continue
		}
		check, err := newJoined(p.Cut)
		if err != nil {
			return nil, err
		}
		at := i + s.cells - len(picks) - 1 // behind the latest of those before
		s.checks = append(s.checks, make([]*joined, at-len(s.checks))...)
		s.checks = append(s.checks, check)
		s.cells++
	}
	answer, err := r.server.rows(ctx, text)
	if err != nil {
		return nil, err
	}
	return newWhole(answer, s, r.server.broken), nil
}

// Statement is the SQL that Rows sends.
func (r *Relation) Statement(picks []Pick) string {
	text, _ := r.statement(picks)
	return text
}

func (r *Relation) statement(picks []Pick) (text string, comes answerShape) {
	from, columns := r.server.stands(r.from, r.columns, picks)
	s := choose(r.grammar, columns, picks, true)
	s.from = from
	return r.server.sent(s.String(), len(s.keys) > 0)
}

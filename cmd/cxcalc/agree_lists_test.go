package main_test

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A roll is a list of rows among the figures of a total, or a record, which is one row.
type roll struct {
	title  string
	fields []result.Field
	rows   []group
	record bool
}

// rollsOf returns the lists and records that have something to show, in their order.
func rollsOf(fields []result.Field, values group) (out []roll) {
	for _, f := range fields {
		r := roll{title: f.Title, fields: f.Rows}
		switch v := values[f.Name].(type) {
		case []any:
			for _, row := range v {
				if row, ok := row.(group); ok && f.Kind == result.Listing {
					r.rows = append(r.rows, row)
				}
			}
		case group:
			if f.Kind == result.Record {
				r.rows, r.record = []group{v}, true
				out = append(out, rollsOf(f.Rows, v)...)
			}
		}
		if len(r.rows) > 0 && (!r.record || r.shows()) {
			out = append(out, r)
		}
	}
	return out
}

// shows tells whether a record has a figure of its own that people see.
func (r roll) shows() bool {
	return slices.ContainsFunc(r.fields, func(f result.Field) bool {
		v, told := r.rows[0][f.Name]
		return told && !f.Kind.Many() && (v != nil || !f.IfTold)
	})
}

// roll compares a list among the figures with the document, by what stands above it: how many rows it has, and the figures of
// a record. ok is false for any other table.
func (c *comparison) roll(g grid) (ok bool) {
	title := g.title
	if title == "" {
		title = g.heads[0] // of a record on a terminal
	}
	at := slices.IndexFunc(c.rolls, func(r roll) bool { return r.title == title })
	if at < 0 {
		return false
	}
	r := c.rolls[at]
	c.rolls = slices.Delete(slices.Clone(c.rolls), at, at+1)
	if !r.record {
		if len(g.rows) != len(r.rows) {
			c.fail("%s has %d rows, json %d", r.title, len(g.rows), len(r.rows))
		}
		return true
	}
	of := &comparison{fields: r.fields}
	for _, row := range g.rows {
		if !of.anyField(r.rows[0], row[1], func(f result.Field) bool { return f.Title == row[0] }) {
			c.fail("%s of %s is %q, json has %v", row[0], r.title, row[1], of.values(r.rows[0], row[0]))
		}
	}
	return true
}

// above is the heading that stands over a table of a page.
func above(lines []string) string {
	if len(lines) < 3 || !strings.HasPrefix(lines[len(lines)-3], "##") {
		return ""
	}
	return unmarked(strings.TrimLeft(lines[len(lines)-3], "# "))
}

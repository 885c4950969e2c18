package cli

import (
	"context"
	"io"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/warehouse"
)

// withPassword finds addresses with a password: what stands before it, the password, and what stands behind.
var withPassword = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`((?i:clickhouses?|postgres(?:ql)?)://[^/?#:@]*):([^/?#]*)(@[^/?#]*)`)
})

// conceal takes the passwords out of the addresses among the words of a command line, so that nothing that is said, written or
// remembered can have them. They are found again by what is left of the address up to its path.
func conceal(args []string) (safe []string, passwords map[string]string) {
	passwords = make(map[string]string)
	for _, arg := range args {
		if !strings.Contains(arg, "://") {
			safe = append(safe, arg)
			continue
		}
		safe = append(safe, withPassword().ReplaceAllStringFunc(arg, func(text string) string {
			found := withPassword().FindStringSubmatch(text)
			password, err := url.PathUnescape(found[2])
			if err != nil {
				password = found[2]
			}
			passwords[found[1]+found[3]] = password
			return found[1] + found[3]
		}))
	}
	return safe, passwords
}

// beforePath finds what is left of an address without its path.
var beforePath = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[^:]*://[^/?#]*`) })

// pool opens a source that counts its rows by itself; nil for any other.
func (d *desk) pool(ctx context.Context, name string, how dataset.ServerTerms) (dataset.Pool, error) {
	if !source.IsAddress(name) {
		return nil, nil
	}
	address, err := warehouse.Parse(name)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	if password := d.passwords[beforePath().FindString(name)]; password != "" {
		address = address.WithPassword(password)
	}
	relation, err := warehouse.Open(ctx, address, warehouse.Access{
		Query: how.Query, Timeout: how.Timeout, Insecure: how.Insecure, PasswordFile: how.PasswordFile, ReadFile: os.ReadFile,
		Variable: func(name string) (string, bool) { value := d.Getenv(name); return value, value != "" },
	})
	if err != nil {
		return nil, err
	}
	return related{relation, d}, nil
}

// A related is a table of a database, or what a query makes, as a pool.
type related struct {
	*warehouse.Relation
	desk *desk
}

// Format is the name of the database.
func (r related) Format() string { return strings.ToLower(r.Grammar().Name()) }

// Headers are the names of the columns.
func (r related) Headers() (names []string) {
	for _, c := range r.Columns() {
		names = append(names, c.Name)
	}
	return names
}

// Numeric tells whether a column is one of numbers.
func (r related) Numeric(column int) bool { return r.Columns()[column].Type == warehouse.Number }

// Rows asks for the different combinations of cells.
func (r related) Rows(ctx context.Context, want []scan.Column) (io.ReadCloser, error) {
	r.desk.statements = append(r.desk.statements, r.Statement(picks(want)))
	return r.Relation.Rows(ctx, picks(want))
}

// picks are wanted columns as the database is asked for them.
func picks(want []scan.Column) (out []warehouse.Pick) {
	for _, c := range want {
		pick := warehouse.Pick{Column: c.Index}
		if c.Cut != nil {
			pick.Cut = &warehouse.Cut{Period: dates.Period(c.Cut.Period), Zone: c.Cut.Zone, Bounds: c.Cut.Bounds}
		}
		out = append(out, pick)
	}
	return out
}

// Repeats counts the texts of a column.
func (r related) Repeats(ctx context.Context, column int) (rows, different int64, err error) {
	return r.Relation.Repeats(ctx, column)
}

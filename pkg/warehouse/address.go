package warehouse

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// An Address says where a table is:
//
//	clickhouse://USER@HOST:8123/DATABASE?table=NAME    over HTTP; clickhouses:// over HTTPS
//	postgres://USER@HOST:5432/DATABASE?table=NAME      also postgresql://; NAME may be SCHEMA.NAME
type Address struct {
	Scheme   string // as it was written
	User     string // "" for the usual one
	Host     string // a name, a number, or for PostgreSQL the folder of a socket
	Port     int
	Database string // "" for the usual one
	Table    string // "" where a query stands for it

	engine   engine
	password secret
	tls      url.Values // what the address says of encryption
}

// A secret is never printed, in whatever it stands: it is behind a pointer.
type secret struct{ word *string }

func secretOf(word string) secret { return secret{&word} }

// reveal returns the word, "" when there is none.
func (s secret) reveal() string {
	if s.word == nil {
		return ""
	}
	return *s.word
}

// An engine is a kind of database that can be asked.
type engine struct {
	schemes []string
	ports   []int    // by scheme
	words   []string // parameters beside the table
}

const (
	clickHouseScheme = "clickhouse"
	postgresScheme   = "postgres"
)

func engines() []engine {
	return []engine{
		{schemes: []string{clickHouseScheme, "clickhouses"}, ports: []int{8123, 8443}},
		{schemes: []string{postgresScheme, "postgresql"}, ports: []int{5432, 5432}, words: []string{"sslmode", "sslrootcert", "sslcert", "sslkey", "host"}},
	}
}

func engineOf(scheme string) (engine, bool) {
	for _, e := range engines() {
		if slices.Contains(e.schemes, strings.ToLower(scheme)) {
			return e, true
		}
	}
	return engine{}, false
}

// IsAddress reports whether the name of a source is meant as the address of a table in a database.
func IsAddress(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	_, known := engineOf(scheme)
	return ok && known
}

// Parse understands an address. Its errors do not show what may be a password.
func Parse(address string) (*Address, error) {
	scheme, _, _ := strings.Cut(address, "://")
	e, ok := engineOf(scheme)
	if !ok || !IsAddress(address) {
		return nil, problem.Usage("%q is not the address of a database such as clickhouse://HOST/DATABASE?table=NAME", address)
	}
	u, err := url.Parse(address)
	// A password with a sign in it that should have been written otherwise ends up elsewhere, before an @.
	if err != nil || u.Opaque != "" || u.Fragment != "" || strings.Contains(u.EscapedPath()+u.RawQuery, "@") {
		return nil, problem.Usage("%s://…: the address cannot be understood, expected %s://USER@HOST:PORT/DATABASE?table=NAME", scheme, scheme).
			Advise("write signs such as # / ? @ % in a password as %23 %2F %3F %40 %25, or leave the password out of the address")
	}
	a := &Address{Scheme: u.Scheme, Host: u.Hostname(), Database: strings.TrimPrefix(u.Path, "/"), engine: e, tls: url.Values{}}
	if u.User != nil {
		word, _ := u.User.Password()
		a.User, a.password = u.User.Username(), secretOf(word)
	}
	if err := a.parameters(u.RawQuery); err != nil {
		return nil, err
	}
	return a, a.place(u)
}

// parameters understands what stands behind the question mark.
func (a *Address) parameters(query string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return problem.Usage("%s: what stands behind the question mark cannot be understood, expected ?table=NAME", a)
	}
	for name, v := range values {
		switch {
		case len(v) > 1:
			return problem.Usage("%s: %s stands there twice", a, name)
		case name == "table" && v[0] == "":
			return problem.Usage("%s: ?table= names no table, expected ?table=NAME", a)
		case name == "table":
			a.Table = v[0]
		case slices.Contains(a.engine.words, name):
			a.tls[name] = v
		default:
			return problem.Usage("%s: %q cannot be said in an address, expected %s", a, name, strings.Join(append([]string{"table"}, a.engine.words...), ", "))
		}
	}
	return nil
}

// place settles host and port.
func (a *Address) place(u *url.URL) error {
	if folder := a.tls.Get("host"); folder != "" {
		if !strings.HasPrefix(folder, "/") || a.Host != "" {
			return problem.Usage("%s: ?host= is the folder of a socket, and stands there in place of a host", a)
		}
		a.Host = folder
	}
	if a.Host == "" {
		a.Host = "localhost"
	}
	if strings.Contains(a.Host, ",") || strings.Contains(a.Database, "/") {
		return problem.Usage("%s: expected one host and one database", a)
	}
	a.Port = a.engine.ports[slices.Index(a.engine.schemes, a.Scheme)]
	if text := u.Port(); text != "" {
		port, err := strconv.Atoi(text)
		if err != nil || port < 1 || port > 65535 {
			return problem.Usage("%s: the port is not between 1 and 65535", a)
		}
		a.Port = port
	}
	return nil
}

// WithPassword returns the address with a password.
func (a *Address) WithPassword(password string) *Address {
	with := *a
	with.password = secretOf(password)
	return &with
}

// Grammar is how the database of the address writes SQL.
func (a *Address) Grammar() Grammar {
	if a.isClickHouse() {
		return clickHouse{}
	}
	return postgreSQL{}
}

// String returns the address without a password.
func (a Address) String() string {
	u := url.URL{Scheme: a.Scheme, Host: a.Host, Path: "/" + a.Database}
	if a.Port != 0 && !a.socket() {
		u.Host = net.JoinHostPort(a.Host, strconv.Itoa(a.Port))
	}
	if a.socket() {
		u.Host = ""
	}
	if a.User != "" {
		u.User = url.User(a.User)
	}
	text := u.String()
	if a.Table != "" {
		text += "?table=" + a.Table
	}
	return visible.Text(text)
}

// Format keeps every verb of fmt to what String says.
func (a Address) Format(f fmt.State, verb rune) {
	fmt.Fprintf(f, fmt.FormatString(f, verb), a.String())
}

// socket reports whether the host is a folder on this machine.
func (a Address) socket() bool { return strings.HasPrefix(a.Host, "/") }

// near reports whether the way to the host does not leave this machine.
func (a *Address) near() bool {
	ip := net.ParseIP(a.Host)
	return a.socket() || strings.EqualFold(a.Host, "localhost") || ip != nil && ip.IsLoopback()
}

func (a *Address) isClickHouse() bool { return a.engine.schemes[0] == clickHouseScheme }

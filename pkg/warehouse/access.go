package warehouse

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgpassfile"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// An Access says how a database is asked.
type Access struct {
	// Query, when not "", stands for the table: one SELECT, which is only read from.
	Query string
	// PasswordFile, when not "", is the file whose first line is the password.
	PasswordFile string
	// Timeout is how long one statement may take; 0 for as long as the server lets it.
	Timeout time.Duration
	// Insecure lets a password, and the answers, go over connections that others can read.
	Insecure bool
	// Variable looks up a variable of the environment; nil for none.
	Variable func(name string) (string, bool)
	// ReadFile reads a file, for passwords; nil for none.
	ReadFile func(name string) ([]byte, error)
}

func (o Access) variable(name string) string {
	if o.Variable == nil {
		return ""
	}
	value, _ := o.Variable(name)
	return value
}

// password finds the password: in the file that was named, the address, the environment, or the file that
// PostgreSQL's own programs read.
func (o Access) password(a *Address) (secret, error) {
	if o.PasswordFile != "" {
		return o.fromFile()
	}
	if a.password.reveal() != "" {
		return a.password, nil
	}
	if a.isClickHouse() {
		return secretOf(o.variable("CLICKHOUSE_PASSWORD")), nil
	}
	if word := o.variable("PGPASSWORD"); word != "" {
		return secretOf(word), nil
	}
	return o.fromPgpass(a), nil
}

func (o Access) fromFile() (secret, error) {
	if o.ReadFile == nil {
		return secret{}, problem.Usage("--password-file %s: no files can be read here", o.PasswordFile)
	}
	data, err := o.ReadFile(o.PasswordFile)
	if err != nil {
		return secret{}, problem.Wrong("--password-file: ", err)
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	word := string(bytes.TrimSuffix(line, []byte("\r")))
	if word == "" {
		return secret{}, problem.Usage("--password-file %s: the first line is blank, expected the password", o.PasswordFile)
	}
	return secretOf(word), nil
}

// fromPgpass looks into the file of passwords that belongs to the user. Where it cannot be read there are none.
func (o Access) fromPgpass(a *Address) secret {
	name := o.variable("PGPASSFILE")
	if home := o.variable("HOME"); name == "" && home != "" {
		name = home + "/.pgpass"
	}
	if roaming := o.variable("APPDATA"); name == "" && roaming != "" {
		name = roaming + `\postgresql\pgpass.conf`
	}
	if name == "" || o.ReadFile == nil {
		return secret{}
	}
	data, err := o.ReadFile(name)
	if err != nil {
		return secret{}
	}
	file, err := pgpassfile.ParsePassfile(bytes.NewReader(data))
	if err != nil {
		return secret{}
	}
	host := a.Host
	if a.socket() {
		host = "localhost"
	}
	user := o.user(a)
	return secretOf(file.FindPassword(host, strconv.Itoa(a.Port), o.database(a), user))
}

// user is who asks.
func (o Access) user(a *Address) string {
	if a.User != "" {
		return a.User
	}
	if a.isClickHouse() {
		return "default"
	}
	for _, name := range []string{"PGUSER", "USER", "USERNAME"} {
		if user := o.variable(name); user != "" {
			return user
		}
	}
	return "postgres"
}

// database is the one in which the table is.
func (o Access) database(a *Address) string {
	switch {
	case a.Database != "":
		return a.Database
	case a.isClickHouse():
		return "default"
	case o.variable("PGDATABASE") != "":
		return o.variable("PGDATABASE")
	}
	return o.user(a)
}

// check refuses what would show a password, or the answers, to others on the way.
func (o Access) check(a *Address, word secret) error {
	switch mode := a.tls.Get("sslmode"); {
	case o.Insecure || a.near():
	case a.Scheme == clickHouseScheme && word.reveal() != "":
		return insecure(problem.Usage("%s: the password would go to %s over plain HTTP, where others can read it", a, a.Host).
			Advise("write clickhouses:// for HTTPS, or add --insecure"))
	case mode == "disable" || mode == "allow" || mode == "prefer":
		return insecure(problem.Usage("%s: with sslmode=%s the connection to %s may be one that others can read", a, mode, a.Host).
			Advise("leave sslmode out, or add --insecure"))
	}
	return nil
}

func insecure(e *problem.Error) error {
	e.Flags = []string{"--insecure"}
	return e
}

// hide leaves the password out of what a server or a library says.
func (s secret) hide(text string) string {
	if s.reveal() == "" {
		return text
	}
	return strings.ReplaceAll(text, s.reveal(), "…")
}

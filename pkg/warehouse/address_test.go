package warehouse

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

func TestParse(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		a, err := Parse(text)
		if err != nil || a.String() != want {
			t.Errorf("%s is %v (%v), want %s", text, a, err, want)
		}
		if !IsAddress(text) {
			t.Errorf("%s is no address", text)
		}
	}
	check("clickhouse://host/db?table=t", "clickhouse://host:8123/db?table=t")
	check("clickhouses://me:s3cr3t@host/db?table=t", "clickhouses://me@host:8443/db?table=t")
	check("CLICKHOUSE://host:9000/db?table=a.b", "clickhouse://host:9000/db?table=a.b")
	check("postgres://me:s3cr3t@host/db?table=t&sslmode=require", "postgres://me@host:5432/db?table=t")
	check("postgresql:///db?table=t", "postgresql://localhost:5432/db?table=t")
	check("postgres:///db?host=/var/run/postgresql&table=t", "postgres:///db?table=t")
	check("postgres://me:s3%23cr3t%40@[::1]:5433/db", "postgres://me@[::1]:5433/db")
	check("clickhouse://host", "clickhouse://host:8123/")
	check("clickhouse://host/db?table=a%0Ab", `clickhouse://host:8123/db?table=a\nb`)

	for _, name := range []string{"", "file.csv", "mysql://host/db", "http://host", "clickhouse", "clickhouse:/host", "-", "a/postgres://x"} {
		if IsAddress(name) {
			t.Errorf("%q is an address", name)
		}
	}
}

// What cannot be understood is refused as a mistake of the command line, and a password in it is not shown.
func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"clickhouse://me:s3cr3t@host:port/db", "clickhouse://me:s3cr3t@host:0/db", "clickhouse://me:s3cr3t@host:99999/db",
		"postgres://me:s3cr3t%zz@host/db", "postgres://me:s3cr3t@host/db?table=t&table=u", "postgres://me:s3cr3t@host/db?password=s3cr3t", "postgres://me:s3cr3t@host/db?table=",
		"postgres://me:s3cr3t@one,two/db?table=t", "postgres://me:s3cr3t@host/a/b?table=t", "postgres://me:s3cr3t@host/db?%zz",
		"postgres://me:12#s3cr3t@host/db", "postgres://me:12/s3cr3t@host/db", "postgres://me:12?s3cr3t@host/db", "postgres://me:s3cr3t",
		"postgres://me:s3cr3t@host/db?host=/tmp", "postgres:///db?host=elsewhere", "clickhouse://me:s3cr3t@host/db?sslmode=disable", "mysql://me:s3cr3t@host/db",
	} {
		a, err := Parse(text)
		var e *problem.Error
		if !errors.As(err, &e) || !e.Usage {
			t.Errorf("%s is %v (%v), want an error of the command line", text, a, err)
			continue
		}
		if !strings.HasPrefix(text, "mysql") && strings.Contains(e.Text+e.Hint, "s3cr3t") {
			t.Errorf("%s: %s", text, e.Text)
		}
	}
}

// However an address is printed, the password is not.
func TestPasswordIsNotPrinted(t *testing.T) {
	a, err := Parse("postgres://me:s3cr3t@host/db?table=t")
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		for _, what := range []any{a, *a, a.password, []*Address{a}, struct{ A Address }{*a}, struct{ P secret }{a.password}} {
			if text := fmt.Sprintf(verb, what); strings.Contains(text, "s3cr3t") || strings.Contains(text, "733363723374") {
				t.Errorf("%s prints %s", verb, text)
			}
		}
	}
}

// A password goes only where others cannot read it on the way.
func TestSafeWays(t *testing.T) {
	check := func(text string, o Access, word, want string) {
		t.Helper()
		a, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		err = o.check(a, secretOf(word))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	check("clickhouse://db.example.com/d?table=t", Access{}, "p", "plain HTTP")
	check("clickhouse://db.example.com/d?table=t", Access{}, "", "")
	check("clickhouse://db.example.com/d?table=t", Access{Insecure: true}, "p", "")
	check("clickhouses://db.example.com/d?table=t", Access{}, "p", "")
	check("clickhouse://127.0.0.1/d?table=t", Access{}, "p", "")
	check("clickhouse://[::1]/d?table=t", Access{}, "p", "")
	check("clickhouse://localhost/d?table=t", Access{}, "p", "")
	check("clickhouse://127.0.0.1.example.com/d?table=t", Access{}, "p", "plain HTTP")
	check("postgres://db.example.com/d?table=t", Access{}, "p", "")
	check("postgres://db.example.com/d?table=t&sslmode=disable", Access{}, "p", "sslmode=disable")
	check("postgres://db.example.com/d?table=t&sslmode=prefer", Access{}, "p", "sslmode=prefer")
	check("postgres://db.example.com/d?table=t&sslmode=verify-full", Access{}, "p", "")
	check("postgres://db.example.com/d?table=t&sslmode=disable", Access{Insecure: true}, "p", "")
	check("postgres:///d?host=/run&table=t", Access{}, "p", "")
}

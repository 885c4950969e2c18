package engines_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// servers are the databases of a test: a cluster of two shards of ClickHouse, and PostgreSQL with foreign tables on two others.
type servers struct {
	testing.TB
	vars   map[string]string
	place  string // the database and the schema of the tables
	click  [2]string
	pg     *pgconn.PgConn
	pgHost string
}

var places atomic.Int64

// connect makes a place for tables on all servers, which goes with the test.
func connect(t testing.TB) *servers {
	t.Helper()
	s := &servers{TB: t, vars: found(t), place: fmt.Sprintf("cx_desk_%d_%d", os.Getpid(), places.Add(1))}
	s.open()
	t.Cleanup(func() {
		for i := range s.click {
			s.clickHouse(i, "DROP DATABASE "+s.place, "")
		}
		s.postgreSQL("DROP SCHEMA " + s.place + " CASCADE")
		s.pg.Close(context.Background())
		for i := range 2 {
			shard, _ := s.postgres(fmt.Sprintf("CX_PG_SHARD%d_URL", i+1))
			s.on(shard, "SET client_min_messages = warning; DROP SCHEMA "+s.place+" CASCADE")
			shard.Close(context.Background())
		}
	})
	return s
}

// open connects to the servers and makes the place.
func (s *servers) open() {
	s.Helper()
	s.pg, s.pgHost = s.postgres("CX_PG_URL")
	for i := range s.click {
		s.click[i] = s.vars[fmt.Sprintf("CX_CH%d_HTTP", i)]
		s.clickHouse(i, "CREATE DATABASE "+s.place, "")
	}
	const schema = "CREATE SCHEMA %[1]s; GRANT USAGE ON SCHEMA %[1]s TO cx_ro; ALTER DEFAULT PRIVILEGES IN SCHEMA %[1]s GRANT SELECT ON TABLES TO cx_ro; "
	s.postgreSQL(fmt.Sprintf(schema+"SET search_path = %[1]s, public; SET client_min_messages = warning", s.place))
	for i := range 2 {
		shard, _ := s.postgres(fmt.Sprintf("CX_PG_SHARD%d_URL", i+1))
		s.on(shard, fmt.Sprintf(schema, s.place))
		shard.Close(context.Background())
	}
}

func (s *servers) postgres(variable string) (conn *pgconn.PgConn, host string) {
	s.Helper()
	u, err := url.Parse(s.vars[variable])
	if err != nil {
		s.Fatal(err)
	}
	if conn, err = pgconn.Connect(context.Background(), s.vars[variable]); err != nil {
		s.Fatal(err)
	}
	return conn, u.Host
}

// clickHouse runs a statement on a shard of ClickHouse, as somebody who may do all, with data behind it.
func (s *servers) clickHouse(shard int, statement, data string) string {
	s.Helper()
	address := fmt.Sprintf("http://%s/?allow_experimental_low_cardinality_type=1", s.click[shard])
	if data == "" {
		data = statement // which may be long
	} else {
		address += "&query=" + url.QueryEscape(statement)
	}
	response, err := http.Post(address, "text/plain", strings.NewReader(data))
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		s.Fatalf("%.300s: %.500s %v", statement, said, err)
	}
	return string(said)
}

// postgreSQL runs statements on the first of the servers of PostgreSQL.
func (s *servers) postgreSQL(statements string) { s.Helper(); s.on(s.pg, statements) }

func (s *servers) on(conn *pgconn.PgConn, statements string) {
	s.Helper()
	if _, err := conn.Exec(context.Background(), statements).ReadAll(); err != nil {
		s.Fatalf("%.500s: %v", statements, err)
	}
}

// A route is a way to rows in a database.
type route struct {
	name    string
	address func(table string) string
}

// routes are the ways to a table: the shards of ClickHouse, PostgreSQL, and its foreign tables.
func (s *servers) routes() []route {
	postgres := func(prefix string) func(string) string {
		return func(table string) string {
			return fmt.Sprintf("postgres://cx_ro:cx_ro@%s/cx?table=%s.%s%s", s.pgHost, s.place, prefix, table)
		}
	}
	return []route{
		{"ClickHouse", func(table string) string {
			return fmt.Sprintf("clickhouse://cx_ro:cx_ro@%s/%s?table=%s", s.click[0], s.place, table)
		}},
		{"PostgreSQL", postgres("")},
		{"postgres_fdw", postgres("f_")},
	}
}

// load makes tables on all servers, each with its rows, by few statements.
func (s *servers) load(tables []*table) {
	s.Helper()
	var make, pour, shards strings.Builder
	for _, t := range tables {
		local := t.declare(clickHouseType, "`", `\`)
		for i := range s.click {
			s.clickHouse(i, fmt.Sprintf("CREATE TABLE %s.l_%s (%s) ENGINE = Memory", s.place, t.name, local), "")
			if half := t.tabbed(clickHouseType, i, len(s.click)); half != "" {
				s.clickHouse(i, fmt.Sprintf("INSERT INTO %s.l_%s FORMAT TabSeparated", s.place, t.name), half)
			}
		}
		s.clickHouse(0, fmt.Sprintf("CREATE TABLE %[1]s.%[2]s (%[3]s) ENGINE = Distributed(cx, %[1]s, l_%[2]s, rand())", s.place, t.name, local), "")
		columns := t.declare(postgreSQLType, `"`, `"`)
		fmt.Fprintf(&make, "CREATE TABLE %s (%s);\n", t.name, columns)
		fmt.Fprintf(&pour, "CREATE TABLE f_%s (%s) PARTITION BY HASH (%s);\n", t.name, columns, quoted(t.columns[0].name, `"`, `"`))
		fmt.Fprintf(&shards, "CREATE TABLE %s.%s (%s);\n", s.place, t.name, columns)
		for i := range 2 {
			fmt.Fprintf(&pour, "CREATE FOREIGN TABLE f%[1]d_%[2]s PARTITION OF f_%[2]s FOR VALUES WITH (MODULUS 2, REMAINDER %[1]d) SERVER s%[3]d OPTIONS (schema_name '%[4]s', table_name '%[2]s', batch_size '500');\n",
				i, t.name, i+1, s.place)
		}
		fmt.Fprintf(&pour, "INSERT INTO f_%[1]s SELECT * FROM %[1]s;\n", t.name)
	}
	s.postgreSQL(make.String())
	for _, t := range tables {
		if _, err := s.pg.CopyFrom(context.Background(), strings.NewReader(t.tabbed(postgreSQLType, 0, 1)), "COPY "+t.name+" FROM STDIN"); err != nil {
			s.Fatalf("%s: %v", t.name, err)
		}
	}
	for i := range 2 {
		shard, _ := s.postgres(fmt.Sprintf("CX_PG_SHARD%d_URL", i+1))
		s.on(shard, shards.String())
		shard.Close(context.Background())
	}
	s.postgreSQL(pour.String())
}

// quoted writes a name in SQL.
func quoted(name, sign, escape string) string {
	return sign + strings.ReplaceAll(strings.ReplaceAll(name, `\`, map[bool]string{true: `\\`, false: `\`}[escape == `\`]), sign, escape+sign) + sign
}

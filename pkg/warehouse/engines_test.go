package warehouse

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// engineVariables are what the script that starts the engines prints: from the environment, or from where it leaves them.
func engineVariables(t testing.TB) map[string]string {
	t.Helper()
	found := make(map[string]string)
	for _, pair := range os.Environ() {
		if name, value, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "CX_") {
			found[name] = value
		}
	}
	if found["CX_CH_URL"] == "" {
		dir := cmp.Or(found["CX_DIR"], filepath.Join(os.TempDir(), "cxcalc-engines"))
		data, err := os.ReadFile(filepath.Join(dir, "env"))
		if err != nil {
			t.Skip("no databases run, make engines starts them: test skipped")
		}
		for word := range strings.FieldsSeq(string(data)) {
			if name, value, ok := strings.Cut(word, "="); ok {
				found[name] = strings.Trim(value, "'")
			}
		}
	}
	for _, name := range []string{"CX_CH_URL", "CX_PG_URL"} {
		u, err := url.Parse(found[name])
		if err != nil {
			t.Fatal(err)
		}
		conn, err := net.DialTimeout("tcp", u.Host, time.Second)
		if err != nil {
			t.Skipf("no database runs at %s, make engines starts them: test skipped", u.Host)
		}
		conn.Close()
	}
	return found
}

// A bench is an engine with a place of its own for the tables of one test.
type bench struct {
	testing.TB
	scheme string
	user   string // who may only read
	host   string
	base   string // database of the address
	place  string // database or schema of the tables
	run    func(statement string)
	pg     *pgconn.PgConn
	vars   map[string]string
}

var places atomic.Int64

func newPlace() string { return fmt.Sprintf("cx_test_%d_%d", os.Getpid(), places.Add(1)) }

func clickHouseBench(t testing.TB) *bench {
	t.Helper()
	vars := engineVariables(t)
	b := &bench{TB: t, scheme: "clickhouse", user: "cx_ro:cx_ro", host: vars["CX_CH0_HTTP"], place: newPlace(), vars: vars}
	b.base = b.place
	b.run = func(statement string) { b.shard(0, statement) }
	for shard := range 2 {
		b.shard(shard, "CREATE DATABASE "+b.place)
	}
	t.Cleanup(func() {
		for shard := range 2 {
			b.shard(shard, "DROP DATABASE "+b.place)
		}
	})
	return b
}

// shard runs a statement on one of the two servers of ClickHouse, as somebody who may do all.
func (b *bench) shard(n int, statement string) string {
	b.Helper()
	address := fmt.Sprintf("http://%s/?allow_experimental_low_cardinality_type=1", b.vars[fmt.Sprintf("CX_CH%d_HTTP", n)])
	response, err := http.Post(address, "text/plain", strings.NewReader(statement))
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	said, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		b.Fatalf("%.300s: %.500s %v", statement, said, err)
	}
	return string(said)
}

func postgreSQLBench(t testing.TB) *bench {
	t.Helper()
	vars := engineVariables(t)
	u, err := url.Parse(vars["CX_PG_URL"])
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgconn.Connect(context.Background(), vars["CX_PG_URL"])
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{TB: t, scheme: "postgres", user: "cx_ro:cx_ro", host: u.Host, base: "cx", place: newPlace(), pg: conn, vars: vars}
	b.run = func(statement string) {
		t.Helper()
		if _, err := conn.Exec(context.Background(), statement).ReadAll(); err != nil {
			t.Fatalf("%.300s: %v", statement, err)
		}
	}
	b.run("CREATE SCHEMA " + b.place + "; GRANT USAGE ON SCHEMA " + b.place + " TO cx_ro; ALTER DEFAULT PRIVILEGES IN SCHEMA " +
		b.place + " GRANT SELECT ON TABLES TO cx_ro; SET search_path = " + b.place + ", public")
	t.Cleanup(func() {
		b.run("SET client_min_messages = warning; DROP SCHEMA " + b.place + " CASCADE")
		conn.Close(context.Background())
	})
	return b
}

func (b *bench) address(table string) *Address {
	b.Helper()
	text := fmt.Sprintf("%s://%s@%s/%s", b.scheme, b.user, b.host, b.base)
	if table != "" {
		text += "?table=" + url.QueryEscape(b.place+"."+table)
	}
	a, err := Parse(text)
	if err != nil {
		b.Fatal(err)
	}
	return a
}

func (b *bench) open(table string, o Access) *Relation {
	b.Helper()
	r, err := Open(b.Context(), b.address(table), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Close() })
	return r
}

// all reads an answer, each row as its cells, in the order of their texts.
func (b *bench) all(r *Relation, picks ...Pick) [][]string {
	b.Helper()
	rows, err := answer(b.Context(), r, picks...)
	if err != nil {
		b.Fatal(err)
	}
	return rows
}

func answer(ctx context.Context, r *Relation, picks ...Pick) ([][]string, error) {
	from, err := r.Rows(ctx, picks)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	data, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	// The reader of the standard library turns line ends in cells, so those are marked.
	const mark = "\x1a"
	reader := csv.NewReader(bytes.NewReader(bytes.ReplaceAll(data, []byte("\r"), []byte(mark))))
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], mark, "\r")
		}
	}
	slices.SortFunc(rows, slices.Compare)
	return rows, nil
}

func (b *bench) eventually(what string, holds func() bool) {
	b.Helper()
	for range 100 {
		if holds() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.Errorf("after five seconds, %s does not hold", what)
}

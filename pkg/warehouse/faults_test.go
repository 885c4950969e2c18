package warehouse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// spread makes a table that lies on two shards, of which the second is reached by its address, and returns a query for all of it.
func spread(b *bench, second string, rows int) (query string) {
	b.Helper()
	if b.pg == nil {
		for shard := range 2 {
			b.shard(shard, "CREATE TABLE "+b.place+".half (n UInt32, s String, t DateTime) ENGINE = Memory")
			b.shard(shard, fmt.Sprintf("INSERT INTO %s.half SELECT number * 2 + %d, concat('text ', toString(number %% 10)), toDateTime(1774000000 + number * 600) FROM system.numbers LIMIT %d", b.place, shard, rows/2))
		}
		b.run("CREATE TABLE " + b.place + ".spread AS " + b.place + ".half ENGINE = Distributed(cx, " + b.place + ", half)")
		return "SELECT * FROM remote('" + b.vars["CX_CH0_TCP"] + "," + second + "', " + b.place + ", half)"
	}
	_, port, _ := strings.Cut(second, ":")
	half := fmt.Sprintf("INSERT INTO half%%[2]d SELECT %%[2]d, i * 2 + %%[2]d, 'text ' || i %%%% 10, to_timestamp(1774000000 + i * 600) FROM generate_series(0, %d) i", rows/2-1)
	b.run(fmt.Sprintf(`CREATE SERVER %[1]s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '%[2]s', dbname 'cx');
		CREATE USER MAPPING FOR cx_ro SERVER %[1]s OPTIONS (user 'cx_ro', password 'cx_ro');
		CREATE USER MAPPING FOR cx SERVER %[1]s OPTIONS (user 'cx', password 'cx');
		CREATE TABLE spread (shard int, n int, s text, t timestamptz) PARTITION BY LIST (shard);
		CREATE TABLE half0 PARTITION OF spread FOR VALUES IN (0);
		CREATE TABLE half1 (shard int, n int, s text, t timestamptz);
		CREATE FOREIGN TABLE far PARTITION OF spread FOR VALUES IN (1) SERVER %[1]s OPTIONS (schema_name '%[1]s', table_name 'half1')`, b.place, port))
	b.Cleanup(func() { b.run("SET client_min_messages = warning; DROP SERVER " + b.place + " CASCADE") })
	for shard := range 2 {
		b.run(fmt.Sprintf(half, "", shard))
	}
	return "SELECT n, s, t FROM " + b.place + ".spread"
}

// second is where the second shard is, without anything in between.
func (b *bench) second() string {
	if b.pg != nil {
		return b.host
	}
	return b.vars["CX_CH1_TCP"]
}

func benches(t *testing.T, test func(b *bench)) {
	t.Parallel()
	t.Run("ClickHouse", func(t *testing.T) { t.Parallel(); test(clickHouseBench(t)) })
	t.Run("PostgreSQL", func(t *testing.T) { t.Parallel(); test(postgreSQLBench(t)) })
}

// Two shards give what one table would.
func TestShards(t *testing.T) {
	benches(t, func(b *bench) {
		query := spread(b, b.second(), 10000)
		var want [][]string
		for i := range 10 {
			want = append(want, []string{"text " + strconv.Itoa(i), "1000"})
		}
		if diff := cmp.Diff(want, b.all(b.open("", Access{Query: query}), Pick{Column: 1})); diff != "" {
			b.Error(diff)
		}
		r := b.open("spread", Access{})
		at := len(r.columns) - 3
		if diff := cmp.Diff(want, b.all(r, Pick{Column: at + 1})); diff != "" {
			b.Error(diff)
		}
		rows := b.all(r, Pick{Column: at + 2, Cut: &Cut{Period: dates.Month}})
		months := [][]string{{"2026-03-20T09:46:40Z", "3340"}, {"2026-04-01T00:06:40Z", "6660"}}
		if diff := cmp.Diff(months, rows); diff != "" {
			b.Error(diff)
		}
	})
}

// A shard that is dead before the question, and one that dies in the middle of its answer.
func TestDeadShard(t *testing.T) {
	benches(t, func(b *bench) {
		behind := newProxy(b, b.second())
		query := spread(b, behind.host(), 40000)
		r := b.open("", Access{Query: query})
		whole := b.all(r, Pick{Column: 0})
		said := behind.said.Load()
		if len(whole) != 40000 || said < 40000 {
			b.Fatalf("%d rows with %d bytes of the second shard", len(whole), said)
		}
		behind.most.Store(said + said/2)
		b.fails(r, "", Pick{Column: 0})
		behind.die()
		if r, err := Open(b.Context(), b.address(""), Access{Query: query}); err == nil {
			b.fails(r, "", Pick{Column: 1})
			r.Close()
		}
	})
}

// fails sees that there is no whole answer, for a reason in words without a password.
func (b *bench) fails(r *Relation, why string, picks ...Pick) {
	b.Helper()
	rows, err := answer(b.Context(), r, picks...)
	if err == nil {
		b.Fatalf("%d rows are an answer, want an error with %q", len(rows), why)
	}
	b.Log(err)
	_, password, _ := strings.Cut(b.user, ":")
	if !strings.Contains(err.Error(), why) || strings.Contains(err.Error(), ":"+password) {
		b.Errorf("%v, want %q and no password", err, why)
	}
}

// through is the address of the server behind a proxy.
func (b *bench) through(p *proxy, table string) *Address {
	b.Helper()
	a := b.address(table)
	a.Port, _ = strconv.Atoi(p.port())
	return a
}

// A connection that breaks is an error wherever it does.
func TestBrokenAnswer(t *testing.T) {
	benches(t, func(b *bench) {
		p := newProxy(b, b.host)
		spread(b, b.second(), 2000)
		ask := func() ([][]string, error) {
			r, err := Open(b.Context(), b.through(p, "spread"), Access{})
			if err != nil {
				return nil, err
			}
			defer r.Close()
			return answer(b.Context(), r, Pick{Column: 0}, Pick{Column: 1}, Pick{Column: 2, Cut: &Cut{Period: dates.Day}})
		}
		whole, err := ask()
		if err != nil {
			b.Fatal(err)
		}
		size := p.said.Load()
		for i := range int64(20) {
			cut := size * (i + 1) / 17
			if i >= 16 {
				cut = size - (20 - i) // the last bytes
			}
			p.said.Store(0)
			p.most.Store(cut)
			rows, err := ask()
			// What PostgreSQL says after the end is that it is ready for more, and ClickHouse that nothing follows.
			if err == nil && (len(rows) != len(whole) || cut < size-30) {
				b.Errorf("after %d of %d bytes there are %d rows without an error", cut, size, len(rows))
			}
			if i%10 == 0 {
				b.Log(err)
			}
		}
	})
}

// A server that says nothing more is given up, and what it did is ended.
func TestSilentServer(t *testing.T) {
	benches(t, func(b *bench) {
		p := newProxy(b, b.host)
		spread(b, b.second(), 60000)
		r, err := Open(b.Context(), b.through(p, "spread"), Access{Timeout: time.Second})
		if err != nil {
			b.Fatal(err)
		}
		defer r.Close()
		p.hangs.Store(true)
		p.most.Store(p.said.Load() + 100000)
		b.fails(r, "within 1s", Pick{Column: 0}, Pick{Column: 1})
	})
}

// endless is a query that takes as long as it is let.
func (b *bench) endless() string {
	if b.pg == nil {
		return "SELECT toString(number % 10) AS s FROM system.numbers WHERE number % 10 = 77 AND '" + b.place + "' != ''"
	}
	return "SELECT s, pg_sleep(0.1)::text AS p FROM generate_series(1, 1000000) s WHERE '" + b.place + "' != ''"
}

// runs is how many statements run on the server that belong to the test.
func (b *bench) runs() int {
	if b.pg == nil {
		n, _ := strconv.Atoi(strings.TrimSpace(b.shard(0, "SELECT count() FROM system.processes WHERE query LIKE '%"+b.place+"%' AND query NOT LIKE '%system.processes%'")))
		return n
	}
	result := b.pg.ExecParams(context.Background(), "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%"+b.place+"%' AND pid != pg_backend_pid()", nil, nil, nil, nil).Read()
	if result.Err != nil {
		b.Fatal(result.Err)
	}
	n, _ := strconv.Atoi(string(result.Rows[0][0]))
	return n
}

func TestSlowServer(t *testing.T) {
	benches(t, func(b *bench) {
		r := b.open("", Access{Query: b.endless(), Timeout: time.Second})
		begin := time.Now()
		b.fails(r, "", Pick{Column: 0})
		if took := time.Since(begin); took > 5*time.Second {
			b.Errorf("it took %s", took)
		}
		b.eventually("nothing runs after the time is over", func() bool { return b.runs() == 0 })
	})
}

// Who asks may go away while there is no answer yet.
func TestCancelled(t *testing.T) {
	benches(t, checkCancelled)
	t.Run("everything allowed", func(t *testing.T) {
		b := clickHouseBench(t)
		b.user = "default:"
		checkCancelled(b)
	})
}

func checkCancelled(b *bench) {
	b.Helper()
	r := b.open("", Access{Query: b.endless()})
	ctx, cancel := context.WithCancel(b.Context())
	go func() {
		b.eventually("the statement runs", func() bool { return b.runs() > 0 })
		cancel()
	}()
	if _, err := answer(ctx, r, Pick{Column: 0}); !errors.Is(err, context.Canceled) {
		b.Errorf("cancelled: %v", err)
	}
	b.eventually("nothing runs after it was cancelled", func() bool { return b.runs() == 0 })
}

func TestClosedEarly(t *testing.T) {
	benches(t, func(b *bench) {
		spread(b, b.second(), 100000)
		r := b.open("spread", Access{})
		from, err := r.Rows(b.Context(), []Pick{{Column: 0}, {Column: 1}, {Column: 2}})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := from.Read(make([]byte, 10)); err != nil {
			b.Fatal(err)
		}
		if err := from.Close(); err != nil {
			b.Error(err)
		}
		b.eventually("nothing runs after the answer was closed", func() bool { return b.runs() == 0 })
	})
}

// What may not be read, and what would be written.
func TestRights(t *testing.T) {
	b := postgreSQLBench(t)
	b.run("CREATE TABLE secrets (a text); REVOKE ALL ON secrets FROM cx_ro; CREATE TABLE t (a text); CREATE SEQUENCE s; GRANT ALL ON t, s TO cx_ro; CREATE SCHEMA " +
		b.place + "x; CREATE TABLE " + b.place + "x.t (a text)")
	t.Cleanup(func() { b.run("DROP SCHEMA " + b.place + "x CASCADE") })
	check := func(o Access, table, want string) {
		t.Helper()
		r, err := Open(t.Context(), b.address(table), o)
		if err == nil {
			_, err = answer(t.Context(), r, Pick{})
			r.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q, %q: %v, want %q", table, o.Query, err, want)
		}
	}
	check(Access{}, "secrets", "permission denied for table secrets")
	check(Access{}, "nosuch", `has no table "`+b.place+`.nosuch"`)
	check(Access{Query: "SELECT * FROM " + b.place + "x.t"}, "", "permission denied for schema")
	check(Access{Query: "WITH x AS (INSERT INTO " + b.place + ".t VALUES ('a') RETURNING a) SELECT a FROM x"}, "", "must be at the top level")
	check(Access{Query: "SELECT nextval('" + b.place + ".s')"}, "", "read-only transaction")
	check(Access{Query: "SELECT 1 AS a) TO PROGRAM 'touch /tmp/cx-canary' --"}, "", "bracket")
	check(Access{Query: "SELECT a FROM nosuch"}, "", `relation "nosuch" does not exist`)
	b.user = "cx_ro:wr0ng"
	check(Access{}, "t", `password authentication failed for user "cx_ro"`)
}

func TestRightsClickHouse(t *testing.T) {
	b := clickHouseBench(t)
	b.run("CREATE TABLE " + b.place + ".t (a String) ENGINE = Memory")
	b.run("INSERT INTO " + b.place + ".t VALUES ('a')")
	check := func(user, query, want string) {
		t.Helper()
		b.user = user
		table := "t"
		if query != "" {
			table = ""
		}
		r, err := Open(t.Context(), b.address(table), Access{Query: query})
		if err == nil {
			_, err = answer(t.Context(), r, Pick{})
			r.Close()
		}
		if (err == nil) != (want == "") || err != nil && (!strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "wr0ng")) {
			t.Errorf("%s, %q: %v, want %q", user, query, err, want)
		}
	}
	check("cx_ro:cx_ro", "", "")
	check("cx_strict:cx_ro", "", "")
	check("default:", "", "")
	check("cx_ro:wr0ng", "", "Wrong password for user cx_ro")
	check("nobody:wr0ng", "", "nobody")
	check("default:", "SELECT a FROM "+b.place+".nosuch", "doesn't exist")
	check("default:", "SELECT 1) FORMAT Null; DROP TABLE "+b.place+".t --", "bracket")
	check("default:", "INSERT INTO "+b.place+".t VALUES ('x')", "does not begin with SELECT or WITH")
}

// The password is found where it may be, and shown nowhere.
func TestPasswords(t *testing.T) {
	b := postgreSQLBench(t)
	b.run("CREATE TABLE t (a text)")
	host, port, _ := strings.Cut(b.host, ":")
	file := filepath.Join(t.TempDir(), "password")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check := func(user string, o Access, environment ...string) {
		t.Helper()
		o.ReadFile = os.ReadFile
		o.Variable = func(name string) (string, bool) {
			for _, pair := range environment {
				if value, ok := strings.CutPrefix(pair, name+"="); ok {
					return value, true
				}
			}
			return "", false
		}
		a, err := Parse(fmt.Sprintf("postgres://%s@%s/cx?table=%s", user, b.host, url.QueryEscape(b.place+".t")))
		if err != nil {
			t.Fatal(err)
		}
		r, err := Open(t.Context(), a, o)
		if err != nil {
			t.Errorf("%s: %v", user, err)
			return
		}
		r.Close()
	}
	check("cx_ro:cx_ro", Access{})
	check("cx_ro", Access{}, "PGPASSWORD=cx_ro")
	write("cx_ro\r\nsomething else")
	check("cx_ro", Access{PasswordFile: file}, "PGPASSWORD=wrong")
	write("# comment\nelsewhere:*:*:cx_ro:wrong\n" + host + ":" + port + ":cx:cx_ro:cx_ro\n")
	check("cx_ro", Access{}, "PGPASSFILE="+file)
}

// What PostgreSQL shows is one state of the table, from the first look on.
func TestOneState(t *testing.T) {
	b := postgreSQLBench(t)
	b.run("CREATE TABLE t (a text); INSERT INTO t VALUES ('a')")
	r := b.open("t", Access{})
	b.run("INSERT INTO t VALUES ('a'), ('b')")
	if sample, err := r.Sample(t.Context(), 10); err != nil || len(sample) != 1 {
		t.Errorf("%q is sampled: %v", sample, err)
	}
	if diff := cmp.Diff([][]string{{"a", "1"}}, b.all(r, Pick{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{{"a", "2"}, {"b", "1"}}, b.all(b.open("t", Access{}), Pick{})); diff != "" {
		t.Error(diff)
	}
}

// A column that goes away after the look is an error.
func TestColumnGone(t *testing.T) {
	b := clickHouseBench(t)
	b.run("CREATE TABLE " + b.place + ".t (a String, b String) ENGINE = MergeTree ORDER BY a")
	b.run("INSERT INTO " + b.place + ".t VALUES ('a', 'b')")
	r := b.open("t", Access{})
	b.run("ALTER TABLE " + b.place + ".t DROP COLUMN b")
	b.fails(r, "ClickHouse says: ", Pick{Column: 1})
	b.run("DROP TABLE " + b.place + ".t")
	b.fails(r, "doesn't exist", Pick{Column: 0})
}

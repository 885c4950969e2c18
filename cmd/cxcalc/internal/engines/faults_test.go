//go:build unix

package engines_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// A running is the program as a process, with what it has said.
type running struct {
	*exec.Cmd
	out, err bytes.Buffer
}

// start starts the program with nothing of the machine in its environment.
func start(t testing.TB, args ...string) *running {
	t.Helper()
	path, err := exec.LookPath("cxcalc")
	if err != nil {
		t.Fatal(err)
	}
	r := &running{Cmd: exec.Command(path, args...)}
	r.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TMPDIR=" + os.TempDir(), "CXCALC_NO_CONFIG=1", "GORACE=atexit_sleep_ms=0"}
	r.Stdout, r.Stderr = &r.out, &r.err
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	return r
}

// end waits for the end.
func (r *running) end(t testing.TB) ending {
	t.Helper()
	var exit *exec.ExitError
	if err := r.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return ending{r.out.String(), r.err.String(), r.ProcessState.ExitCode()}
}

// unanswered sees that a run has failed in words: no figure, no threshold that holds, no password.
func (s *servers) unanswered(what, words string, e ending) {
	s.Helper()
	s.Logf("%s: %.200s", what, e.err)
	if e.status != 1 || e.out != "" || !strings.HasPrefix(e.err, "cxcalc: ") || !strings.Contains(e.err, words) ||
		strings.Contains(e.err, "internal error") || strings.Contains(e.err, ":cx_ro@") {
		s.Errorf("%s: exit status %d, want 1 and words with %q\n%.300s\n%s", what, e.status, words, e.out, e.err)
	}
}

// nps asks for a score, and for a threshold that every score meets.
func nps(more ...string) []string {
	return append([]string{"nps", "--score", "score", "--threshold", "value>=-100", "-o", "json"}, more...)
}

// spread makes a table of answers on all servers.
func (s *servers) spread(rows int) *table {
	t := &table{name: "answers", columns: []column{{"id", "text"}, {"score", "integer"}, {"text", "text"}}}
	for i := range rows {
		t.rows = append(t.rows, []cell{{text: fmt.Sprint("respondent ", i)}, {text: strconv.Itoa(i * 7 % 11)}, {text: strings.Repeat("x", 20)}})
	}
	s.load([]*table{t})
	return t
}

// endless are queries that take as long as they are let, by the name of the route.
func (s *servers) endless() map[string]string {
	return map[string]string{
		"ClickHouse": "SELECT toString(number % 10) AS score FROM system.numbers WHERE number % 10 = 77 AND '" + s.place + "' != ''",
		"PostgreSQL": "SELECT s AS score, pg_sleep(0.1)::text AS p FROM generate_series(1, 1000000) s WHERE '" + s.place + "' != ''",
	}
}

// runs is how many statements of the test with a text run on a server.
func (s *servers) runs(route, text string) int {
	s.Helper()
	if route == "ClickHouse" {
		n, _ := strconv.Atoi(strings.TrimSpace(s.clickHouse(0, "SELECT count() FROM system.processes WHERE query LIKE '%"+text+"%' AND query LIKE '%"+s.place+"%' AND query NOT LIKE '%system.processes%'", "")))
		return n
	}
	result := s.pg.ExecParams(context.Background(), "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%"+text+"%' AND query LIKE '%"+s.place+"%' AND pid != pg_backend_pid()", nil, nil, nil, nil).Read()
	if result.Err != nil {
		s.Fatal(result.Err)
	}
	n, _ := strconv.Atoi(string(result.Rows[0][0]))
	return n
}

func (s *servers) eventually(what string, holds func() bool) {
	s.Helper()
	for range 300 {
		if holds() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.Errorf("after 15 seconds, %s does not hold", what)
}

// base is the address of the database of a route.
func (r route) base() string { base, _, _ := strings.Cut(r.address(""), "?"); return base }

// A statement that takes too long, and one that nobody waits for any more, are ended on the server.
func TestSlowAndInterrupted(t *testing.T) {
	s := connect(t)
	for _, r := range s.routes()[:2] {
		query := []string{"--query", s.endless()[r.name], r.base()}
		s.unanswered(r.name+", slow", "within 1s", start(t, nps(append(query, "--timeout", "1s")...)...).end(t))
		s.eventually("nothing runs after the time is over", func() bool { return s.runs(r.name, "") == 0 })

		run := start(t, nps(query...)...)
		s.eventually("the statement runs", func() bool { return s.runs(r.name, "") > 0 })
		if err := run.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		if e := run.end(t); e.status != 130 || e.out != "" {
			t.Errorf("%s, interrupted: exit status %d, %q %q, want 130 and no document", r.name, e.status, e.out, e.err)
		}
		s.eventually("nothing runs after it was interrupted", func() bool { return s.runs(r.name, "") == 0 })
	}
}

// Whoever may not read is told so.
func TestWithoutRights(t *testing.T) {
	s := connect(t)
	s.spread(100)
	s.postgreSQL("REVOKE ALL ON answers FROM cx_ro")
	for _, r := range s.routes() {
		wrong := strings.Replace(r.address("answers"), "cx_ro:cx_ro@", "cx_ro:wr0ng@", 1)
		e := inside(nps(wrong)...)
		s.unanswered(r.name+", wrong password", "assword", e)
		if strings.Contains(e.err, "wr0ng") {
			t.Errorf("the password is told: %s", e.err)
		}
		s.unanswered(r.name+", no table", "has no table", inside(nps(r.address("nosuch"))...))
	}
	s.unanswered("no right to read", "permission denied", inside(nps(s.routes()[1].address("answers"))...))
}

// A gap is a way to a server that breaks behind some bytes of what it says.
type gap struct {
	net.Listener
	target string
	said   atomic.Int64
	most   int64        // 0 for no end
	asked  atomic.Int64 // what was sent to the server
	before func(sent []byte)
}

func newGap(t testing.TB, target string, most int64, before func([]byte)) *gap {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &gap{Listener: listener, target: target, most: most, before: before}
	t.Cleanup(func() { g.Close() })
	go func() {
		for {
			conn, err := g.Accept()
			if err != nil {
				return
			}
			go g.serve(conn)
		}
	}()
	return g
}

func (g *gap) serve(conn net.Conn) {
	defer conn.Close()
	server, err := net.Dial("tcp", g.target)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		buffer := make([]byte, 1<<16)
		for {
			n, err := conn.Read(buffer)
			if g.before != nil && n > 0 {
				g.before(buffer[:n])
			}
			g.asked.Add(int64(n))
			if _, failed := server.Write(buffer[:n]); err != nil || failed != nil {
				return
			}
		}
	}()
	from := io.Reader(server)
	buffer := make([]byte, 512)
	for {
		n, err := from.Read(buffer)
		if g.most > 0 && g.said.Add(int64(n)) > g.most {
			return
		}
		if _, failed := conn.Write(buffer[:n]); err != nil || failed != nil {
			return
		}
	}
}

// through is an address behind a gap.
func (g *gap) through(address string) string {
	return strings.Replace(address, g.target, g.Addr().String(), 1)
}

// A server that stops in the middle of what it says gives no figure, wherever that is.
func TestServerStops(t *testing.T) {
	s := connect(t)
	s.spread(3000)
	for i, r := range s.routes() {
		ask := func(most int64) (ending, int64) {
			g := newGap(t, []string{s.click[0], s.pgHost, s.pgHost}[i], most, nil)
			address := g.through(r.address("answers"))
			if i > 0 {
				address += "&sslmode=disable"
			}
			return inside(nps("--by", "id", "--max-groups", "5000", address)...), g.said.Load()
		}
		whole, size := ask(1 << 40)
		if whole.status != 0 || size < 10_000 {
			t.Fatalf("%s: %d %s, %d bytes", r.name, whole.status, whole.err, size)
		}
		for n := range int64(12) {
			e, _ := ask(1 + size*n/12)
			s.unanswered(fmt.Sprintf("%s, after %d of %d bytes", r.name, size*n/12, size), "", e)
		}
	}
}

// A column that is gone when the rows are asked for is an error, and rows that come meanwhile are not counted in part.
func TestTableChanges(t *testing.T) {
	s := connect(t)
	s.spread(3000)
	click, postgres := s.routes()[0], s.routes()[1]
	g := newGap(t, s.click[0], 0, func(sent []byte) {
		if bytes.Contains(sent, []byte("GROUP BY")) {
			s.clickHouse(0, "DROP TABLE "+s.place+".l_answers", "")
		}
	})
	s.unanswered("a table that goes", "l_answers", inside(append(nps(), g.through(click.address("answers")))...))

	// PostgreSQL shows the state that was there at the begin.
	conn, _ := s.postgres("CX_PG_URL")
	defer conn.Close(context.Background())
	var changed atomic.Bool
	behind := newGap(t, s.pgHost, 0, func(sent []byte) {
		if bytes.Contains(sent, []byte("COPY")) && changed.CompareAndSwap(false, true) {
			s.on(conn, "INSERT INTO "+s.place+".answers SELECT 'more', 0, '' FROM generate_series(1, 1000)")
		}
	})
	e := inside(append(nps(), behind.through(postgres.address("answers"))+"&sslmode=disable")...)
	if e.status != 0 || !changed.Load() || !strings.Contains(e.out, `"read": 3000`) {
		t.Errorf("rows that come meanwhile: %d %s%.600s", e.status, e.err, e.out)
	}
}

// killing names the script that starts databases of the test's own, whose shards are killed.
const killing = "CXCALC_KILL_SHARDS"

// A shard that is dead, and one that dies while it answers, give no figure.
func TestShardKilled(t *testing.T) {
	script := os.Getenv(killing)
	if script == "" {
		t.Skip("set " + killing + " to the path of the start.sh whose databases may be killed: test skipped")
	}
	t.Setenv("CX_DIR", filepath.Join(os.TempDir(), fmt.Sprintf("cxcalc-killed-%d", os.Getpid())))
	t.Setenv("CX_CH_URL", "")
	if out, err := exec.Command(script).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	defer func() { exec.Command(filepath.Join(filepath.Dir(script), "stop.sh")).Run() }()
	s := &servers{TB: t, vars: found(t), place: "cx_killed"}
	s.open()
	s.spread(60_000)
	slow := map[string][2]string{
		"ClickHouse":   {"SELECT score FROM " + s.place + ".answers WHERE sleepEachRow(0.00008) = 0", "CX_CH1_PID"},
		"postgres_fdw": {"SELECT score FROM " + s.place + ".f_answers WHERE pg_sleep(0.0005) IS NOT NULL", "CX_PG_SHARD2_PID"},
	}
	for _, r := range []route{s.routes()[0], s.routes()[2]} {
		if e := inside(nps(r.address("answers"))...); e.status != 0 {
			t.Fatalf("%s: %s", r.name, e.err)
		}
		pid, err := strconv.Atoi(s.vars[slow[r.name][1]])
		if err != nil {
			t.Fatal(err)
		}
		run := start(t, nps("--query", slow[r.name][0], r.base())...)
		s.eventually("the rows are counted", func() bool { return s.runs(r.name, "GROUP BY") > 0 })
		time.Sleep(300 * time.Millisecond)
		if err := s.kill(r.name, pid); err != nil {
			t.Fatal(err)
		}
		s.unanswered(r.name+", a shard is killed meanwhile", "", run.end(t))
		s.unanswered(r.name+", a shard is dead", "", inside(nps(r.address("answers"))...))
	}
}

// kill ends a shard at once, with all that it runs.
func (s *servers) kill(route string, pid int) error {
	if route == "ClickHouse" {
		return syscall.Kill(pid, syscall.SIGKILL)
	}
	return syscall.Kill(pid, syscall.SIGQUIT) // PostgreSQL's way to end all backends at once
}

package warehouse

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A fake says what a server of ClickHouse might say.
type fake struct {
	settings string
	answer   func(w http.ResponseWriter)
	mu       sync.Mutex
	requests []*http.Request
	asked    []string
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	f.requests, f.asked = append(f.requests, r), append(f.asked, string(body))
	f.mu.Unlock()
	switch text := string(body); {
	case strings.Contains(text, "system.settings"):
		io.WriteString(w, f.settings)
	case strings.Contains(text, "system.tables"):
		io.WriteString(w, "d\tt\n")
	case strings.Contains(text, "NamesAndTypes"):
		io.WriteString(w, "a\nString\n")
	case strings.HasPrefix(text, "KILL"):
	default:
		f.answer(w)
	}
}

func (f *fake) start(t *testing.T) *Address {
	t.Helper()
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	a, err := Parse(strings.Replace(server.URL, "http://", "clickhouse://me:s3cr3t@", 1) + "/d?table=t")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const usualSettings = "readonly\t0\nskip_unavailable_shards\t1\nmax_execution_time\t0\nresult_overflow_mode\tbreak\nlimit\t10\n"

func TestWholeAnswers(t *testing.T) {
	check := func(answerOf func(w http.ResponseWriter), want string) {
		t.Helper()
		f := &fake{settings: usualSettings, answer: answerOf}
		r, err := Open(t.Context(), f.start(t), Access{Timeout: 5 * time.Second})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := answer(t.Context(), r, Pick{})
		if (err == nil) != (want == "") || err != nil && (!strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cr3t")) {
			t.Errorf("%q: %v, want %q", rows, err, want)
		}
	}
	says := func(text string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { io.WriteString(w, text) }
	}
	const rows = "\"a\",1\n\"b\",2\n"
	check(says(rows+"\n\"\",3\n"), "")
	check(says("\n\"\",0\n"), "")
	check(says(rows), "the answer is not whole")
	check(says(rows+"\n"), "the answer is not whole")
	check(says(rows+"\n\"\",4\n"), "the answer is not whole")
	check(says(rows+"\n\"\",3"), "the answer is not whole")
	check(says(rows+"\n\"\",3\n\"c\",1\n"), "the answer is not whole")
	check(says(rows+"\"c\n"), "the answer is not whole")
	check(says(rows+"c\n\n\"\",3\n"), "the answer is not whole")
	check(says("\"a\",1,1\n\n\"\",1\n"), "the answer is not whole")
	check(says("\"a\",-1\n\n\"\",1\n"), "the answer is not whole")
	check(says("\"a\",18446744073709551615\n\"b\",2\n\n\"\",1\n"), "more rows than can be counted")
	check(says(""), "the answer is not whole")
	check(says("Code: 241. DB::Exception: Memory limit (total) exceeded for s3cr3t: while (version 24.8.1.1)"), "ClickHouse says: Memory limit (total) exceeded for …: while")
	check(says(rows+"\n__exception__\nCode: 1, e.displayText() = DB::Exception: Shard is gone, e.what() = DB::Exception\n"), "the answer is not whole")
	check(says(rows+"Code: 1, e.displayText() = DB::Exception: Shard is gone, e.what() = DB::Exception\n"), "ClickHouse says: Shard is gone")
	check(func(w http.ResponseWriter) {
		w.WriteHeader(500)
		says("Code: 60. DB::Exception: No table\nStack trace: 1 2 3")(w)
	}, "ClickHouse says: No table")
	check(func(w http.ResponseWriter) { w.WriteHeader(503) }, "503")
	check(func(w http.ResponseWriter) { w.WriteHeader(502); says("<html>bad gateway</html>")(w) }, "bad gateway")
	check(func(w http.ResponseWriter) { w.Header().Set("Location", "http://elsewhere/"); w.WriteHeader(307) }, "307")
	check(func(w http.ResponseWriter) {
		w.Header().Set("Content-Length", "1000")
		says(rows)(w)
		panic(http.ErrAbortHandler)
	}, "the answer is not whole")
}

// Every statement but the question for the settings only reads, and throws where it is not all.
func TestSettingsAreSent(t *testing.T) {
	f := &fake{settings: usualSettings, answer: func(w http.ResponseWriter) { io.WriteString(w, "\n\"\",0\n") }}
	r, err := Open(t.Context(), f.start(t), Access{Timeout: 1500 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := answer(t.Context(), r, Pick{}); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"readonly": "2", "wait_end_of_query": "1", "skip_unavailable_shards": "0", "max_execution_time": "2", "result_overflow_mode": "throw", "limit": "0", "offset": ""}
	for i, request := range f.requests {
		values := request.URL.Query()
		for name, value := range want {
			if got := values.Get(name); i > 0 && got != value {
				t.Errorf("%s is %q, want %q: %s", name, got, value, f.asked[i])
			}
		}
		if request.Header.Get("X-ClickHouse-Key") != "s3cr3t" || strings.Contains(request.URL.String(), "s3cr3t") || values.Get("query_id") == "" {
			t.Errorf("%s: %v", request.URL, request.Header)
		}
	}
	if len(f.requests) != 4 {
		t.Errorf("%d requests, want 4: %q", len(f.requests), f.asked)
	}
}

// Who may not change settings is answered only where they are good.
func TestSettingsThatStay(t *testing.T) {
	check := func(settings, want string) {
		t.Helper()
		f := &fake{settings: settings}
		_, err := Open(t.Context(), f.start(t), Access{})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", settings, err, want)
		}
	}
	check("readonly\t1\nskip_unavailable_shards\t0\nresult_overflow_mode\tthrow\ntotals_mode\tauto\n", "")
	check("readonly\t1\nskip_unavailable_shards\t1\n", "skip_unavailable_shards = 1 and may not change it")
	check("readonly\t1\nresult_overflow_mode\tbreak\n", "result_overflow_mode = break")
	check("readonly\t1\nlimit\t5\n", "limit = 5")
}

// A statement whose answer is not wanted any more is ended on the server.
func TestKills(t *testing.T) {
	started := make(chan bool)
	f := &fake{settings: usualSettings, answer: func(w http.ResponseWriter) {
		io.WriteString(w, "\"a\",1\n")
		w.(http.Flusher).Flush()
		close(started)
		time.Sleep(100 * time.Millisecond)
	}}
	r, err := Open(t.Context(), f.start(t), Access{})
	if err != nil {
		t.Fatal(err)
	}
	from, err := r.Rows(t.Context(), []Pick{{}})
	if err != nil {
		t.Fatal(err)
	}
	<-started
	from.Close()
	f.mu.Lock()
	defer f.mu.Unlock()
	last := len(f.asked) - 1
	id := f.requests[last-1].URL.Query().Get("query_id")
	if want := "KILL QUERY WHERE query_id = '" + id + "' ASYNC"; f.asked[last] != want {
		t.Errorf("%q is asked last, want %q", f.asked[last], want)
	}
}

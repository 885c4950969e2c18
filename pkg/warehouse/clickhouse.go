package warehouse

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A clickHouseServer is asked over HTTP.
type clickHouseServer struct {
	address  *Address
	user     string
	database string
	password secret
	timeout  time.Duration
	settings url.Values // sent with every statement
}

// grace is how much longer than a server an answer is waited for, so that the server can say that its time is over, and how
// long ending a statement may take.
const grace = 3 * time.Second

func dialClickHouse(ctx context.Context, a *Address, o Access, word secret) (server, error) {
	s := &clickHouseServer{address: a, user: o.user(a), database: o.database(a), password: word, timeout: o.Timeout}
	return s, s.settle(ctx)
}

func (s *clickHouseServer) close() error { return nil }

func (s *clickHouseServer) sent(statement string, groups bool) (text string, comes answerShape) {
	if groups {
		statement += "\nWITH TOTALS"
	}
	return statement + "\nFORMAT CSV", answerShape{null: `\N`, total: groups}
}

// stands gives columns other names where one may be that of an expression: a column count() would be taken for the number
// of rows. It is not done without need, since a cluster sends all rows to such a statement.
func (s *clickHouseServer) stands(from string, columns []Attribute, picks []Pick) (string, []Attribute) {
	if !slices.ContainsFunc(columns, func(a Attribute) bool { return strings.Contains(a.Name, "(") }) {
		return from, columns
	}
	prefix := unused(columns, "picked")
	columns = slices.Clone(columns)
	var renamed []string
	for _, p := range picks {
		a := &columns[p.Column]
		if name := prefix + strconv.Itoa(p.Column); a.Name != name {
			renamed = append(renamed, clickHouse{}.quote(a.Name)+" AS "+name)
			a.Name = name
		}
	}
	if len(renamed) == 0 {
		renamed = []string{"1"}
	}
	return "(SELECT " + strings.Join(renamed, ", ") + " FROM " + from + ")", columns
}

func (s *clickHouseServer) query(_ context.Context, text string) (string, error) {
	return "(\n" + text + "\n)", nil
}

// find looks for a table by its name, and by database and name with a dot between.
func (s *clickHouseServer) find(ctx context.Context, table string) (string, error) {
	g := clickHouse{}
	rows, err := s.table(ctx, "SELECT database, name FROM system.tables WHERE (database = "+g.literal(s.database)+" AND name = "+g.literal(table)+
		") OR concat(database, '.', name) = "+g.literal(table)+" ORDER BY (database = "+g.literal(s.database)+") DESC LIMIT 1")
	if err != nil {
		return "", err
	}
	if len(rows) == 1 {
		return g.quote(rows[0][0]) + "." + g.quote(rows[0][1]), nil
	}
	rows, err = s.table(ctx, "SELECT name FROM system.tables WHERE database = "+g.literal(s.database)+" ORDER BY lower(name) = lower("+g.literal(table)+") DESC, name LIMIT 6")
	if err != nil {
		return "", err
	}
	return "", absent(s.address, s.database, rows)
}

// absent says which tables there are, instead of one that is not.
func absent(a *Address, database string, rows [][]string) error {
	e := problem.Failure("%s: database %q has no table %q", a, database, a.Table)
	if len(rows) == 0 {
		return e.Advise("it has none that this user may see")
	}
	var names []string
	for _, row := range rows {
		names = append(names, strconv.Quote(row[0]))
	}
	return e.Advise("it has " + strings.Join(names, ", "))
}

func (s *clickHouseServer) columns(ctx context.Context, from string) (found []Attribute, err error) {
	rows, err := s.table(ctx, "SELECT * FROM "+from+" LIMIT 0 FORMAT TabSeparatedWithNamesAndTypes")
	if err != nil {
		return nil, err
	}
	if len(rows) < 2 {
		return nil, s.failure("the columns of %s are not told", from)
	}
	for i, name := range rows[0] {
		if slices.Contains(valueNames, strings.ToLower(name)) {
			return nil, s.failure("column %q has a name that ClickHouse takes for a value when it asks its shards, however it is quoted", name).
				Advise("--query 'SELECT …' reads the columns that it names, without this one")
		}
		if !strings.HasPrefix(rows[1][i], "AggregateFunction(") { // half of a sum is no text
			found = append(found, clickHouseColumn(name, rows[1][i]))
		}
	}
	return found, nil
}

// valueNames are names of columns that a server writes without quotes when it asks others: there they are values.
var valueNames = []string{"null", "nan", "inf", "infinity", "true", "false"}

// clickHouseColumn understands the type of a column, without what is wrapped around it.
func clickHouseColumn(name, native string) Attribute {
	a := Attribute{Name: name, native: native}
	for _, wrap := range []string{"LowCardinality(", "Nullable("} {
		if inner, ok := strings.CutPrefix(a.native, wrap); ok {
			a.native = strings.TrimSuffix(inner, ")")
			a.nullable = a.nullable || wrap == "Nullable("
		}
	}
	base, _, _ := strings.Cut(a.native, "(")
	switch {
	case base == "DateTime" || base == "DateTime64":
		a.Type, a.exact = Moment, true
	case base == "Date" || base == "Date32":
		a.Type, a.exact = Date, true
	case base == "Bool":
		a.Type, a.exact = Bool, true
	case strings.HasPrefix(base, "Int") || strings.HasPrefix(base, "UInt"):
		a.Type, a.exact = Number, !strings.HasPrefix(base, "Interval")
	case strings.HasPrefix(base, "Float") || strings.HasPrefix(base, "Decimal") || base == "BFloat16":
		a.Type = Number // of floats, 0 and -0 are the same value
	default:
		a.exact = base == "String" || base == "UUID" || strings.HasPrefix(base, "Enum")
	}
	return a
}

// table asks for a few rows, as unquoted cells.
func (s *clickHouseServer) table(ctx context.Context, statement string) (rows [][]string, err error) {
	if !strings.Contains(statement, "FORMAT ") {
		statement += " FORMAT TabSeparated"
	}
	answer, err := s.rows(ctx, statement)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(answer)
	if err = errors.Join(err, answer.Close()); err != nil {
		return nil, s.broken(err, nil)
	}
	for line := range strings.Lines(string(data)) {
		var row []string
		for cell := range strings.SplitSeq(strings.TrimSuffix(line, "\n"), "\t") {
			row = append(row, tabbed(cell))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *clickHouseServer) rows(ctx context.Context, statement string) (io.ReadCloser, error) {
	id, err := newID()
	if err != nil {
		return nil, err
	}
	stop := context.CancelFunc(func() {})
	if s.timeout > 0 {
		ctx, stop = context.WithTimeout(ctx, s.timeout+grace)
	}
	running := &clickHouseRun{server: s, ctx: ctx, stop: stop, id: id}
	response, err := s.post(ctx, statement, id)
	if err != nil {
		return nil, errors.Join(s.broken(err, nil), running.Close())
	}
	running.answer = response.Body
	if response.StatusCode != http.StatusOK {
		err := s.refused(response)
		running.ended = true
		return nil, errors.Join(err, running.Close())
	}
	return running, nil
}

// newID is a name for a statement, by which it can be ended.
func newID() (string, error) {
	var id [16]byte
	_, err := rand.Read(id[:])
	return "cxcalc-" + hex.EncodeToString(id[:]), err
}

func (s *clickHouseServer) post(ctx context.Context, statement, id string) (*http.Response, error) {
	values := url.Values{"database": {s.database}, "query_id": {id}, "wait_end_of_query": {"1"}}
	for name, v := range s.settings {
		values[name] = v
	}
	scheme := "http"
	if s.address.Scheme != clickHouseScheme {
		scheme = "https"
	}
	u := url.URL{Scheme: scheme, Host: net.JoinHostPort(s.address.Host, strconv.Itoa(s.address.Port)), Path: "/", RawQuery: values.Encode()}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), strings.NewReader(statement))
	if err != nil {
		return nil, err
	}
	request.Header.Set("X-ClickHouse-User", s.user)
	request.Header.Set("X-ClickHouse-Key", s.password.reveal())
	return exchange(ctx, request)
}

// A clickHouseRun is a statement that runs.
type clickHouseRun struct {
	server *clickHouseServer
	ctx    context.Context
	stop   context.CancelFunc
	id     string
	answer io.ReadCloser
	ended  bool
}

func (r *clickHouseRun) Read(p []byte) (int, error) {
	n, err := r.answer.Read(p)
	r.ended = r.ended || err == io.EOF
	return n, err
}

// Close ends the statement, when its answer has not been read to the end.
func (r *clickHouseRun) Close() error {
	if r.ended {
		r.stop()
		return r.answer.Close()
	}
	r.ended = true
	r.stop()
	if r.answer != nil {
		r.answer.Close() // of an answer that nobody wants
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(r.ctx), grace)
	defer stop()
	r.server.kill(ctx, r.id)
	return nil
}

// kill ends a statement. Where that fails, the server ends it when its time is over.
func (s *clickHouseServer) kill(ctx context.Context, id string) {
	bare := *s
	bare.settings = url.Values{}
	if s.settings.Get("readonly") == "" {
		bare.settings = url.Values{"replace_running_query": {"1"}} // who may only read may still ask anew
		if response, err := bare.post(ctx, "SELECT 1", id); err == nil {
			response.Body.Close()
		}
		return
	}
	if response, err := bare.post(ctx, "KILL QUERY WHERE query_id = "+clickHouse{}.literal(id)+" ASYNC", id+"-end"); err == nil {
		response.Body.Close()
	}
}

// refused says what the server says in place of an answer.
func (s *clickHouseServer) refused(response *http.Response) error {
	text, err := io.ReadAll(io.LimitReader(response.Body, 1<<14))
	if len(text) == 0 {
		if err == nil {
			err = errors.New(response.Status)
		}
		return s.broken(err, nil)
	}
	return s.said(string(text))
}

// said turns what the server says into words.
func (s *clickHouseServer) said(text string) error {
	text = strings.TrimSpace(text)
	if _, after, ok := strings.Cut(text, "Exception: "); ok {
		text = after
	}
	text, _, _ = strings.Cut(text, ", e.what() =")
	text, _, _ = strings.Cut(text, " (version ")
	text, _, _ = strings.Cut(text, "\nStack trace")
	if strings.HasPrefix(text, "Timeout exceeded") && s.timeout > 0 {
		return tooLate(s.address, s.timeout)
	}
	const most = 500
	if len(text) > most {
		text = text[:most] + "…"
	}
	told := s.failure("ClickHouse says: %s", s.password.hide(text))
	if strings.HasPrefix(text, "Wrong password") || strings.Contains(text, "Authentication failed") || strings.Contains(text, "Password required") {
		told.Hint = "CLICKHOUSE_PASSWORD or --password-file FILE gives the password"
	}
	return told
}

func (s *clickHouseServer) failure(format string, args ...any) *problem.Error {
	return problem.Failure("%s: %s", s.address, fmt.Sprintf(format, args...))
}

func (s *clickHouseServer) broken(cause error, rest []byte) error {
	if text := string(rest); strings.Contains(text, "Exception: ") {
		return s.said(text)
	}
	return unfinished(s.address, "ClickHouse", s.timeout, s.password, cause)
}

func tooLate(a *Address, timeout time.Duration) error {
	return problem.Failure("%s: no whole answer within %s, so the statement was ended", a, timeout.String()).Advise("give it longer with --timeout")
}

// unfinished says why an answer is not whole.
func unfinished(a *Address, name string, timeout time.Duration, word secret, cause error) error {
	var failed net.Error
	var op *net.OpError
	var e *problem.Error
	switch {
	case errors.As(cause, &e):
		return cause
	case errors.Is(cause, context.Canceled):
		return context.Canceled
	case errors.Is(cause, context.DeadlineExceeded) && timeout > 0:
		return tooLate(a, timeout)
	case cause == nil || errors.Is(cause, io.EOF) || errors.Is(cause, io.ErrUnexpectedEOF):
		return problem.Failure("%s: the answer is not whole: %s stopped in the middle of it", a, name)
	case errors.As(cause, &op) && op.Op == "dial":
		return problem.Failure("%s: no connection: %s", a, op.Error())
	case errors.As(cause, &failed) && failed.Timeout():
		return problem.Failure("%s: no answer: the time to wait is over", a)
	}
	return problem.Failure("%s: no whole answer: %s", a, word.hide(cause.Error()))
}

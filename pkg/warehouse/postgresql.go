package warehouse

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A postgreSQLServer is one connection, on which one transaction sees the tables as they were when it began.
type postgreSQLServer struct {
	address  *Address
	conn     *pgconn.PgConn
	database string
	password secret
	timeout  time.Duration
}

func dialPostgreSQL(ctx context.Context, a *Address, o Access, word secret) (server, error) {
	s := &postgreSQLServer{address: a, database: o.database(a), password: word, timeout: o.Timeout}
	config, err := s.config(o)
	if err != nil {
		return nil, err
	}
	ctx, stop := s.limited(ctx)
	defer stop()
	s.conn, err = pgconn.ConnectConfig(ctx, config)
	switch {
	case err != nil && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded):
		return nil, problem.Failure("%s: no connection within %s: nothing there speaks as PostgreSQL does", a, connecting)
	case err != nil:
		return nil, s.failed(ctx, err)
	}
	if err := s.begin(ctx); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// config says how to connect. What the library takes from the surroundings by itself is said to it, as far as it is about
// who connects whereto.
func (s *postgreSQLServer) config(o Access) (*pgconn.Config, error) {
	mode := s.address.tls.Get("sslmode")
	switch {
	case mode != "":
	case s.address.near() || o.Insecure:
		mode = "prefer"
	default:
		mode = "require"
	}
	words := []string{"host", s.address.Host, "port", strconv.Itoa(s.address.Port), "database", s.database, "user", o.user(s.address),
		"sslmode", mode, "target_session_attrs", "any", "connect_timeout", strconv.Itoa(int(connecting.Seconds()))}
	for _, name := range []string{"sslrootcert", "sslcert", "sslkey"} {
		if value := s.address.tls.Get(name); value != "" {
			words = append(words, name, value)
		}
	}
	var text strings.Builder
	for i := 0; i < len(words); i += 2 {
		fmt.Fprintf(&text, "%s='%s' ", words[i], strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(words[i+1]))
	}
	config, err := pgconn.ParseConfig(text.String())
	if err != nil {
		var cause error
		if cause = errors.Unwrap(err); cause == nil {
			cause = errors.New("the settings of the connection cannot be understood")
		}
		return nil, problem.Usage("%s: %s", s.address, s.password.hide(cause.Error()))
	}
	config.Password = s.password.reveal()
	config.RuntimeParams = map[string]string{"application_name": "cxcalc", "client_encoding": "UTF8"}
	config.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, DeadlineDelay: grace}
	}
	return config, nil
}

func (s *postgreSQLServer) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, s.timeout+grace)
}

// begin opens the transaction. What is set holds in it only, so that it works through a pool of connections, too.
func (s *postgreSQLServer) begin(ctx context.Context) error {
	most := strconv.FormatInt(s.timeout.Milliseconds(), 10)
	return s.do(ctx, `BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL statement_timeout = `+most+`;
SET LOCAL lock_timeout = `+most+`;
SET LOCAL idle_in_transaction_session_timeout = '10min';
SET LOCAL TimeZone = 'UTC';
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 1;
SET LOCAL standard_conforming_strings = on`)
}

func (s *postgreSQLServer) do(ctx context.Context, statements string) error {
	_, err := s.conn.Exec(ctx, statements).ReadAll()
	return s.failed(ctx, err)
}

func (s *postgreSQLServer) close() error {
	ctx, stop := context.WithTimeout(context.Background(), grace)
	defer stop()
	s.conn.Close(ctx) // a transaction that only read has nothing to lose
	return nil
}

func (s *postgreSQLServer) stands(from string, columns []Attribute, _ []Pick) (string, []Attribute) {
	return from, columns
}

func (s *postgreSQLServer) sent(statement string, _ bool) (text string, comes answerShape) {
	return "COPY (" + statement + ") TO STDOUT (FORMAT csv)", answerShape{}
}

// find looks for a table that can be named without its schema, and by schema and name with a dot between.
func (s *postgreSQLServer) find(ctx context.Context, table string) (string, error) {
	const relations = " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND "
	rows, err := s.ask(ctx, "SELECT n.nspname, c.relname"+relations+
		`(c.relname = $1 AND pg_catalog.pg_table_is_visible(c.oid) OR n.nspname || '.' || c.relname = $1)
		ORDER BY (c.relname = $1) DESC LIMIT 1`, table)
	if err != nil {
		return "", err
	}
	if len(rows) == 1 {
		return postgreSQL{}.quote(rows[0][0]) + "." + postgreSQL{}.quote(rows[0][1]), nil
	}
	rows, err = s.ask(ctx, "SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END"+relations+
		`n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY lower(c.relname) = lower($1) DESC, 1 LIMIT 6`, table)
	if err != nil {
		return "", err
	}
	return "", absent(s.address, s.database, rows)
}

// ask sends a statement of ours with a value beside it.
func (s *postgreSQLServer) ask(ctx context.Context, statement, value string) ([][]string, error) {
	ctx, stop := s.limited(ctx)
	defer stop()
	result := s.conn.ExecParams(ctx, statement, [][]byte{[]byte(value)}, nil, nil, nil).Read()
	if result.Err != nil {
		return nil, s.failed(ctx, result.Err)
	}
	var rows [][]string
	for _, cells := range result.Rows {
		var row []string
		for _, cell := range cells {
			row = append(row, string(cell))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// query has the server see that a query is one statement by itself: only then do brackets hold it.
func (s *postgreSQLServer) query(ctx context.Context, text string) (string, error) {
	ctx, stop := s.limited(ctx)
	defer stop()
	if _, err := s.conn.Prepare(ctx, "", text, nil); err != nil {
		return "", s.failed(ctx, err)
	}
	return "(\n" + text + "\n) AS queried", nil
}

// The types of PostgreSQL that say what values are, by their numbers in its catalogue.
const (
	boolOID = 16
	int8OID = 20
	int2OID = 21
	int4OID = 23
	oidOID  = 26

	float4OID  = 700
	float8OID  = 701
	numericOID = 1700

	dateOID        = 1082
	timestampOID   = 1114
	timestamptzOID = 1184
)

func (s *postgreSQLServer) columns(ctx context.Context, from string) (found []Attribute, err error) {
	ctx, stop := s.limited(ctx)
	defer stop()
	statement, err := s.conn.Prepare(ctx, "", "SELECT * FROM "+from, nil)
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	for _, field := range statement.Fields {
		found = append(found, postgreSQLColumn(field.Name, field.DataTypeOID))
	}
	return found, nil
}

// postgreSQLColumn understands the type of a column. Of decimals 9.0 and 9.00 are the same value, as A and a may be of text.
func postgreSQLColumn(name string, oid uint32) Attribute {
	a := Attribute{Name: name, nullable: true}
	switch oid {
	case boolOID:
		a.Type, a.exact = Bool, true
	case int2OID, int4OID, int8OID, oidOID:
		a.Type, a.exact = Number, true
	case float4OID, float8OID, numericOID:
		a.Type = Number
	case dateOID:
		a.Type, a.exact = Date, true
	case timestampOID:
		a.Type, a.exact = Clock, true
	case timestamptzOID:
		a.Type, a.exact = Moment, true
	}
	return a
}

func (s *postgreSQLServer) rows(ctx context.Context, statement string) (io.ReadCloser, error) {
	ctx, stop := s.limited(ctx)
	reader, writer := io.Pipe()
	run := &postgreSQLRun{PipeReader: reader, stop: stop, done: make(chan struct{})}
	go func() {
		defer close(run.done)
		buffered := bufio.NewWriterSize(writer, 1<<16)
		_, err := s.conn.CopyTo(ctx, buffered, statement)
		if err == nil {
			err = buffered.Flush()
		}
		writer.CloseWithError(s.failed(ctx, err))
	}()
	return run, nil
}

// A postgreSQLRun is a statement that runs.
type postgreSQLRun struct {
	*io.PipeReader
	stop context.CancelFunc
	done chan struct{}
}

// Close ends the statement, and waits until nothing of it uses the connection.
func (r *postgreSQLRun) Close() error {
	r.stop()
	r.PipeReader.Close()
	<-r.done
	return nil
}

// failed says why something could not be done, if it could not. That a statement was cancelled says who did it.
func (s *postgreSQLServer) failed(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		err = ctx.Err()
	}
	return s.broken(err, nil)
}

func (s *postgreSQLServer) broken(cause error, _ []byte) error {
	var said *pgconn.PgError
	var failed *pgconn.ConnectError
	switch {
	case errors.As(cause, &said):
		return s.said(said)
	case errors.As(cause, &failed) && !errors.Is(cause, context.Canceled) && !errors.Is(cause, context.DeadlineExceeded):
		cause = reason(cause)
		return problem.Failure("%s: no connection: %s", s.address, s.password.hide(cause.Error()))
	}
	return unfinished(s.address, "PostgreSQL", s.timeout, s.password, cause)
}

// reason is what lies under the words of the library, as far as it is of the network.
func reason(cause error) error {
	var op *net.OpError
	if errors.As(cause, &op) {
		return op
	}
	var failed *pgconn.ConnectError
	errors.As(cause, &failed)
	return failed.Unwrap()
}

func (s *postgreSQLServer) said(e *pgconn.PgError) error {
	const cancelled = "57014"
	if e.Code == cancelled && s.timeout > 0 {
		return tooLate(s.address, s.timeout)
	}
	told := problem.Failure("%s: PostgreSQL says: %s (%s)", s.address, s.password.hide(e.Message), e.Code)
	switch {
	case e.Hint != "":
		told.Hint = s.password.hide(e.Hint)
	case strings.HasPrefix(e.Code, "28"):
		told.Hint = "PGPASSWORD, ~/.pgpass or --password-file FILE gives the password"
	case e.Code == "42501" && s.address.Table != "":
		told.Hint = "where only some columns may be read, --query 'SELECT …' in the place of the table names them"
	}
	return told
}

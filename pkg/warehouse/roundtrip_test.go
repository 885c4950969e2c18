package warehouse

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nasty are texts that come back as they are.
func nasty() []string {
	return []string{
		"", " ", " 9 ", "9.0", "9", "N/A", "n/a", `"`, `""`, `a"b`, "a,b", "a\nb", "a\r\nb", "\r", "\n", `\`, `\N`, `\.`, `\n`, "'", "''", "`",
		"NULL", "null", "; DROP TABLE t", "'); DROP TABLE t; --", "/*", "*/", "--", "$$", "ñ", "Київ", "👩‍👩‍👧", "e\u0301", "\u00e9",
		"123456789012345678901", "-0", "1e5", "=cmd|' /C calc'!A0", "\t", "\u00a0", "a ", "A", "İ", "ß", "SS", strings.Repeat("long ", 20000), "Code: 60, DB::Exception: no",
	}
}

// counted is what an answer says of texts of which the i-th stands there i%3+1 times.
func counted(texts []string) (rows [][]string) {
	for i, text := range texts {
		rows = append(rows, []string{text, strconv.Itoa(i%3 + 1)})
	}
	slices.SortFunc(rows, slices.Compare)
	return rows
}

func TestTextsClickHouse(t *testing.T) {
	b := clickHouseBench(t)
	texts := append(nasty(), "nul\x00byte", "\xff\xfe", "caf\xe9", "\x80\n\"\xc3")
	b.run("CREATE TABLE " + b.place + ".t (s String) ENGINE = Memory")
	b.run("CREATE TABLE " + b.place + ".n (s Nullable(String)) ENGINE = Memory")
	var values []string
	for i, text := range texts {
		values = append(values, slices.Repeat([]string{"(" + clickHouse{}.literal(text) + ")"}, i%3+1)...)
	}
	b.run("INSERT INTO " + b.place + ".t VALUES " + strings.Join(values, ","))
	b.run("INSERT INTO " + b.place + ".n VALUES " + strings.Join(values, ","))
	b.run("INSERT INTO " + b.place + ".n VALUES (NULL)")
	if diff := cmp.Diff(counted(texts), b.all(b.open("t", Access{}), Pick{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(append([][]string{{"", "1"}}, counted(texts)...), b.all(b.open("n", Access{}), Pick{})); diff != "" {
		t.Error(diff)
	}
	if rows, err := b.open("t", Access{}).Sample(t.Context(), 1000); err != nil || len(rows) != len(values) {
		t.Errorf("%d rows are sampled (%v), want %d", len(rows), err, len(values))
	}
}

func TestTextsPostgreSQL(t *testing.T) {
	b := postgreSQLBench(t)
	b.run("CREATE TABLE t (s text)")
	var values []string
	for i, text := range nasty() {
		values = append(values, slices.Repeat([]string{"(" + postgreSQL{}.literal(text) + ")"}, i%3+1)...)
	}
	b.run("INSERT INTO t VALUES " + strings.Join(values, ",") + ", (NULL)")
	r := b.open("t", Access{})
	if diff := cmp.Diff(append([][]string{{"", "1"}}, counted(nasty())...), b.all(r, Pick{})); diff != "" {
		t.Error(diff)
	}
	rows, err := r.Sample(t.Context(), 1000)
	if err != nil || len(rows) != len(values)+1 {
		t.Fatalf("%d rows are sampled (%v), want %d", len(rows), err, len(values)+1)
	}
	for i, text := range nasty() {
		if !slices.ContainsFunc(rows, func(row []string) bool { return row[0] == text }) {
			t.Errorf("%d: %.20q is not sampled", i, text)
		}
	}
}

// Every type as text, with absent values, and with zeros at the end of texts of a fixed length.
func TestTypesClickHouse(t *testing.T) {
	b := clickHouseBench(t)
	columns := []struct{ native, value, want string }{
		{"FixedString(6)", "'ab'", "ab"},
		{"LowCardinality(String)", "'low'", "low"},
		{"Enum8('a b' = 1, 'c' = 2)", "'a b'", "a b"},
		{"UUID", "'61f0c404-5cb3-11e7-907b-a6006ad3dba0'", "61f0c404-5cb3-11e7-907b-a6006ad3dba0"},
		{"Int64", "-9223372036854775808", "-9223372036854775808"},
		{"UInt64", "18446744073709551615", "18446744073709551615"},
		{"UInt8", "9", "9"},
		{"Float64", "0.1", "0.1"},
		{"Float32", "9", "9"},
		{"Decimal(18, 2)", "toDecimal64('9.50', 2)", "9.50"},
		{"Date", "'2026-03-29'", "2026-03-29"},
		{"DateTime", "'2026-03-29 00:30:00'", "2026-03-29T00:30:00Z"},
		{"DateTime('America/New_York')", "'2026-03-28 20:30:00'", "2026-03-29T00:30:00Z"},
		{"Array(String)", "['a', 'b,c']", "['a','b,c']"},
		{"Tuple(UInt8, String)", "(1, 'x')", "(1,'x')"},
	}
	types := []Type{Text, Text, Text, Text, Number, Number, Number, Number, Number, Number, Date, Moment, Moment, Text, Text}
	var names, values, natives, absent []string
	for i, c := range columns {
		name := "c" + strconv.Itoa(i)
		names, values = append(names, name+" "+c.native), append(values, c.value)
		if !strings.HasPrefix(c.native, "LowC") && !strings.HasPrefix(c.native, "Array") && !strings.HasPrefix(c.native, "Tuple") {
			natives, absent = append(natives, name+" Nullable("+c.native+")"), append(absent, "NULL")
		}
	}
	b.shard(0, "CREATE TABLE "+b.place+".t ("+strings.Join(names, ", ")+") ENGINE = Memory")
	b.run("INSERT INTO " + b.place + ".t VALUES (" + strings.Join(values, ", ") + ")")
	b.run("CREATE TABLE " + b.place + ".n (" + strings.Join(natives, ", ") + ") ENGINE = Memory")
	b.run("INSERT INTO " + b.place + ".n VALUES (" + strings.Join(absent, ", ") + ")")
	r := b.open("t", Access{})
	sample, err := r.Sample(t.Context(), 5)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range columns {
		a := r.Columns()[i]
		if rows := b.all(r, Pick{Column: i}); a.Type != types[i] || len(rows) != 1 || rows[0][0] != c.want || sample[0][i] != c.want {
			t.Errorf("%s is %s %q, sampled %q, want %s %q", c.native, a.Type, rows, sample[0][i], types[i], c.want)
		}
	}
	r = b.open("n", Access{})
	for i := range natives {
		if rows := b.all(r, Pick{Column: i}); len(rows) != 1 || rows[0][0] != "" {
			t.Errorf("%s that is absent is %q", natives[i], rows)
		}
	}
}

func TestTypesPostgreSQL(t *testing.T) {
	b := postgreSQLBench(t)
	columns := []struct {
		native, value, want string
		kind                Type
	}{
		{"bool", "true", "true", Bool},
		{"smallint", "9", "9", Number},
		{"bigint", "-9223372036854775808", "-9223372036854775808", Number},
		{"numeric", "123456789012345678901.50", "123456789012345678901.50", Number},
		{"real", "0.1", "0.1", Number},
		{"double precision", "0.1", "0.1", Number},
		{"date", "'2026-03-29'", "2026-03-29", Date},
		{"timestamptz", "'2026-03-29 02:30:00+02'", "2026-03-29T00:30:00Z", Moment},
		{"timestamptz", "'2026-03-29 02:30:00.25+02'", "2026-03-29T00:30:00.25Z", Moment},
		{"timestamptz", "'infinity'", "infinity", Moment},
		{"timestamp", "'2026-03-29 03:30:00.5'", "2026-03-29 03:30:00.5", Clock},
		{"varchar(5)", "'ab'", "ab", Text},
		{"uuid", "'61f0c404-5cb3-11e7-907b-a6006ad3dba0'", "61f0c404-5cb3-11e7-907b-a6006ad3dba0", Text},
		{"text[]", "ARRAY['a', 'b,c']", `{a,"b,c"}`, Text},
		{"json", `'{"a": 1}'`, `{"a": 1}`, Text},
		{"jsonb", `'{"a":1}'`, `{"a": 1}`, Text},
		{"bytea", `'\x00ff'`, `\x00ff`, Text},
		{"xml", `'<a/>'`, `<a/>`, Text},
		{"point", `'(1,2)'`, `(1,2)`, Text},
		{"inet", `'10.0.0.1'`, `10.0.0.1/32`, Text},
	}
	var names, values, absent []string
	for i, c := range columns {
		names, values, absent = append(names, "c"+strconv.Itoa(i)+" "+c.native), append(values, c.value), append(absent, "NULL")
	}
	b.run("CREATE TABLE t (" + strings.Join(names, ", ") + "); INSERT INTO t VALUES (" + strings.Join(values, ", ") + "); " +
		"CREATE TABLE n AS SELECT * FROM t WHERE false; INSERT INTO n VALUES (" + strings.Join(absent, ", ") + ")")
	r, none := b.open("t", Access{}), b.open("n", Access{})
	sample, err := r.Sample(t.Context(), 5)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range columns {
		a := r.Columns()[i]
		if rows := b.all(r, Pick{Column: i}); a.Type != c.kind || len(rows) != 1 || rows[0][0] != c.want || sample[0][i] != c.want {
			t.Errorf("%s is %s %q, sampled %q, want %s %q", c.native, a.Type, rows, sample[0][i], c.kind, c.want)
		}
		if rows := b.all(none, Pick{Column: i}); len(rows) != 1 || rows[0][0] != "" {
			t.Errorf("%s that is absent is %q", c.native, rows)
		}
	}
}

// Values that a database takes for the same keep their own texts.
func TestTextsStayApart(t *testing.T) {
	b := postgreSQLBench(t)
	b.run("CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)")
	b.run("CREATE TABLE t (n numeric, f float8, s text COLLATE loose)")
	b.run("INSERT INTO t VALUES (9.0, 0, 'a'), (9.00, '-0', 'A'), (9.0, 0, 'a')")
	r := b.open("t", Access{})
	for i, want := range [][][]string{{{"9.0", "2"}, {"9.00", "1"}}, {{"-0", "1"}, {"0", "2"}}, {{"A", "1"}, {"a", "2"}}} {
		if diff := cmp.Diff(want, b.all(r, Pick{Column: i})); diff != "" {
			t.Error(diff)
		}
	}
}

// No columns are the number of rows; an empty table has no combinations.
func TestFewAndNone(t *testing.T) {
	for _, b := range []*bench{clickHouseBench(t), postgreSQLBench(t)} {
		engine, number := "", "int"
		if b.pg == nil {
			engine, number = " ENGINE = Memory", "Int32"
		}
		b.run("CREATE TABLE " + b.place + ".t (a " + number + ", b " + number + ")" + engine)
		r := b.open("t", Access{})
		if got := b.all(r, Pick{Column: 0}, Pick{Column: 1}); len(got) != 0 {
			t.Errorf("%s: an empty table gives %q", b.scheme, got)
		}
		b.run("INSERT INTO " + b.place + ".t VALUES (1, 2), (1, 3), (1, 3)")
		r = b.open("t", Access{})
		if diff := cmp.Diff([][]string{{"3"}}, b.all(r)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([][]string{{"2", "1", "2", "1"}, {"3", "1", "3", "2"}}, b.all(r, Pick{Column: 1}, Pick{}, Pick{Column: 1})); diff != "" {
			t.Error(diff)
		}
	}
}

package engines_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A table is rows made of those of a sample, with columns of different types, as files and databases keep them.
type table struct {
	name    string
	sample  string
	columns []column
	rows    [][]cell
	query   bool // asked as a query
	rare    bool // not asked of foreign tables
}

// A column has a name, and a type by its name in types.
type column struct{ name, kind string }

// A cell is the text of a value as the program is given it, or absent.
type cell struct {
	text   string
	absent bool
}

// clickHouseType and postgreSQLType name the types of columns.
func clickHouseType(kind string) string {
	switch kind {
	case "low":
		return "LowCardinality(Nullable(String))"
	case "moment":
		return "Nullable(DateTime)"
	case "zoned":
		return "Nullable(DateTime('America/New_York'))"
	case "date":
		return "Nullable(Date)"
	case "decimal":
		return "Nullable(Decimal(18, 2))"
	case "integer":
		return "Nullable(Int64)"
	case "float":
		return "Nullable(Float64)"
	}
	return "Nullable(String)"
}

func postgreSQLType(kind string) string {
	switch kind {
	case "moment", "zoned":
		return "timestamptz"
	case "clock":
		return "timestamp"
	case "date":
		return "date"
	case "decimal":
		return "numeric(18, 2)"
	case "integer":
		return "bigint"
	case "float":
		return "double precision"
	case "low":
		return "varchar"
	}
	return "text"
}

// declare lists the columns as a statement makes them.
func (t *table) declare(typed func(string) string, sign, escape string) string {
	var list []string
	for _, c := range t.columns {
		list = append(list, quoted(c.name, sign, escape)+" "+typed(c.kind))
	}
	return strings.Join(list, ", ")
}

var escapes = strings.NewReplacer("\\", `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

// tabbed writes every n-th row from one on as text between tabs, which both kinds of database read.
func (t *table) tabbed(typed func(string) string, from, n int) string {
	var b strings.Builder
	for r := from; r < len(t.rows); r += n {
		for i, c := range t.rows[r] {
			if i > 0 {
				b.WriteByte('\t')
			}
			switch {
			case c.absent:
				b.WriteString(`\N`)
			case strings.HasPrefix(typed(t.columns[i].kind), "Nullable(DateTime"):
				at, _ := time.Parse(time.RFC3339, c.text)
				b.WriteString(strconv.FormatInt(at.Unix(), 10))
			default:
				b.WriteString(escapes.Replace(c.text))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// file writes the table as comma-separated text, and returns its name.
func (t *table) file(tb testing.TB, dir string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	var head []string
	for _, c := range t.columns {
		head = append(head, c.name)
	}
	_ = w.Write(head) // into memory
	for _, row := range t.rows {
		var texts []string
		for _, c := range row {
			texts = append(texts, c.text)
		}
		_ = w.Write(texts)
	}
	w.Flush()
	name := filepath.Join(dir, t.name+".csv")
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		tb.Fatal(err)
	}
	return name
}

// A sample is a file of testdata, taken apart.
type sample struct {
	name string
	head []string
	rows [][]string
}

// readSample reads a sample of the folder, whose commas are those of a plain file.
func readSample(t testing.TB, name string) sample {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(name, err)
	}
	for i, name := range rows[0] {
		if name == "interval" {
			rows[0][i] = "billing interval" // ClickHouse 18.16 leaves such names without quotes when it asks its shards
		}
	}
	return sample{name, rows[0], rows[1:]}
}

// A maker makes tables by chance.
type maker struct {
	*rand.Rand
	wild float64 // how many of the cells are unlike those of the sample
}

// one of a list.
func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// table makes a table of rows of a sample, with cells that are unlike them in between.
func (s sample) table(seed int) *table {
	m := &maker{Rand: rand.New(rand.NewPCG(7, uint64(seed)))}
	m.wild = one(m.Rand, []float64{0, 0.01, 0.05, 0.2})
	t := &table{name: fmt.Sprintf("t%d", seed), sample: s.name, query: m.IntN(4) == 0}
	rows := m.deal(s.rows, one(m.Rand, []int{1, 7, 40, 120, 300, 300}))
	if m.IntN(40) == 0 {
		rows = m.deal(s.rows, 1500)
	}
	t.rows = make([][]cell, len(rows))
	for i, name := range s.head {
		t.add(m, name, m.kind(s.rows, i), func(row int) string { return rows[row][i] })
	}
	m.more(t)
	return t
}

// deal takes rows, each perhaps several times, and those behind each other that stand so in the sample.
func (m *maker) deal(rows [][]string, n int) (out [][]string) {
	if m.IntN(2) == 0 && n >= len(rows) {
		out = slices.Clone(rows)
		m.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
		return out
	}
	for len(out) < n {
		from := m.IntN(len(rows))
		out = append(out, rows[from:min(from+1+m.IntN(20), len(rows), from+n-len(out))]...)
	}
	return out
}

// more adds columns that the sample may not have, so that they can be asked about.
func (m *maker) more(t *table) {
	add := func(name string, kinds []string, text func() string) {
		if !slices.ContainsFunc(t.columns, func(c column) bool { return c.name == name }) && m.IntN(3) > 0 {
			t.add(m, name, one(m.Rand, kinds), func(int) string { return text() })
		}
	}
	add("at", []string{"moment", "zoned", "clock", "text", "date"}, func() string { return m.moment().Format("2006-01-02 15:04:05") })
	add("n_rows", []string{"integer", "text"}, func() string { return strconv.Itoa(1 + m.IntN(4)) })
	add("weigh", []string{"decimal", "float", "text"}, func() string { return strconv.FormatFloat(float64(1+m.IntN(300))/100, 'f', 2, 64) })
	add("money", []string{"text", "low"}, func() string { return one(m.Rand, []string{"EUR", "EUR", "USD", "JPY", "uah"}) })
	add(one(m.Rand, odd), []string{"text", "low"}, func() string { return one(m.Rand, nasty) })
}

// odd are names of columns.
var odd = []string{`quo"te`, "Регіон", "semi;colon", "back`tick", `back\slash`, "'; DROP TABLE canary; --", "select", "a,b", "%s"}

// nasty are texts that something may misunderstand.
var nasty = []string{"", " ", "N/A", "n/a", "-", "NULL", `\N`, "0", "00", "9.0", " 9 ", "9,0", "1e1", "+7", "-3", "11", "９", "nan", "Infinity", "123456789012345678901",
	"0.1000000000000000055511151231257827", `"`, `""`, "'", `it's`, `a "b" c`, "; DROP TABLE canary; --", "Robert'); DROP TABLE canary;--", `back\slash`, `end\`, "a,b", "a;b", "a\tb",
	"line\nbreak", "\nfirst", "tail ", " lead", "\u00a0nbsp\u00a0", "Straße", "STRASSE", "straße", "é", "e\u0301", "İstanbul", "Київ", "日本", "👍🏽", "\u200b", "$1", "%s", "{{x}}",
	"=1+1", "true", "False", "2026-02-30", "2026-03-29 02:30", "29/03/2026", "03/29/2026", "1767225600"}

// days around which clocks change, in zones of the tests.
var days = []time.Time{
	time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC), time.Date(2025, 10, 26, 1, 0, 0, 0, time.UTC), // Madrid
	time.Date(2026, 3, 8, 7, 0, 0, 0, time.UTC), time.Date(2025, 11, 2, 6, 0, 0, 0, time.UTC), // New York
	time.Date(2026, 4, 4, 15, 0, 0, 0, time.UTC), time.Date(2025, 10, 4, 15, 30, 0, 0, time.UTC), // Lord Howe
	time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC),
}

func (m *maker) moment() time.Time {
	if m.IntN(3) == 0 {
		return days[0].Add(-time.Duration(m.IntN(200*24*3600)) * time.Second)
	}
	return one(m.Rand, days).Add(time.Duration(m.IntN(8)-4)*30*time.Minute + time.Duration(m.IntN(3)-1)*time.Second)
}

var (
	isDate    = regexp.MustCompile(`^20\d\d-\d\d-\d\d$`)
	isClock   = regexp.MustCompile(`^20\d\d-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?Z?$`)
	isInteger = regexp.MustCompile(`^(0|[1-9]\d{0,8})$`)
	isNumber  = regexp.MustCompile(`^(0|[1-9]\d{0,8})(\.\d\d?)?$`)
)

// kind chooses a type for a column of a sample.
func (m *maker) kind(rows [][]string, column int) string {
	all := func(p *regexp.Regexp) bool {
		return !slices.ContainsFunc(rows, func(row []string) bool { return row[column] != "" && !p.MatchString(row[column]) })
	}
	kinds := []string{"text", "low"}
	switch {
	case all(isDate):
		kinds = []string{"date", "date", "text", "moment", "clock"}
	case all(isClock):
		kinds = []string{"moment", "zoned", "clock", "text"}
	case all(isInteger):
		kinds = []string{"integer", "decimal", "float", "text"}
	case all(isNumber):
		kinds = []string{"decimal", "float", "text"}
	}
	return one(m.Rand, kinds)
}

// add adds a column with a cell for every row.
func (t *table) add(m *maker, name, kind string, text func(row int) string) {
	t.columns = append(t.columns, column{name, kind})
	for i := range t.rows {
		t.rows[i] = append(t.rows[i], m.cell(kind, text(i)))
	}
}

// cell is a value of a type, written as databases write it.
func (m *maker) cell(kind, text string) cell {
	if wild := m.Float64() < m.wild; wild || text == "" {
		if text == "" || m.IntN(3) == 0 {
			return cell{"", kind != "text" && kind != "low" || m.IntN(2) == 0}
		}
		switch kind {
		case "text", "low":
			return cell{text: m.twist(text)}
		case "date", "moment", "zoned", "clock":
			text = m.moment().Format("2006-01-02 15:04:05")
		}
	}
	switch kind {
	case "date":
		return cell{text: text[:10]}
	case "moment", "zoned":
		return cell{text: clock(text).Format("2006-01-02T15:04:05Z")}
	case "clock":
		return cell{text: clock(text).Format("2006-01-02 15:04:05")}
	case "decimal":
		x, _ := strconv.ParseFloat(text, 64)
		return cell{text: strconv.FormatFloat(x, 'f', 2, 64)}
	case "float":
		x, _ := strconv.ParseFloat(text, 64)
		x = math.Round(4*x) / 4 // ClickHouse 18.16 writes others with a digit too many, such as 1.9100000000000001
		return cell{text: strconv.FormatFloat(x, 'f', -1, 64)}
	}
	return cell{text: text}
}

// twist makes a text another one that is like it, or unlike all others.
func (m *maker) twist(text string) string {
	switch m.IntN(8) {
	case 0:
		return " " + text + "  "
	case 1:
		return strings.ToUpper(text)
	case 2:
		return strings.ToLower(text)
	case 3:
		return text + ".0"
	}
	return one(m.Rand, nasty)
}

// clock reads a time of a sample, as if its clock were UTC.
func clock(text string) time.Time {
	text = strings.TrimSuffix(strings.Replace(text, "T", " ", 1), "Z")
	at, _ := time.Parse("2006-01-02 15:04:05", text+"2006-01-02 00:00:00"[len(text):])
	return at
}

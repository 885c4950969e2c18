package scan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// absent is how the tests write an absent cell.
const absent = "<absent>"

// A jsonSeen is everything that a scan of a JSON text told.
type jsonSeen struct {
	Rows    []string // line, then the cells, joined with |
	Faults  []Fault
	Remarks []Fault
}

// A jsonShelf keeps what the sinks of a scan were given, by batch.
type jsonShelf struct {
	mu  sync.Mutex
	got map[int64]jsonSeen
}

func (s *jsonShelf) Batch(b *Batch) error {
	var seen jsonSeen
	for row := range b.Rows() {
		cells := []string{fmt.Sprint(b.Line(row))}
		for col := range b.Width {
			cell := absent
			if b.Spans[row*b.Width+col] != Absent {
				cell = string(b.Cell(row, col))
			}
			cells = append(cells, cell)
		}
		seen.Rows = append(seen.Rows, strings.Join(cells, "|"))
	}
	seen.Faults = slices.Clone(b.Faults)
	seen.Remarks = slices.Clone(b.Remarks)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, twice := s.got[b.Seq]; twice {
		return fmt.Errorf("batch %d came twice", b.Seq)
	}
	s.got[b.Seq] = seen
	return nil
}

// all joins the batches in the order of the text.
func (s *jsonShelf) all(t testing.TB) jsonSeen {
	t.Helper()
	var all jsonSeen
	for seq := range int64(len(s.got)) {
		seen, ok := s.got[seq]
		if !ok {
			t.Fatalf("batch %d of %d is missing", seq, len(s.got))
		}
		all.Rows = append(all.Rows, seen.Rows...)
		all.Faults = append(all.Faults, seen.Faults...)
		all.Remarks = append(all.Remarks, seen.Remarks...)
	}
	return all
}

// scanJSON reads r in chunks with some workers.
func scanJSON(t testing.TB, r io.Reader, o JSONOptions, chunk, workers int, want []Column) (jsonSeen, error) {
	t.Helper()
	j := NewJSON(Origin{Reader: r}, o)
	j.chunk = chunk
	shelf := jsonShelf{got: map[int64]jsonSeen{}}
	err := j.Scan(context.Background(), want, workers, func(int) Sink { return &shelf })
	return shelf.all(t), err
}

// columns names wanted places, written with dots.
func columns(names ...string) []Column {
	var want []Column
	for _, name := range names {
		want = append(want, Column{Path: strings.Split(name, ".")})
	}
	return want
}

// A jsonCase is a text and what a scan must tell of it.
type jsonCase struct {
	name string
	text string
	o    JSONOptions
	want []Column
	seen jsonSeen
	err  string
}

// run reads a case whole, byte by byte, and with chunk borders at every place.
func (c jsonCase) run(t *testing.T) {
	t.Helper()
	failed := false
	check := func(how string, r io.Reader, chunk, workers int) {
		t.Helper()
		if failed {
			return
		}
		got, err := scanJSON(t, r, c.o, chunk, workers, c.want)
		message := ""
		if err != nil {
			message = err.Error()
		}
		if diff := cmp.Diff(c.err, message); diff != "" {
			t.Errorf("%s, %s: error (-want +got):\n%s", c.name, how, diff)
			failed = true
		}
		if err != nil && workers > 1 && len(got.Rows) > len(c.seen.Rows) {
			got.Rows = got.Rows[:len(c.seen.Rows)] // others may have read what stands behind the break
		}
		if diff := cmp.Diff(c.seen, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s, %s (-want +got):\n%s", c.name, how, diff)
			failed = true
		}
	}
	check("whole", strings.NewReader(c.text), jsonChunk, 1)
	check("byte by byte", iotest.OneByteReader(strings.NewReader(c.text)), jsonChunk, 2)
	for chunk := 1; chunk <= min(len(c.text)+1, 300); chunk++ {
		check(fmt.Sprintf("chunks of %d", chunk), strings.NewReader(c.text), chunk, 1+chunk%3)
	}
}

func fault(line, column int64, reason string) Fault { return Fault{line, column, reason} }

func TestJSONLines(t *testing.T) {
	lines := JSONOptions{Lines: true}
	score := columns("score")
	for _, c := range []jsonCase{
		{"nothing", "", lines, score, jsonSeen{}, ""},
		{"blank lines", "\n \r\n\t\n", lines, score, jsonSeen{}, ""},
		{"kinds of values", `{"score":9}
{"score":"10"}
{"score":null}
{"score":true}
{"score":false}
{"score":-1.50e+07}
{"score":""}
{"score":[1, {"score":2}]}
{"score":{"score":3}}
{"other":1}
{}`, lines, score, jsonSeen{Rows: []string{
			"1|9", "2|10", "3|" + absent, "4|true", "5|false", "6|-15000000", "7|", `8|[1, {"score":2}]`,
			`9|{"score":3}`, "10|" + absent, "11|" + absent}}, ""},
		{"line ends and white space", "\r\n{\"score\":1}\r\n\n  {\t\"score\" : 2 }\t\r\n{\"score\":3}", lines, score,
			jsonSeen{Rows: []string{"2|1", "4|2", "5|3"}}, ""},
		{"decoys", `{"a":"\"score\":1","b":{"score":2},"c":[{"score":3}],"scores":4,"score ":5,"Score":6,"score":7,"d":"{\"score\":8}"}`,
			lines, score, jsonSeen{Rows: []string{"1|7"}}, ""},
		{"escapes", `{"score":"\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00"}` + "\n" + `{"sc\u006Fre":"a\ud800b\uDC00\ud800\u0041\ud800\ud83d\ude00"}`,
			lines, score, jsonSeen{Rows: []string{"1|\"\\/\b\f\n\r\té😀", "2|a\uFFFDb\uFFFD\uFFFDA\uFFFD😀"}}, ""},
		{"text beyond ASCII", `{"ім'я":"Олена","score":"день 😀"}`, lines, columns("score", "ім'я"),
			jsonSeen{Rows: []string{"1|день 😀|Олена"}}, ""},
		{"nested", `{"account":{"Contract":"One year","Charges":{"Monthly":65.6,"Total":"593.3"}},"id":"x"}
{"account":{"Charges":null},"id":"y"}
{"account":[],"id":"z"}`, lines, columns("id", "account.Charges.Monthly", "account.Contract"), jsonSeen{Rows: []string{
			"1|x|65.6|One year", "2|y|" + absent + "|" + absent, "3|z|" + absent + "|" + absent}}, ""},
		{"a place and one inside it", `{"a":{"b":1}}`, lines, columns("a", "a.b", "a"), jsonSeen{Rows: []string{`1|{"b":1}|1|{"b":1}`}}, ""},
		{"a key with a dot", `{"a":{"b":1},"a.b":2}`, lines, []Column{{Path: []string{"a.b"}}, {Path: []string{"a", "b"}}},
			jsonSeen{Rows: []string{"1|2|1"}}, ""},
		{"places in arrays", `{"answers":[{"number":9},{"number":8},"x"]}
{"answers":{"0":{"number":7}}}
{"answers":[]}`, lines, columns("answers.0.number", "answers.2", "answers.01"), jsonSeen{Rows: []string{
			"1|9|x|" + absent, "2|7|" + absent + "|" + absent, "3|" + absent + "|" + absent + "|" + absent}}, ""},
		{"no columns", "{\"a\":1}\n{}", lines, nil, jsonSeen{Rows: []string{"1", "2"}}, ""},
		{"repeated keys", `{"score":1,"x":0,"x":0,"score":2}
{"a":{"b":1,"c":2},"score":3,"a":{"c":4}}
{"a":{"b":1,"b":null,"b":5}}`, lines, columns("score", "a.b", "a.c"), jsonSeen{
			Rows: []string{"1|2|" + absent + "|" + absent, "2|3|" + absent + "|4", "3|" + absent + "|5|" + absent},
			Remarks: []Fault{
				fault(1, 24, `key "score" stands twice; the last value counts`),
				fault(2, 30, `key "a" stands twice; the last value counts`),
				fault(3, 13, `key "a.b" stands twice; the last value counts`),
			}}, ""},
		{"malformed lines", `{"score":1}
{"score":01}
{"score":2,}
{"score":"a	b"}
{"score":3
} {"score":4}
[1,2]
null
{"score":5} x
{"score":6}
{"score":"\x"}
{"a":tru}
{'score':7}
{"score":"` + "\xff" + `"}
{"score":8`, lines, score, jsonSeen{Rows: []string{"1|1", "10|6"}, Faults: []Fault{
			fault(2, 11, `found "1", expected no digit after a leading 0`),
			fault(3, 12, `found "}", expected a key in double quotes`),
			fault(4, 12, `found "\t" inside a string, expected it escaped`),
			fault(5, 11, `found the end of the line, expected "," or "}"`),
			fault(6, 1, `found "}", expected a value`),
			fault(7, 1, `found an array, expected an object`),
			fault(8, 1, `found null, expected an object`),
			fault(9, 13, `found "x", expected the end of the line`),
			fault(11, 12, `found "x", expected one of "\/bfnrtu after \`),
			fault(12, 9, `found "}", expected true`),
			fault(13, 2, `found "'", expected a key in double quotes or "}"`),
			fault(14, 11, `found byte 0xff, which is not UTF-8, expected UTF-8`),
			fault(15, 11, `found the end of the line, expected "," or "}"`),
		}}, ""},
		{"flawed escapes beside good ones", `{"\u12":1,"score":1}
{"sc\u006fre":2,"x":"\n"}
{"score":"\u12"}
{"sc\u006fre":"\u0033"}
{"score":"\
{"score":5}`, lines, score, jsonSeen{Rows: []string{"2|2", "4|3", "6|5"}, Faults: []Fault{
			fault(1, 7, `found "\"", expected four hexadecimal digits after \u`),
			fault(3, 15, `found "\"", expected four hexadecimal digits after \u`),
			fault(5, 12, `found the end of the line, expected one of "\/bfnrtu after \`),
		}}, ""},
		{"a line too long", `{"score":1}
{"score":1234567890123456789012345678901}
{"score":2}`, JSONOptions{Lines: true, MaxRecord: 40}, score, jsonSeen{Rows: []string{"1|1"}}, "line 2: a record begins that has more than 40 bytes"},
	} {
		c.run(t)
	}
}

func TestJSONDocuments(t *testing.T) {
	none := JSONOptions{}
	at := func(path ...string) JSONOptions { return JSONOptions{Records: path} }
	score := columns("score")
	for _, c := range []jsonCase{
		{"nothing", " \n", none, score, jsonSeen{}, "line 2, column 1: found the end of the text, expected a value"},
		{"empty array", " [ ]\n", none, score, jsonSeen{}, ""},
		{"array", "[\n{\"score\":1},\n{\"score\":\n2} ,{\"score\":3}\n]\n", none, score,
			jsonSeen{Rows: []string{"2|1", "3|2", "4|3"}}, ""},
		{"array on one line", `[{"score":1},{"score":"],[{"},{"a":[[]],"score":"\\\""}]`, none, score,
			jsonSeen{Rows: []string{"1|1", "1|],[{", `1|\"`}}, ""},
		{"elements of other kinds", "[{\"score\":1},\n2,[{\"score\":3}],null,\"x\",{\"score\":4}]", none, score,
			jsonSeen{Rows: []string{"1|1", "2|4"}, Faults: []Fault{
				fault(2, 1, "found a number, expected an object"),
				fault(2, 3, "found an array, expected an object"),
				fault(2, 17, "found null, expected an object"),
				fault(2, 22, "found a string, expected an object")}}, ""},
		{"one object", "{\"score\":1,\n\"list\":[{\"score\":2}]}\n", none, score, jsonSeen{Rows: []string{"1|1"}}, ""},
		{"objects one after another", "{\n  \"score\": 1\n}\n{\n  \"score\": 2\n}{\"score\":3}", none, score,
			jsonSeen{Rows: []string{"1|1", "4|2", "6|3"}}, ""},
		{"a scalar", ` "x" `, none, score, jsonSeen{Faults: []Fault{fault(1, 2, "found a string, expected an object")}}, ""},
		{"two scalars", `1 2`, none, score, jsonSeen{Faults: []Fault{fault(1, 1, "found a number, expected an object")}},
			`line 1, column 3: found "2", expected the end of the text`},
		{"an object and more", `{"score":1} "x"`, none, score, jsonSeen{Rows: []string{"1|1"}},
			`line 1, column 13: found "\"", expected "{" of another record or the end of the text`},
		{"two arrays", `[{"score":1}][]`, none, score, jsonSeen{Rows: []string{"1|1"}},
			`line 1, column 14: found "[", expected the end of the text`},
		{"a broken array", "[{\"score\":1},\n{\"score\":2},\n{\"score\":x},{\"score\":4}]", none, score,
			jsonSeen{Rows: []string{"1|1", "2|2"}}, `line 3, column 10: found "x", expected a value`},
		{"brackets that do not match", "[{\"score\":1},{\"score\":[2},{\"score\":3]}]", none, score,
			jsonSeen{Rows: []string{"1|1"}}, `line 1, column 25: found "}", expected "," or "]"`},
		{"no comma", "[{\"score\":1} {\"score\":2}]", none, score,
			jsonSeen{Rows: []string{"1|1"}}, `line 1, column 14: found "{", expected "," or "]"`},
		{"a comma at the end", "[{\"score\":1},]", none, score,
			jsonSeen{Rows: []string{"1|1"}}, `line 1, column 14: found "]", expected a value`},
		{"only a comma", "[,]", none, score, jsonSeen{}, `line 1, column 2: found ",", expected a value`},
		{"cut off in an object", "[{\"score\":1},\n{\"score\"", none, score,
			jsonSeen{Rows: []string{"1|1"}}, `line 2, column 9: found the end of the text, expected ":"`},
		{"cut off behind a comma", "[{\"score\":1},", none, score,
			jsonSeen{Rows: []string{"1|1"}}, `line 1, column 14: found the end of the text, expected a value`},
		{"cut off behind an object", "[{\"score\":1}", none, score,
			jsonSeen{Rows: []string{"1|1"}}, `line 1, column 13: found the end of the text, expected "," or "]"`},
		{"cut off at once", "[", none, score, jsonSeen{}, `line 1, column 2: found the end of the text, expected a value`},

		{"records", `{"total":2,"x":{"items":[{"score":0}]},"items":[{"score":1},{"score":2}],"page":{"items":[]}}`, at("items"), score,
			jsonSeen{Rows: []string{"1|1", "1|2"}}, ""},
		{"records deep", "{\"a\":[1,{}],\n\"data\":{\"n\":-1.5,\"responses\" : [ {\"score\":1} ,\n{\"score\":2} ] },\"z\":null}\n", at("data", "responses"), score,
			jsonSeen{Rows: []string{"2|1", "3|2"}}, ""},
		{"documents one after another", `{"items":[{"score":1}]}` + "\n" + `{"items":[]} {"items":[{"score":2}]}`, at("items"), score,
			jsonSeen{Rows: []string{"1|1", "2|2"}}, ""},
		{"a single record instead of an array", `{"feed":{"entry":{"score":1},"x":2}}`, at("feed", "entry"), score,
			jsonSeen{Rows: []string{"1|1"}}, ""},
		{"null instead of an array", `{"items":null,"x":[]}`, at("items"), score, jsonSeen{}, ""},
		{"no records", `{"feed":{"author":{"entry":1},"id":"x","\u0061":[]}}`, at("feed", "entry"), score, jsonSeen{},
			`found nothing at "feed.entry", expected an array of records; the keys there are author, id, a`},
		{"no records in an empty object", `{}`, at("items"), score, jsonSeen{}, `found nothing at "items", expected an array of records`},
		{"a number instead of records", `{"items":7}`, at("items"), score, jsonSeen{}, `found a number at "items", expected an array of records`},
		{"an array on the way", `{"data":[{"items":[]}]}`, at("data", "items"), score, jsonSeen{}, `found an array at "data", expected an array of records`},
		{"records twice", "{\"items\":[{\"score\":1}],\n\"items\":[{\"score\":2}]}", at("items"), score, jsonSeen{Rows: []string{"1|1"}},
			`line 2, column 1: found the key "items" twice, expected the records in one place`},
		{"broken before the records", `{"a":01,"items":[]}`, at("items"), score, jsonSeen{},
			`line 1, column 7: found "1", expected no digit after a leading 0`},
		{"broken behind the records", "{\"items\":[{\"score\":1}],\n\"x\":[1}", at("items"), score, jsonSeen{Rows: []string{"1|1"}},
			`line 2, column 7: found "}", expected "," or "]"`},
		{"cut off behind the records", `{"items":[{"score":1}]`, at("items"), score, jsonSeen{Rows: []string{"1|1"}},
			`line 1, column 23: found the end of the text, expected "," or "}"`},
		{"more behind the document", `{"items":[{"score":1}]}]`, at("items"), score, jsonSeen{Rows: []string{"1|1"}},
			`line 1, column 24: found "]", expected the end of the text`},
		{"a record too long", "[{\"score\":1},\n{\"score\":12345678901234567890},{\"score\":1}]", JSONOptions{MaxRecord: 25}, score,
			jsonSeen{Rows: []string{"1|1"}}, "line 2: a record begins that has more than 25 bytes"},
	} {
		c.run(t)
	}
}

// Reading that fails is told after the rows that came before it.
func TestJSONReadError(t *testing.T) {
	damage := errors.New("damaged input")
	check := func(text string, o JSONOptions, rows ...string) {
		t.Helper()
		for chunk := 1; chunk < 40; chunk++ {
			r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(damage))
			seen, err := scanJSON(t, r, o, chunk, 2, columns("score"))
			if !errors.Is(err, damage) {
				t.Errorf("%q in chunks of %d: got error %v", text, chunk, err)
			}
			if diff := cmp.Diff(rows, seen.Rows, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%q in chunks of %d (-want +got):\n%s", text, chunk, diff)
			}
		}
	}
	check("{\"score\":1}\n{\"score\":2}\n{\"sco", JSONOptions{Lines: true}, "1|1", "2|2")
	check("[{\"score\":1},\n{\"score\":2},\n{\"sco", JSONOptions{}, "1|1", "2|2")
	check("{\"a\":[{\"score\":1},\n{\"score\":2}], \"b\":12", JSONOptions{Records: []string{"a"}}, "1|1", "2|2")
	check("", JSONOptions{})
}

// A sink or a context can end the scan.
func TestJSONStops(t *testing.T) {
	text := strings.Repeat("{\"score\":1}\n", 100)
	refusal := errors.New("enough")
	j := NewJSON(Origin{At: strings.NewReader(text), Size: int64(len(text))}, JSONOptions{Lines: true})
	j.chunk = 50
	err := j.Scan(context.Background(), columns("score"), 3, func(int) Sink { return sinkFunc(func(b *Batch) error { return refusal }) })
	if !errors.Is(err, refusal) {
		t.Errorf("a sink that refuses: got error %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	j = NewJSON(Origin{At: strings.NewReader(text), Size: int64(len(text))}, JSONOptions{Lines: true})
	err = j.Scan(ctx, columns("score"), 3, func(int) Sink { return sinkFunc(func(b *Batch) error { return nil }) })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is over: got error %v", err)
	}
}

type sinkFunc func(*Batch) error

func (f sinkFunc) Batch(b *Batch) error { return f(b) }

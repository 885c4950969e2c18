package scan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The oracle reads JSON with encoding/json, slowly and in memory. It differs from it in one thing:
// text that is not UTF-8 is refused.

// oracleValid says whether b is one JSON value.
func oracleValid(b []byte) bool { return json.Valid(b) && utf8.Valid(b) }

// oracleRow returns the row of an object that begins on a line.
func oracleRow(t testing.TB, object []byte, line int, want []Column) string {
	cells := []string{fmt.Sprint(line)}
	for _, c := range want {
		cells = append(cells, oracleCell(t, object, c.Path))
	}
	return strings.Join(cells, "|")
}

func oracleCell(t testing.TB, value json.RawMessage, path []string) string {
	t.Helper()
	value = bytes.TrimSpace(value)
	if len(path) > 0 {
		inner, ok := oracleInside(t, value, path[0])
		if !ok {
			return absent
		}
		return oracleCell(t, inner, path[1:])
	}
	switch value[0] {
	case 'n':
		return absent
	case '"':
		var s string
		if err := json.Unmarshal(value, &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	return string(plainNumber(value)) // which has a test of its own
}

// oracleInside returns the value with a key in an object, or with a number in an array.
func oracleInside(t testing.TB, value json.RawMessage, key string) (json.RawMessage, bool) {
	switch value[0] {
	case '{':
		var object map[string]json.RawMessage
		if err := json.Unmarshal(value, &object); err != nil {
			t.Fatal(err)
		}
		inner, ok := object[key]
		return inner, ok
	case '[':
		var array []json.RawMessage
		if err := json.Unmarshal(value, &array); err != nil {
			t.Fatal(err)
		}
		for i := range array {
			if fmt.Sprint(i) == key {
				return array[i], true
			}
		}
	}
	return nil, false
}

// oracleLines reads NDJSON and returns the rows and the lines with faults.
func oracleLines(t testing.TB, text []byte, want []Column) (rows []string, faults []int) {
	for i, line := range bytes.Split(text, []byte("\n")) {
		value := bytes.Trim(line, " \t\r")
		switch {
		case len(value) == 0:
		case value[0] == '{' && oracleValid(value):
			rows = append(rows, oracleRow(t, value, i+1, want))
		default:
			faults = append(faults, i+1)
		}
	}
	return rows, faults
}

// oracleDocument reads a document without a path to its records: an array, objects one after
// another, or another single value. ok says that all of it is valid.
func oracleDocument(t testing.TB, text []byte, want []Column) (rows []string, ok bool) {
	element := func(value []byte, at int64) {
		if value[0] == '{' {
			rows = append(rows, oracleRow(t, value, 1+bytes.Count(text[:at], []byte("\n")), want))
		}
	}
	d := json.NewDecoder(bytes.NewReader(text))
	first := bytes.TrimLeft(text, " \t\r\n")
	if array := len(first) > 0 && first[0] == '['; array && oracleValid(text) {
		if _, err := d.Token(); err != nil {
			t.Fatal(err)
		}
		for d.More() {
			var value json.RawMessage
			if err := d.Decode(&value); err != nil {
				t.Fatal(err)
			}
			element(value, d.InputOffset()-int64(len(value)))
		}
		return rows, true
	}
	for objects := 0; utf8.Valid(text); objects++ {
		var value json.RawMessage
		err := d.Decode(&value)
		if err == io.EOF && objects > 0 {
			return rows, true
		}
		if err != nil || value[0] != '{' {
			return rows, err == nil && oracleValid(text)
		}
		element(value, d.InputOffset()-int64(len(value)))
	}
	return rows, false
}

// checkLines holds a scan of NDJSON against the oracle.
func checkLines(t testing.TB, text []byte, want []Column, chunk, workers int) {
	t.Helper()
	rows, faults := oracleLines(t, text, want)
	seen, err := scanJSON(t, bytes.NewReader(text), JSONOptions{Lines: true}, chunk, workers, want)
	if err != nil {
		t.Errorf("%q: error %v", text, err)
	}
	if diff := cmp.Diff(rows, seen.Rows, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%q in chunks of %d (-oracle +got):\n%s", text, chunk, diff)
	}
	var lines []int
	for _, f := range seen.Faults {
		lines = append(lines, int(f.Line))
	}
	if diff := cmp.Diff(faults, lines, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%q in chunks of %d, lines with faults (-oracle +got):\n%s", text, chunk, diff)
	}
}

// checkDocument holds a scan of a document against the oracle.
func checkDocument(t testing.TB, text []byte, want []Column, chunk, workers int) {
	t.Helper()
	rows, valid := oracleDocument(t, text, want)
	seen, err := scanJSON(t, bytes.NewReader(text), JSONOptions{}, chunk, workers, want)
	if (err == nil) != valid {
		t.Errorf("%q in chunks of %d: oracle says %v, got error %v", text, chunk, valid, err)
	}
	if diff := cmp.Diff(rows, seen.Rows, cmpopts.EquateEmpty()); valid && diff != "" {
		t.Errorf("%q in chunks of %d (-oracle +got):\n%s", text, chunk, diff)
	}
}

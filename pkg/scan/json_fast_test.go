package scan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// manyKeys writes an object with n keys. What stands before key at is replaced.
func manyKeys(n, at int, before string) string {
	var b strings.Builder
	for k := range n {
		sep := ","
		switch {
		case k == at:
			sep = before
		case k == 0:
			sep = "{"
		}
		fmt.Fprintf(&b, `%s"key%d":%d`, sep, k%35, k)
	}
	return b.String() + "}\n"
}

// The reader expects the keys of the record before. What breaks the grammar between two values
// must be found all the same, wherever it is.
func TestJSONKeysAgain(t *testing.T) {
	want := columns("key0", "key3", "key34")
	good := strings.Repeat(manyKeys(34, -1, ""), 3)
	for at := range 34 {
		for _, before := range []string{"", "{", "{,", ",,", ",{", ";", " , ", "\t{ ", ",\"x\":1,", "{\"y\":[],", "\r,"} {
			text := good + manyKeys(34, at, before) + good
			checkLines(t, []byte(text), want, jsonChunk, 1)
		}
	}
	for at := range 70 {
		for _, before := range []string{"", "{", ",", "{,"} {
			text := good + manyKeys(70, -1, "") + manyKeys(70, at, before) + manyKeys(70, -1, "")
			checkLines(t, []byte(text), columns("key33"), jsonChunk, 1)
		}
	}
}

// Records whose keys, order and spacing differ, or that hold fewer values.
func TestJSONKeysInTurn(t *testing.T) {
	forms := []string{
		`{"a":1,"b":{"c":2,"d":3},"score":4}`, `{"score":4,"a":1}`, `{ "a":1, "b":{ "c":2 }, "score":4 }`, `{}`, `{"a":1}`, `{"b":{},"b":{"c":5}}`,
		`{"a":1,"b":{"d":3,"c":2},"score":4}`, `{"\u0061":7,"b":[{"c":1}]}`, `{"a" :1,"b":null,"score":"\u0034"}`, `{"a":1,"b":{"c":2,"d":3},"scor\u0065":4}`,
		`{"a very long key that does not fit into what is remembered":1,"score":2}`,
	}
	var text strings.Builder
	for _, first := range forms {
		for _, second := range forms {
			fmt.Fprintf(&text, "%s\n%s\n%s\n", first, second, second)
		}
	}
	for _, chunk := range []int{1, 70, 1000, jsonChunk} {
		checkLines(t, []byte(text.String()), columns("score", "a", "b.c", "b"), chunk, 2)
	}
}

// Strings, escapes and brackets at every distance from the borders of the masks' blocks.
func TestJSONBlocks(t *testing.T) {
	for pad := range 2 * maskBlock {
		for _, inside := range []string{`\"`, `\\`, `\\\"`, `\u0041`, `\u00`, `\x`, `\\"`, `é`, "\xc3", `",[{`, `]}`, "\t", strings.Repeat(`\\`, 40), strings.Repeat(`\\`, 40) + `\"`} {
			record := `{"x":"` + strings.Repeat("x", pad) + inside + `","score":1}`
			checkLines(t, []byte(record+"\n"+record+"\n{\"score\":2}"), columns("score", "x"), jsonChunk, 1)
			checkDocument(t, []byte("["+record+","+record+",{\"score\":2}]"), columns("score", "x"), 300, 2)
		}
	}
}

// Arrays and objects that are not wanted, nested deeper than the fast reader follows.
func TestJSONDeep(t *testing.T) {
	for _, depth := range []int{1, fastDepth - 1, fastDepth, fastDepth + 1, 500, maxJSONDepth - 1, maxJSONDepth, maxJSONDepth + 1} {
		for _, nest := range [][2]string{{"[", "]"}, {`{"score":`, "}"}, {`[{"a":[],"score":`, "}]"}} {
			n := depth / (len(nest[1]))
			record := `{"x":` + strings.Repeat(nest[0], n) + "1" + strings.Repeat(nest[1], n) + `,"score":1}`
			checkLines(t, []byte(record+"\n{\"score\":2}"), columns("score"), jsonChunk, 1)
			checkDocument(t, []byte("["+record+",{\"score\":2}]"), columns("score"), 100, 2)
			checkLines(t, []byte(record[:len(record)-14]+"}}\n{\"score\":2}"), columns("score"), jsonChunk, 1)
		}
	}
}

// A string that never closes ends the reading soon, not when the memory is full.
func TestJSONUnclosedString(t *testing.T) {
	rest := bytes.NewReader(bytes.Repeat([]byte("{\"score\":1},\n"), 1<<20))
	before := rest.Len()
	text := io.MultiReader(strings.NewReader("[{\"score\":1},\n{\"x\":\"abc},\n"), rest)
	seen, err := scanJSON(t, text, JSONOptions{}, 1000, 1, columns("score"))
	var broken *PlaceError
	if !errors.As(err, &broken) || broken.Line != 2 || broken.Column != 12 {
		t.Errorf("got error %v", err)
	}
	if len(seen.Rows) != 1 || before-rest.Len() > 10000 {
		t.Errorf("got rows %q, having read %d bytes", seen.Rows, before-rest.Len())
	}
}

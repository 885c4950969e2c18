package scan

import (
	"bytes"
	"testing"
)

var jsonSeeds = []string{
	"", "{}", "[]", `{"score":9}`, `[{"score":9},{"score":"10"}]`, "{\"score\":1}\n\n{\"score\":2}\r\n", `{"a":{"b":"\u00e9\ud83d\ude00\n"}}`,
	`{"score":1,"score":2}`, `[1,[2],"x",null,{"b":[3,{"score":-1.5e+3}]}]`, "{\"score\":\"\xff\"}", `{"score":01}`, `{"score":"`, "{\"score\":1}{\"score\":2}",
	`{"\u0073core":1}`, `{"x":"\\\"score\":3","score":4}`, "[{\"a\":[1}]", "{\"a\":\"long text before and after, long text before and after, день\",\"score\":7}",
}

func FuzzJSONLines(f *testing.F) {
	for _, s := range jsonSeeds {
		f.Add([]byte(s), 5)
	}
	f.Fuzz(func(t *testing.T, text []byte, chunk int) {
		checkLines(t, text, jsonWanted, max(chunk%1000, 1), 2)
		checkLines(t, text, jsonWanted, jsonChunk, 1)
	})
}

func FuzzJSONDocument(f *testing.F) {
	for _, s := range jsonSeeds {
		f.Add([]byte(s), 5)
	}
	f.Fuzz(func(t *testing.T, text []byte, chunk int) {
		checkDocument(t, text, jsonWanted, max(chunk%1000, 1), 2)
		checkDocument(t, text, jsonWanted, jsonChunk, 1)
	})
}

// Records under a key are the same rows as the array by itself.
func FuzzJSONRecords(f *testing.F) {
	for _, s := range jsonSeeds {
		f.Add([]byte(s), 5)
	}
	f.Fuzz(func(t *testing.T, text []byte, chunk int) {
		inner := bytes.TrimSpace(text)
		if len(inner) == 0 || inner[0] != '[' || !oracleValid(inner) {
			return
		}
		rows, _ := oracleDocument(t, inner, jsonWanted)
		document := append(append([]byte(`{"x":[{}],"y":{"z":`), inner...), `,"t":"end"},"n":1}`...)
		seen, err := scanJSON(t, bytes.NewReader(document), JSONOptions{Records: []string{"y", "z"}}, max(chunk%1000, 1), 2, jsonWanted)
		if err != nil || len(seen.Rows) != len(rows) {
			t.Errorf("%q: got %d rows of %d, error %v", document, len(seen.Rows), len(rows), err)
		}
	})
}

func FuzzPeekJSON(f *testing.F) {
	for _, s := range jsonSeeds {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, sample []byte, lines bool) {
		peek, _ := PeekJSON(sample, false, 3, JSONOptions{Lines: lines})
		for _, row := range peek.Rows {
			if len(row) != len(peek.Paths) {
				t.Errorf("%q: a row has %d cells, there are %d paths", sample, len(row), len(peek.Paths))
			}
		}
	})
}

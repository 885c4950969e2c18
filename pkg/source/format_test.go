package source

import (
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		if s := open(t, []byte(text), Hints{}); s.Format != want {
			t.Errorf("%.60q: %s, want %s", text, s.Format, want)
		}
	}
	check("score\n9\n", "csv")
	check("score\tregion\n9\tEU\n", "tsv")
	check("9\n", "csv")

	check(`[{"score":9},{"score":10}]`, "json")
	check("\n\t [\r\n {\"score\": 9}\n]", "json")
	check("\ufeff[{\"score\":9}]", "json")
	check("[]", "json")
	check("[[1,2],[3,4]]", "json")
	check("[ 9, 10,\n 8 ]\n", "json")
	check("[{}]", "json")
	check("["+strings.Repeat(`{"score":9},`, 200_000)+"{}]", "json") // longer than the sample
	check("["+strings.Repeat("9,", 1_000_000)+"9]", "json")
	check(`[{"score":9},{"score":10]`, "json") // broken, and to be reported as JSON
	check(`[{"score":9}`, "json")
	check(`[{"score" 9}]`, "json") // meant to be: the mistake is told as one of JSON
	check("[{score:9}]", "json")
	check("{'score':9}\n{'score':8}\n", "json")
	check("[x, "+strings.Repeat("9, ", 30_000), "json") // no header is so long

	check("{\"score\":9}\n{\"score\":10}\n", "ndjson")
	check("{\"score\":9}\r\n\r\n{\"score\":10}\r\n", "ndjson")
	check(`{"score":9}`, "ndjson")
	check("{\"score\":9}\n", "ndjson")
	check("{\"score\":9,\"tags\":[\"a\",\"b\"]}\n", "ndjson")
	check("{\"score\":9,\"score\":10}\n{\"score\":1}\n", "ndjson")        // repeated keys are the scanner's
	check("{\"a\":\"\xff\"}\n{\"a\":\"é\",\"b\":\"éééééé\"}\n", "ndjson") // so is damaged text
	check("{\"score\":9}\nbroken\n{\"score\":10}\n", "ndjson")
	check("{\"score\":}\n{\"score\":9}\n{\"score\":10}\n", "ndjson") // broken first line
	check(strings.Repeat("{\"score\":9}\n", 200_000), "ndjson")

	check("{\n  \"items\": [\n    {\"score\": 9}\n  ]\n}\n", "json")
	check(`{"total_items":1,"items":[{"score":9}]}`, "json") // records inside a document on one line
	check("{\n  \"score\": 9\n}\n{\n  \"score\": 10\n}\n", "json")
	check("{\n}\n", "json")
	check("{}", "ndjson")
	check(`{"items":[`+strings.Repeat(`{"score":9},`, 200_000)+"{}]}", "json")
	check(`{"score":9`, "json") // cut

	check("[id],[score]\n1,9\n", "csv")
	check("[1],[2]\n", "csv")
	check("[1,2,3\n4,5,6\n", "csv")
	check("[x]\n9\n", "csv")
	check("[", "csv")
	check("[,]\n", "csv")
	check("{id},{score}\n1,9\n", "csv")
	check("{\"a\":1},score\n{\"a\":2},9\n", "csv")
	check("{\"a\":1};9\n{\"a\":2};8\n", "csv")
	check("{", "csv")
	check("{score}\n9\n", "csv")
	check("\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"x\"\n", "csv")
}

func TestGivenFormatStands(t *testing.T) {
	check := func(text string, o Hints, want string, delimiter byte) {
		t.Helper()
		if s := open(t, []byte(text), o); s.Format != want || s.Dialect.Delimiter != delimiter {
			t.Errorf("%q as %+v: %s, delimiter %q", text, o, s.Format, s.Dialect.Delimiter)
		}
	}
	check("[1,2]\n", Hints{Format: "csv"}, "csv", ',')
	check("a,b\n", Hints{Format: "tsv"}, "tsv", '\t')
	check("a\tb\n", Hints{Format: "csv"}, "tsv", '\t')
	check("a\tb\n", Hints{Format: "csv", Delimiter: ','}, "csv", ',')
	check("a,b\n", Hints{Delimiter: '\t'}, "tsv", '\t')
	check("score\n", Hints{Format: "ndjson"}, "ndjson", 0)
	check("sep=;\n", Hints{Format: "json"}, "json", 0)
}

// Every document that the suite calls good is told from delimited text, when it is an array or an
// object: other values are no records.
func TestSuiteJSONFormat(t *testing.T) {
	arrays, objects := 0, 0
	suite(t, "json-test-suite", func(c sample) {
		if c.Expected.Verdict != "accept" {
			return
		}
		s := open(t, c.stored, Hints{Encoding: "utf-8"})
		switch first := skipBlanks(s.Sample); {
		case len(first) == 0:
		case first[0] == '[':
			arrays++
			if s.Format != "json" {
				t.Errorf("%s: %s", c.ID, s.Format)
			}
		case first[0] == '{':
			objects++
			if s.Format != "json" && s.Format != "ndjson" {
				t.Errorf("%s: %s", c.ID, s.Format)
			}
		}
	})
	if arrays < 30 || objects < 5 {
		t.Errorf("%d arrays and %d objects seen", arrays, objects)
	}
}

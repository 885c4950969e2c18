package workbook_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

var update = flag.Bool("update", false, "write the sample anew")

// The sample is the survey of responses.csv as a workbook: with a title above it, and times as numbers of days.
func TestSample(t *testing.T) {
	const home = "../../testdata/"
	in, err := os.Open(home + "responses.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	made := workbooktest.Made{Name: "Responses", Rows: []string{"Customer survey, second quarter of 2026", ""}}
	for i, record := range records {
		if i > 0 {
			record[1] = days(t, record[1])
		}
		made.Rows = append(made.Rows, strings.TrimRight(strings.Join(record, "|"), "|"))
	}
	want := workbooktest.Write(workbooktest.Made{Name: "About", Rows: []string{"Made for cxcalc.", "No row is about anybody."}}, made)
	if *update {
		if err := os.WriteFile(home+"responses.xlsx", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(home + "responses.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("testdata/responses.xlsx is not the survey; go test ./pkg/workbook -update writes it")
	}
}

// days returns a time as a workbook has it.
func days(t *testing.T, text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return "@" + strconv.FormatFloat(25569+float64(at.Unix())/86400, 'f', 10, 64)
}

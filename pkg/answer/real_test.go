package answer

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// column counts the texts of a column of a real export.
func column(t *testing.T, comma rune, header string, elem ...string) map[string]int64 {
	t.Helper()
	data, err := os.ReadFile(shared.Dir(t, append([]string{"data"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int64{}
	at := slices.Index(records[0], header)
	if at < 0 {
		t.Fatalf("%q has no column %q", elem, header)
	}
	for _, record := range records[1:] {
		counts[record[at]]++
	}
	return counts
}

// The expected figures are those of data/*/SOURCE.md, computed there without this program.
func TestRealColumns(t *testing.T) {
	type account struct {
		Counted, Blank, Invalid, OutOfRange, Excluded int64
		Sum                                           float64
	}
	check := func(counts map[string]int64, r Rules, want account) {
		t.Helper()
		c := mustNew(t, r)
		var got account
		for text, n := range counts {
			kind, score, _ := c.Classify(text)
			*[]*int64{&got.Counted, &got.Blank, &got.Invalid, &got.OutOfRange, &got.Excluded}[kind] += n
			if kind == Counted {
				got.Sum += score * float64(n)
			}
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	ten, five := Rules{Min: 0, Max: 10}, Rules{Min: 1, Max: 5}

	netpro := column(t, ',', "NETPRO", "sfo-survey-2017", "2017_SFO_Customer_Survey_20250817.csv")
	check(netpro, ten, account{Counted: 2746, Blank: 1, OutOfRange: 84, Sum: 22900})
	q7all := column(t, ',', "Q7ALL", "sfo-survey-2017", "2017_SFO_Customer_Survey_20250817.csv")
	check(q7all, five, account{Counted: 2688, Invalid: 143, Sum: 6 + 64 + 3*444 + 4*1507 + 5*699})
	check(q7all, Rules{Min: 1, Max: 5, Missing: []string{"blank"}}, account{Counted: 2688, Blank: 143, Sum: 6 + 64 + 3*444 + 4*1507 + 5*699})

	nps := column(t, ',', "nps", "retail-nps-fr", "nps.csv")
	check(nps, ten, account{Counted: 13612, Invalid: 342, Sum: 118465})
	check(nps, Rules{Min: 0, Max: 10, Missing: []string{"NA"}}, account{Counted: 13612, Blank: 342, Sum: 118465})

	food := column(t, ';', "¿Cómo calificarías la calidad de nuestros platos?", "restaurant-survey-es", "encuesta.csv")
	check(food, Rules{Min: 1, Max: 5, Values: map[string]float64{"Excelente": 5, "Bueno": 4, "Aceptable": 3, "Regular": 2, "Insatisfactorio": 1}},
		account{Counted: 362, Blank: 2, Sum: 5*240 + 4*117 + 3*4 + 2})

	// the sum is the mean times the count; sums of floats in any order, hence the tolerance
	hours := column(t, ',', "About how many hours do you spend learning each week?", "typeform-fcc2016", "part1.csv")
	check(hours, Rules{Min: 0, Max: 1e40, Fractional: true},
		account{Counted: 14982, Blank: 649, Invalid: 22, Sum: 8.224022981733028e+29 * 14982})
}

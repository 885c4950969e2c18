package layout

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func TestResolve(t *testing.T) {
	check := func(col, headers string, want int) {
		t.Helper()
		if got, err := Resolve(col, strings.Split(headers, "|")); err != nil || got != want {
			t.Errorf("Resolve(%q, %q) = %d, %v, want %d", col, headers, got, err, want)
		}
	}
	check("score", "id|score|comment", 1)
	check("score", "Score|score|SCORE", 1)
	check("#2", "id|score|comment", 1)
	check("#1", "|id", 0) // the only way to name a column without a name
	check("SCORE", "id|score", 1)
	check(" how  likely? ", "id|How likely?", 1)
	check("¿cómo calificarías?", "id|¿Cómo  calificarías? ", 1)
	check("cafe\u0301", "id|Café", 1)
	check("score", "id|\ufeffScore", 1)
	check("How likely*", "id|How likely are you to recommend us?\nPlease answer", 1)
	check("how*recommend*", "id|How likely are you to recommend us?|How easy was it?", 1)
	check("Q?", "id|Q1", 1)
	check("*", "only", 0)

	// an exact header wins over the special meaning
	check("#", "id|#|x", 1)
	check("#1", "id|#1|x", 1)
	check("*RESPNUM", "XRESPNUM|*RESPNUM", 1)
	check("How likely?", "How likelyX|How likely?", 1)
	check("How likely?", "How likely!|how likely?", 1)
}

func TestResolveFails(t *testing.T) {
	check := func(col, headers, want string) {
		t.Helper()
		hs := strings.Split(headers, "|")
		_, err := Resolve(col, hs)
		var ce *ColumnError
		if !errors.As(err, &ce) || err.Error() != want {
			t.Errorf("Resolve(%q, %q):\ngot  %v\nwant %s", col, headers, err, want)
		}
	}
	check("Other", "#|Other|x|Other|None|Other", `column "Other": 3 columns fit: #2 "Other", #4 "Other", #6 "Other"`)
	check("other", "Other|OTHER", `column "other": 2 columns fit: #1 "Other", #2 "OTHER"`)
	check("Q*", "Q1|Q2|x", `column "Q*": 2 columns fit: #1 "Q1", #2 "Q2"`)
	check("scroe", "id|score", `column "scroe": there is no such column; the nearest is "score"`)
	check("#3", "id|score", `column "#3": there is no such column among the 2`)
	check("#0", "id|score", `column "#0": there is no such column among the 2`)
	check("#01", "id|score", `column "#01": there is no such column among the 2`)
	check("", "|id", `column "": there is no such column among the 2`)
	check("*x*", "id|score", `column "*x*": there is no such column among the 2`)
	check("a\x1b[0m", "id|b", `column "a\x1b[0m": there is no such column among the 2`)
	check("Q*", strings.Repeat("Q|", 13)+"Q", `column "Q*": 14 columns fit: #1 "Q", #2 "Q", #3 "Q", #4 "Q", #5 "Q", #6 "Q", #7 "Q", #8 "Q", #9 "Q", #10 "Q", #11 "Q", #12 "Q", and 2 more`)
}

func TestResolveRealHeaders(t *testing.T) {
	typeform := realHeaders(t, ',', "typeform-fcc2016", "part1.csv")
	_, err := Resolve("Other", typeform)
	var ce *ColumnError
	if !errors.As(err, &ce) {
		t.Fatalf("got %v, want a *ColumnError", err)
	}
	if diff := cmp.Diff([]int{4, 18, 30, 36}, ce.Matches); diff != "" {
		t.Errorf("columns named Other (-want +got):\n%s", diff)
	}
	check := func(col string, headers []string, want int) {
		t.Helper()
		if got, err := Resolve(col, headers); err != nil || got != want {
			t.Errorf("Resolve(%q) = %d, %v, want %d", col, got, err, want)
		}
	}
	check("#", typeform, 0)
	check("#51", typeform, 50)
	check("*recommend*", typeform, 46)
	check("*RESPNUM", realHeaders(t, ',', "sfo-survey-2016", "2016_SFO_Customer_Survey_20250817.csv"), 0)
	check("airline code", realHeaders(t, ',', "sfo-survey-2016", "2016_SFO_Customer_Survey_20250817.csv"), 15)
}

func TestReference(t *testing.T) {
	headers := []string{"score", "How likely?", "Other", "Other", "", "it's", "#9", "bad\x1b", strings.Repeat("long ", 20), "Оценка", "-x", "#13", "\x00"}
	want := []string{"score", "'How likely?'", "'#3'", "'#4'", "'#5'", `'it'\''s'`, "'#9'", "'#8'", "'" + strings.Repeat("long ", 20) + "'", "'Оценка'", "-x", "'#13'", "'#13'"}
	for i := range headers {
		if got := ShellQuote(Reference(headers, i)); got != want[i] {
			t.Errorf("Reference of #%d %q = %s, want %s", i+1, headers[i], got, want[i])
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("score", "id\nScore")
	f.Add("#2", "a\nb")
	f.Add("*?*", "How likely?\n#1")
	f.Add("a*b*c?", "aXbXcc\n\xff")
	f.Fuzz(func(t *testing.T, col, lines string) {
		headers := strings.Split(lines, "\n")
		if i, err := Resolve(col, headers); err == nil {
			if i < 0 || i >= len(headers) {
				t.Fatalf("Resolve(%q, %q) = %d", col, headers, i)
			}
			if at := slices.Index(headers, col); at >= 0 && at != i {
				t.Fatalf("Resolve(%q, %q) = %d, but #%d is that header", col, headers, i, at+1)
			}
		} else if strings.ContainsFunc(err.Error(), func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Fatalf("Resolve(%q, %q): %q is not printable", col, headers, err)
		}
		for i := range headers {
			if slices.Contains(headers, "#"+strconv.Itoa(i+1)) {
				continue // the number belongs to that header
			}
			ref := Reference(headers, i)
			if got, err := Resolve(ref, headers); err != nil || got != i {
				t.Fatalf("Reference(%q, %d) = %q, which is %d, %v", headers, i, ref, got, err)
			}
		}
	})
}

func TestSuggest(t *testing.T) {
	check := func(want, have, nearest string) {
		t.Helper()
		if got := strings.Join(Suggest(want, strings.Split(have, "|")), "|"); got != nearest {
			t.Errorf("Suggest(%q, %q) = %q, want %q", want, have, got, nearest)
		}
	}
	check("scor", "id|score|comment", "score")
	check("socre", "id|score|comment", "score")
	check("Scores", "id|score|scored", "score|scored")
	check("recomend", "id|How likely are you to recommend us?|recommended", "recommended")
	check("recommend", "id|How likely are you to recommend us?", "How likely are you to recommend us?")
	check("nps", "NPS_GROUP|Q1_NPS|id|mps", "mps|NPS_GROUP|Q1_NPS")
	check("satisfacion", "Satisfacción|x", "Satisfacción")
	check("confidense", "confidence|config|scale", "confidence")
	check("zzz", "id|score", "")
	check("", "id|score", "")
	check("a", "b|c|d|e", "b|c|d")
}

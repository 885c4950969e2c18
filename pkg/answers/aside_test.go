package answers_test

import (
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// One word may be what somebody says of a test; a sentence that says so, or a name beside the word, tells that the row is one.
func TestCommentsOfTests(t *testing.T) {
	check := func(text string, want bool) {
		t.Helper()
		r := request(t, "nps", file(t, "commented.csv", text))
		r.Score = []string{"nps"}
		got := slices.ContainsFunc(document(t, r).Warnings, func(w result.Warning) bool { return w.Code == "test_rows" })
		if got != want {
			t.Errorf("%q: warned %v", text, got)
		}
	}
	check("id,nps,comment\n1,9,Test\n2,10,good\n3,2,testing\n", false)
	check("id,nps,comment\n1,9,this is a test\n2,10,good\n", true)
	check("name,email,nps,comment\nTest Test,a@b.c,9,test\nBob,b@b.c,10,good\n", true)
	check("name,email,nps,comment\nAnn,test1@b.c,9,test\nBob,b@b.c,10,good\n", true)
	check("nombre,nps,comentario\nPrueba,9,prueba\nAna,10,bien\n", true)
	check("nombre,nps,comentario\nAna,9,prueba\nEva,10,bien\n", false)
	check("name,nps,comment\nAnn,9,the test was fine\nTest User,10,good\n", false)
}

package warehouse

import (
	"strings"
	"testing"
)

func TestOneSelect(t *testing.T) {
	both := []Grammar{clickHouse{}, postgreSQL{}}
	check := func(query, want string, grammars ...Grammar) {
		t.Helper()
		for _, g := range grammars {
			got, err := oneSelect(query, g)
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q is %q (%v), want %q", g.Name(), query, got, err, want)
			}
		}
	}
	check("SELECT 1", "", both...)
	check(" select a from t where b = ';' ; ", "", both...)
	check("WITH x AS (SELECT 1) SELECT * FROM x", "", both...)
	check("-- why\nSELECT 1 -- the end", "", both...)
	check("/* why; */ SELECT ')' /* ) */", "", both...)
	check(`SELECT "a)b;" FROM t`, "", both...)
	check("SELECT 'it''s ;)'", "", both...)

	check("", "begin with SELECT", both...)
	check("INSERT INTO t VALUES (1)", "begin with SELECT", both...)
	check("(SELECT 1)", "begin with SELECT", both...)
	check("COPY t TO PROGRAM 'x'", "begin with SELECT", both...)
	check("SELECT 1; DROP TABLE t", "; in the middle", both...)
	check("SELECT 1;;SELECT 2", "; in the middle", both...)
	check("SELECT 1) UNION (SELECT 2", "did not open", both...)
	check("SELECT (1", "does not close", both...)
	check("SELECT 1 /* the rest", "comment does not end", both...)
	check("SELECT 'a", "quote does not end", both...)
	check("SELECT 1 -- ) \n)", "did not open", both...)

	// Where the two differ in what a text is.
	check(`SELECT 'a\' ; DROP TABLE t --'`, "", clickHouse{})
	check(`SELECT 'a\' ; DROP TABLE t --'`, "; in the middle", postgreSQL{})
	check(`SELECT E'a\' ; --'`, "", postgreSQL{})
	check(`SELECT E'a\\' ; DROP TABLE t --'`, "; in the middle", postgreSQL{})
	check("SELECT $$ ; ) $$", "", postgreSQL{})
	check("SELECT $x$ $$ ; $x$", "", postgreSQL{})
	check("SELECT $x$ ; $y$", "does not end", postgreSQL{})
	check("SELECT a$b$ FROM t ; SELECT $b$", "; in the middle", postgreSQL{})
	check("SELECT $1 ; SELECT 2", "; in the middle", postgreSQL{})
	check("SELECT `a;)`", "", clickHouse{})
	check("SELECT 1 # ;\n", "", clickHouse{})
	check("SELECT 1 # 2 ; SELECT 3", "; in the middle", postgreSQL{})
	check("/* /* */ ; */ SELECT 1", "", postgreSQL{})
	check("/* /* */ SELECT 1", "comment does not end", postgreSQL{})
	check("/* /* */ SELECT 1", "", clickHouse{})
}

// Whatever is let through is one text between brackets that the server reads to its own closing bracket.
func FuzzOneSelect(f *testing.F) {
	for _, query := range []string{"SELECT 1", "SELECT 'a' -- x", "SELECT $a$ ) $a$", "/* /* */ */ SELECT (1)", `SELECT E'\''`} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, g := range []Grammar{clickHouse{}, postgreSQL{}} {
			if text, err := oneSelect(query, g); err == nil {
				if again, err := oneSelect("SELECT * FROM (\n"+text+"\n) AS x", g); err != nil {
					t.Errorf("%s: %q in brackets is %q: %v", g.Name(), query, again, err)
				}
			}
		}
	})
}

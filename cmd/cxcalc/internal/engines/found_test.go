package engines_test

import (
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// found returns what is printed when the databases of the tests start: from the environment, or from where it is left. The test
// is skipped when they do not run.
func found(t testing.TB) map[string]string {
	t.Helper()
	vars := make(map[string]string)
	for _, pair := range os.Environ() {
		if name, value, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "CX_") {
			vars[name] = value
		}
	}
	if vars["CX_CH_URL"] == "" || vars["CX_PG_URL"] == "" {
		dir := vars["CX_DIR"]
		if dir == "" {
			dir = filepath.Join(os.TempDir(), "cxcalc-engines")
		}
		vars = left(t, dir)
	}
	for _, name := range []string{"CX_CH_URL", "CX_PG_URL"} {
		u, err := url.Parse(vars[name])
		if err != nil {
			t.Fatal(err)
		}
		conn, err := net.DialTimeout("tcp", u.Host, time.Second)
		if err != nil {
			t.Skipf("no database runs at %s, make engines starts them: test skipped", u.Host)
		}
		conn.Close()
	}
	return vars
}

// left reads what is left in a folder by whoever started databases there.
func left(t testing.TB, dir string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "env"))
	if err != nil {
		t.Skip("no databases run, make engines starts them: test skipped")
	}
	vars := make(map[string]string)
	for word := range strings.FieldsSeq(string(data)) {
		if name, value, ok := strings.Cut(word, "="); ok && strings.HasPrefix(name, "CX_") {
			vars[name] = strings.Trim(value, "'")
		}
	}
	return vars
}

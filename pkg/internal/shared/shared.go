// Package shared finds the reference data that tests hold the program against. It stands beside
// the project, in ../shared, and is not part of it.
package shared

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir returns the path of a file or folder of the reference data. The test is skipped when the
// reference data is not there.
func Dir(t testing.TB, elem ...string) string {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			t.Fatal("the test runs outside the module")
		}
		root = filepath.Dir(root)
	}
	path := filepath.Join(append([]string{root, "..", "shared"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference data at ../shared/%s: test skipped", filepath.Join(elem...))
	}
	return path
}

package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// english finds what may be English: words of small letters, one blank between.
var english = regexp.MustCompile(`[a-z]{2,}(?: [a-z]{2,})+`)

// Nothing that people read about a sample is left in English where they asked for a language that is written in other letters.
func TestNoEnglishLeft(t *testing.T) {
	t.Chdir(filepath.Join(root, "testdata"))
	found := make(map[string]string)
	for _, m := range questions() {
		for _, sample := range sampleNames(t) {
			files, _ := filepath.Glob(sample)
			text, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			own := strings.ToLower(string(text))
			m.ask(t, sample, func(flags []string) int {
				args := append([]string{m.name, sample, "--lang", "uk"}, flags...)
				out, _, status := inside(args...)
				for line := range strings.Lines(out) {
					for _, words := range english.FindAllString(line, -1) {
						if !strings.Contains(own, words) && found[words] == "" {
							found[words] = strings.Join(args, " ") + "\n" + line
						}
					}
				}
				return status
			})
		}
	}
	var keys []string
	for k := range found {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, words := range keys {
		t.Errorf("%q is left in English by cxcalc %s", words, found[words])
	}
}

package history

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// Before returns the last record of the series that a document goes on with: the only one, else the one of the same sources and
// settings, else the only one of the same sources. ok is false where that leaves several, or none.
func Before(parts []Strand, d *result.Document) (last Memory, ok bool) {
	if len(parts) == 1 {
		return parts[0].last(), true
	}
	now, err := memoryOf(d)
	if err != nil {
		return last, false
	}
	if own := now.akin(parts, func(r Memory) string { return r.nameless(strings.Clone) }); len(own) > 0 {
		return latest(own), true
	}
	if own := now.akin(parts, func(r Memory) string { return r.nameless(dateless) }); len(own) > 0 {
		return latest(own), true // of one survey, whose sources have dates in their names
	}
	own := now.akin(parts, func(r Memory) string { return r.from(dateless) })
	if len(own) != 1 {
		return last, false
	}
	return latest(own), true
}

// memoryOf is a document as a record that is read again.
func memoryOf(d *result.Document) (r Memory, err error) {
	text, err := Of("", d, make([]string, len(d.Sources)), time.Time{})
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	return r, err
}

// akin are the series with a record that has the same key.
func (r Memory) akin(parts []Strand, key func(Memory) string) (out []Strand) {
	for _, p := range parts {
		if slices.ContainsFunc(p.Records, func(other Memory) bool { return key(other) == key(r) }) {
			out = append(out, p)
		}
	}
	return out
}

// nameless is key for a document, which does not know how a report calls its question.
func (r Memory) nameless(name func(string) string) string {
	r.Name = ""
	return r.key(name)
}

func (s Strand) last() Memory { return s.Records[len(s.Records)-1] }

// latest is the record of some series that stands last in the file.
func latest(parts []Strand) (last Memory) {
	for _, p := range parts {
		if r := p.last(); r.Line >= last.Line {
			last = r
		}
	}
	return last
}

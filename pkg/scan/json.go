package scan

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
)

// JSONOptions say how records stand in a JSON text.
type JSONOptions struct {
	// Records is where the records sit in a document: keys from the outside in. Without it they are
	// the document itself: an array of objects, or objects one after another.
	Records []string
	// Lines says that every line is a value of its own (NDJSON), so that a malformed line costs
	// one row.
	Lines bool
	// MaxRecord is how many bytes a record, or a line, may have: 0 means 64 MiB, and 512 MiB is the
	// most.
	MaxRecord int
}

// A RecordSizeError is a JSON record that has more bytes than allowed.
type RecordSizeError struct {
	Line  int64 // where the record begins, from 1
	Limit int   // bytes that are allowed
}

func (e *RecordSizeError) Error() string {
	return fmt.Sprintf("line %d: a record begins that has more than %d bytes", e.Line, e.Limit)
}

// A RecordsError says that a JSON document has no records where they were looked for.
type RecordsError struct {
	Path  []string // where they were looked for
	Found string   // what stands there, "nothing" when a key is missing
	Keys  []string // the first keys that stand where the missing key was expected
}

func (e *RecordsError) Error() string {
	what := fmt.Sprintf("found %s at %q, expected an array of records", e.Found, strings.Join(e.Path, "."))
	if len(e.Keys) > 0 {
		what += "; the keys there are " + strings.Join(e.Keys, ", ")
	}
	return what
}

const (
	jsonMaxRecord = 64 << 20
	jsonChunk     = 256 << 10 // bytes that a worker takes at a time
)

// JSON reads the records of a JSON text. It is made for one scan.
type JSON struct {
	in    io.Reader
	o     JSONOptions
	chunk int // a test takes other chunks
}

// NewJSON returns a scanner of a JSON text.
func NewJSON(in Origin, o JSONOptions) *JSON {
	if o.MaxRecord <= 0 {
		o.MaxRecord = jsonMaxRecord
	}
	o.MaxRecord = min(o.MaxRecord, 1<<29) // a Span counts in 32 bits, also what was unescaped
	return &JSON{in: in.start(), o: o, chunk: jsonChunk}
}

// Scan reads the text to its end; see Scanner. Besides the errors named there it returns a
// *PlaceError where a document breaks, a *RecordSizeError and a *RecordsError. The rows before
// such a place have been handed over, and with several workers perhaps some behind it.
func (j *JSON) Scan(ctx context.Context, want []Column, workers int, sink func(worker int) Sink) error {
	feed := newJSONFeed(j.in, j.o, j.chunk)
	root, nodes := newJSONTree(want)
	team := make([]*jsonWorker, max(workers, 1))
	for i := range team {
		team[i] = newJSONWorker(j.o, root, nodes, len(want), sink(i))
	}
	var wait sync.WaitGroup
	for _, w := range team[1:] {
		wait.Go(func() { w.run(ctx, feed) })
	}
	team[0].run(ctx, feed)
	wait.Wait()
	return feed.failure()
}

package smallfile

import "sync"

// A Drawer keeps what was read of small files, so that all questions of a run that name one, and those that are asked
// anew, have it read once. The zero Drawer is empty.
type Drawer struct {
	mu   sync.Mutex
	kept map[string]any
}

// Once returns what read has returned for a name, and calls it where nobody has asked before; d may be nil.
func Once[T any](d *Drawer, name string, read func() (T, error)) (T, error) {
	type outcome struct {
		of  T
		err error
	}
	if d == nil {
		return read()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if had, ok := d.kept[name].(outcome); ok {
		return had.of, had.err
	}
	of, err := read()
	if d.kept == nil {
		d.kept = make(map[string]any)
	}
	d.kept[name] = outcome{of, err}
	return of, err
}

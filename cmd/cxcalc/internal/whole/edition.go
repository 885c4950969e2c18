package whole

import (
	"fmt"
	"io"
)

// An Edition is files that get their names together.
type Edition struct {
	drafts *Drafts
	files  []*Draft
}

// Edition begins a set of files.
func (p *Drafts) Edition() *Edition { return &Edition{drafts: p} }

// Take adds a file to the set, which publishes or discards it.
func (e *Edition) Take(d *Draft) { e.files = append(e.files, d) }

// Add writes a file of the set. An error names the file.
func (e *Edition) Add(name string, write func(w io.Writer) error) error {
	d, err := e.drafts.Create(name)
	if err != nil {
		return err
	}
	e.Take(d)
	return Cannot(name, write(d))
}

// Discard removes what has no name yet. After Publish it does nothing.
func (e *Edition) Discard() {
	for _, d := range e.files {
		d.Discard()
	}
	e.files = nil
}

// Publish gives the files their names, all of them or none.
func (e *Edition) Publish() error {
	defer e.Discard()
	var moves []move
	for _, d := range e.files {
		if err := d.settle(); err != nil {
			return Cannot(d.name, err)
		}
		if d.target != "" {
			moves = append(moves, move{From: d.File.Name(), To: d.target})
		}
	}
	at, err := e.drafts.moveAll(moves)
	if err == nil {
		return nil
	}
	for _, d := range e.files {
		if at < len(moves) && d.target == moves[at].To {
			return Cannot(d.name, err)
		}
	}
	return fmt.Errorf("the outputs cannot be written together: %w", err)
}

// settle brings all of a file to the disk.
func (d *Draft) settle() error {
	if d.target == "" {
		return d.Close()
	}
	if err := d.Sync(); err != nil && !unsupported(err) {
		return err
	}
	return beforeRename(d.File)
}

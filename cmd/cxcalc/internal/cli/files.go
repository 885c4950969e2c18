package cli

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// A wholeFile is written beside its name and gets the name only when it is whole.
type wholeFile struct {
	*os.File
	name   string // as the user gave it
	target string // where it will stand, "" when it is written in place
	files  *pendingFiles
}

// pendingFiles are the files that are being written. They vanish when the program ends early.
type pendingFiles struct {
	mu   sync.Mutex
	open map[string]bool
}

// create begins a file. commit gives it its name, discard removes it. What is no regular file, such
// as a device or a named pipe, is written as it is.
func (p *pendingFiles) create(name string) (*wholeFile, error) {
	target := name
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		target = resolved
	}
	info, err := os.Stat(target)
	if err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: is a folder, expected the name of a file to write", name)
	}
	if err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(target, os.O_WRONLY, 0)
		return &wholeFile{File: f, name: name, files: p}, cannotWrite(name, err)
	}
	hidden := filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+"."+rand.Text())
	mode := fs.FileMode(0o666)
	if info != nil {
		mode = info.Mode().Perm()
	}
	f, err := os.OpenFile(hidden, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, cannotWrite(name, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open == nil {
		p.open = make(map[string]bool)
	}
	p.open[hidden] = true
	return &wholeFile{File: f, name: name, target: target, files: p}, nil
}

// save writes a text to a file.
func (p *pendingFiles) save(name string, text []byte) error {
	f, err := p.create(name)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.discard()
		return cannotWrite(name, err)
	}
	return f.commit()
}

func cannotWrite(name string, err error) error {
	if err == nil {
		return nil
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s: cannot be written: %w", name, err)
}

func (f *wholeFile) commit() error {
	err := f.Close()
	if err == nil && f.target != "" {
		err = os.Rename(f.File.Name(), f.target)
	}
	if err != nil {
		f.discard()
		return cannotWrite(f.name, err)
	}
	f.files.forget(f.File.Name())
	return nil
}

func (f *wholeFile) discard() {
	f.Close()
	if f.target != "" {
		os.Remove(f.File.Name())
	}
	f.files.forget(f.File.Name())
}

func (p *pendingFiles) forget(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, name)
}

func (p *pendingFiles) remove() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for name := range p.open {
		os.Remove(name)
	}
	p.open = nil
}

// Package whole writes files that are whole or absent, and sets of them that change together, however the program ends.
//
// A file is written under a hidden name beside its own and renamed when all of it is on the disk. Of several files the
// renames are written down first, so that the next run completes those of a run that was killed between them. What a killed run
// left is known by its name, and is nobody's as soon as nobody holds its lock.
package whole

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
)

// Hidden names are short, so that names of any length can be written, and tell what they are by their ends.
const (
	hidden   = ".cxcalc-"
	partEnd  = ".part" // a file that is being written
	formerly = ".old"  // a file as it was, while a set changes
	setEnd   = ".set"  // the renames of a set
)

var errEnded = errors.New("the run is ending")

// Drafts are the files that are being written. They vanish when the program ends early.
type Drafts struct {
	mu    sync.Mutex
	open  map[string]bool // by their hidden names
	swept []string        // folders in which nothing is left of killed runs
	ended bool
}

// A Draft is a file that is being written. An Edition gives it its name, Discard removes it.
type Draft struct {
	*os.File
	name   string // as the user gave it
	target string // where it will stand, "" when it is written in place
	drafts *Drafts
}

// Create begins a file. What is no regular file, such as a device or a named pipe, is written as it is. A link stays, and
// what it leads to is written.
func (p *Drafts) Create(name string) (*Draft, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s: is a folder, expected the name of a file to write", name)
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		return &Draft{File: f, name: name, drafts: p}, Cannot(name, err)
	}
	target, err := Resolve(name)
	if err != nil {
		return nil, Cannot(name, err)
	}
	if info != nil {
		// A rename would replace a file that must not be written.
		f, err := os.OpenFile(target, os.O_WRONLY, 0)
		if err != nil {
			return nil, Cannot(name, err)
		}
		f.Close()
	}
	f, err := p.begin(filepath.Dir(target))
	if err != nil {
		return nil, Cannot(name, err)
	}
	d := &Draft{File: f, name: name, target: target, drafts: p}
	if info != nil {
		keepOwner(f, info)
		if err := f.Chmod(info.Mode()); err != nil && !unsupported(err) {
			d.Discard()
			return nil, Cannot(name, err)
		}
	}
	return d, nil
}

// begin opens a new file in a folder, once nothing of killed runs is left there.
func (p *Drafts) begin(folder string) (*os.File, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return nil, errEnded
	}
	if !slices.Contains(p.swept, folder) {
		p.swept = append(p.swept, folder)
		sweep(folder)
	}
	return p.hide(folder, partEnd)
}

// hide opens a new file under a hidden name and locks it. It is known before it is there, so that it is removed whenever the
// program ends.
func (p *Drafts) hide(folder, end string) (*os.File, error) {
	const tries = 8
	for range tries {
		path := filepath.Join(folder, hidden+rand.Text()+end)
		p.register(path)
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			delete(p.open, path)
			return nil, err
		}
		if err := Lock(f); err != nil && !unsupported(err) {
			f.Close()
			os.Remove(path)
			delete(p.open, path)
			return nil, err
		}
		if stands(f, path) { // else another run took it for a left-over before it was locked
			return f, nil
		}
		f.Close()
		delete(p.open, path)
	}
	return nil, errors.New("its folder does not keep new files")
}

func (p *Drafts) register(path string) {
	if p.open == nil {
		p.open = make(map[string]bool)
	}
	p.open[path] = true
}

// stands tells whether a file is still the one of its name.
func stands(f *os.File, path string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(path)
	return err == nil && os.SameFile(open, named)
}

// Save writes a text to a file.
func (p *Drafts) Save(name string, text []byte) error {
	e := p.Edition()
	defer e.Discard()
	err := e.Add(name, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
	if err != nil {
		return err
	}
	return e.Publish()
}

// Discard removes the file. After the file has its name it does nothing.
func (d *Draft) Discard() {
	d.Close()
	d.drafts.mu.Lock()
	defer d.drafts.mu.Unlock()
	d.drafts.forget(d.File.Name())
}

// forget removes a file that is under its hidden name.
func (p *Drafts) forget(path string) {
	if p.open[path] {
		os.Remove(path)
		delete(p.open, path)
	}
}

// End removes all that is not whole. Nothing can be begun or published after it.
func (p *Drafts) End() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	for path := range p.open {
		os.Remove(path)
	}
	p.open = nil
}

// Cannot says that a file cannot be written, and why; nil for nil.
func Cannot(name string, err error) error {
	if err == nil {
		return nil
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("%s: cannot be written: %w", name, err)
}

// Resolve returns the name of the file that a name leads to, whether it is there or not.
func Resolve(name string) (string, error) {
	const most = 40 // as the kernel
	for range most {
		folder, err := filepath.EvalSymlinks(filepath.Dir(name))
		if err != nil {
			return "", err
		}
		name = filepath.Join(folder, filepath.Base(name))
		to, err := os.Readlink(name)
		if err != nil {
			return name, nil
		}
		if name = to; !filepath.IsAbs(to) {
			name = filepath.Join(folder, to)
		}
	}
	return "", syscall.ELOOP
}

func unsupported(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL)
}

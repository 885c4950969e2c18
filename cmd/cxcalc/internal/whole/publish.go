package whole

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A move gives a file the name under which it will stand.
type move struct {
	From, To string
	Was      string // marks of what stood there when the set was written down
	former   string // what stood there, under a hidden name; "" for nothing
	gone     bool   // what stood there is not kept
}

// An intent is the renames of a set, written down before the first of them. It stands in the folder of the first file; those
// of the others have one that only tells where.
type intent struct {
	Main     string   `json:",omitempty"`
	Moves    []move   `json:",omitempty"`
	Pointers []string `json:",omitempty"`
}

// moveAll renames files. at is the one that could not be renamed, or their number when it was something else.
func (p *Drafts) moveAll(moves []move) (at int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return len(moves), errEnded
	}
	if len(moves) > 1 {
		written, err := p.intend(moves)
		defer func() {
			for _, f := range slices.Backward(written) { // the main one first
				away(f)
				delete(p.open, f.Name())
			}
		}()
		if err != nil {
			return len(moves), err
		}
		p.remember(moves)
		defer p.dropFormer(moves)
	}
	for at = range moves {
		if err = rename(moves[at].From, moves[at].To); err != nil {
			break
		}
	}
	if err != nil {
		return at, errors.Join(err, undo(moves[:at]))
	}
	for _, m := range moves {
		delete(p.open, m.From)
	}
	for _, folder := range foldersOf(moves) {
		syncFolder(folder)
	}
	return 0, nil
}

// remember keeps what stands under the names of a set, so that it can be undone. Where the file system knows no links it cannot.
func (p *Drafts) remember(moves []move) {
	for i, m := range moves {
		former := m.From[:len(m.From)-len(partEnd)] + formerly
		p.register(former)
		if err := os.Link(m.To, former); err == nil {
			moves[i].former = former
		} else {
			delete(p.open, former)
			moves[i].gone = !errors.Is(err, fs.ErrNotExist)
		}
	}
}

func (p *Drafts) dropFormer(moves []move) {
	for _, m := range moves {
		p.forget(m.former)
	}
}

// undo brings back what stood under the names of the files that were renamed already.
func undo(moves []move) (failed error) {
	for _, m := range moves {
		var err error
		switch {
		case m.gone:
			err = errors.New("what it was cannot be kept here")
		case m.former != "":
			err = rename(m.former, m.To)
		default:
			err = os.Remove(m.To)
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s is new already: %w", m.To, err))
		}
	}
	return failed
}

// intend writes down the renames of a set. The one that counts comes last: once it is on the disk, the set will change, whoever
// does it.
func (p *Drafts) intend(moves []move) (written []*os.File, err error) {
	for _, folder := range slices.Backward(foldersOf(moves)) {
		f, err := p.hide(folder, setEnd)
		if err != nil {
			return written, err
		}
		written = append(written, f)
	}
	main := len(written) - 1
	all := intent{}
	for _, m := range moves {
		from, err := filepath.Abs(m.From)
		if err != nil {
			return written, err
		}
		to, err := filepath.Abs(m.To)
		if err != nil {
			return written, err
		}
		all.Moves = append(all.Moves, move{From: from, To: to, Was: marksOf(to)})
	}
	whole, err := filepath.Abs(written[main].Name())
	for i, f := range written {
		says := intent{Main: whole}
		if i == main {
			says = all
		} else if pointer, failed := filepath.Abs(f.Name()); failed == nil {
			all.Pointers = append(all.Pointers, pointer)
		}
		if err == nil {
			err = says.write(f)
		}
	}
	return written, err
}

func (says intent) write(f *os.File) error {
	text, err := json.Marshal(says)
	if err == nil {
		_, err = f.Write(text)
	}
	if err == nil {
		if err = f.Sync(); unsupported(err) {
			err = nil
		}
	}
	syncFolder(filepath.Dir(f.Name()))
	return err
}

// marksOf tells a file from what it becomes when somebody writes it; "" for none.
func marksOf(path string) string {
	info, err := os.Lstat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), " ", info.ModTime().UnixNano())
}

// foldersOf lists the folders in which files will stand, each once.
func foldersOf(moves []move) (folders []string) {
	for _, m := range moves {
		if folder := filepath.Dir(m.To); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

package whole

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// sweep completes the sets that killed runs left half-way in a folder, and removes the rest of what they left.
func sweep(folder string) {
	var dead []*os.File
	defer func() {
		for _, f := range dead {
			f.Close()
		}
	}()
	parts := leftIn(folder, partEnd, formerly)
	for _, path := range parts {
		if f, _ := orphan(path); f != nil {
			dead = append(dead, f)
		}
	}
	// Those who wrote what is dead now write no more sets.
	for _, path := range leftIn(folder, setEnd) {
		if !complete(path) {
			return // somebody is at it, and may need the parts
		}
	}
	for _, f := range dead {
		away(f)
	}
}

// leftIn lists files under hidden names in a folder, by their ends.
func leftIn(folder string, ends ...string) (paths []string) {
	dir, err := os.Open(folder)
	if err != nil {
		return nil
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	for _, name := range names {
		for _, end := range ends {
			if isHidden(name, end) {
				paths = append(paths, filepath.Join(folder, name))
			}
		}
	}
	return paths
}

func isHidden(name, end string) bool {
	return strings.HasPrefix(name, hidden) && strings.HasSuffix(name, end)
}

// complete brings a set to its end. It tells whether nothing more is to be done.
func complete(path string) bool {
	f, held := orphan(path)
	if f == nil {
		return !held
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return false
	}
	var says intent
	_ = json.Unmarshal(text, &says) // what was never whole says nothing, and nothing was renamed
	switch main := isHidden(filepath.Base(says.Main), setEnd) && says.Main != path; {
	case main && !complete(says.Main), !main && !says.carryOut():
		return false
	}
	away(f)
	for _, pointer := range says.Pointers {
		if isHidden(filepath.Base(pointer), setEnd) {
			os.Remove(pointer)
		}
	}
	return true
}

// carryOut renames what is left of a set. What was written since by others stays as it is.
func (says intent) carryOut() bool {
	for _, m := range says.Moves {
		if !isHidden(filepath.Base(m.From), partEnd) || filepath.Dir(m.From) != filepath.Dir(m.To) {
			continue
		}
		part, err := os.Lstat(m.From)
		if err != nil || !part.Mode().IsRegular() || !ours(part) {
			continue
		}
		if marksOf(m.To) != m.Was {
			continue
		}
		if rename(m.From, m.To) != nil {
			return false
		}
	}
	for _, folder := range foldersOf(says.Moves) {
		syncFolder(folder)
	}
	return true
}

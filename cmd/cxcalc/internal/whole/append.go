package whole

import (
	"io"
	"os"
	"path/filepath"
)

// Append adds to the end of a file that several programs write, one after the other. say gets what the file holds, and returns how
// much of it stays and what comes behind that; nothing else is written meanwhile. A part of it is never left.
func Append(name string, say func(held []byte) (keep int, add []byte, err error)) (err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return Cannot(name, err)
	}
	defer f.Close()
	if err := Lock(f); err != nil && !unsupported(err) {
		return Cannot(name, err)
	}
	held, err := io.ReadAll(f)
	if err != nil {
		return Cannot(name, err)
	}
	keep, add, err := say(held)
	if err != nil {
		return err
	}
	if keep < len(held) {
		err = f.Truncate(int64(keep))
	}
	if err == nil && len(add) > 0 {
		err = extend(f, keep, add)
	}
	return Cannot(name, err)
}

// extend writes behind so many bytes, and takes back what does not fit.
func extend(f *os.File, keep int, add []byte) error {
	_, err := f.Write(add)
	if err == nil {
		err = f.Sync()
	}
	if unsupported(err) {
		err = nil
	}
	if err != nil {
		_ = f.Truncate(int64(keep))
		return err
	}
	syncFolder(filepath.Dir(f.Name()))
	return nil
}

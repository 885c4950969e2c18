package whole

import (
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// Lock waits until nobody else has a file locked, and locks it for as long as it is open. The byte that stands for the file lies
// behind all that is ever written, since others cannot read what is locked.
func Lock(f *os.File) error {
	at := &windows.Overlapped{OffsetHigh: 1 << 30}
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, at)
}

// forgotten is the age from which on a file that nobody has open is a left-over: it is closed before it is renamed.
const forgotten = time.Hour

// orphan opens a file that nobody has touched for long.
func orphan(path string) (f *os.File, held bool) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	if time.Since(info.ModTime()) < forgotten {
		return nil, true
	}
	f, err = os.Open(path)
	return f, err != nil
}

// away closes a file and removes it: an open one cannot be removed.
func away(f *os.File) {
	f.Close()
	os.Remove(f.Name())
}

func ours(fs.FileInfo) bool { return true }

func keepOwner(*os.File, fs.FileInfo) {}

func rename(from, to string) error { return os.Rename(from, to) }

// beforeRename closes a file: an open one cannot be renamed.
func beforeRename(f *os.File) error { return f.Close() }

// syncFolder does nothing: folders cannot be synced.
func syncFolder(string) {}

// KeepRunning makes a closed pipe an error of writing, so that the program can clear up.
func KeepRunning() { signal.Ignore(syscall.SIGPIPE) }

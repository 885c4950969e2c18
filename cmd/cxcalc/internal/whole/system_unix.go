//go:build unix

package whole

import (
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// Lock waits until nobody else has a file locked, and locks it for as long as it is open.
func Lock(f *os.File) error { return flock(f, unix.LOCK_EX) }

func flock(f *os.File, how int) error {
	for {
		if err := unix.Flock(int(f.Fd()), how); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// orphan opens a file of this user that nobody has locked, and locks it. held tells that somebody has.
func orphan(path string) (f *os.File, held bool) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || !ours(info) {
		return nil, false
	}
	if f, err = os.OpenFile(path, os.O_RDWR|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0); err != nil {
		return nil, false
	}
	if err := flock(f, unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		return nil, true
	}
	if !stands(f, path) { // renamed or removed before it was locked
		f.Close()
		return nil, false
	}
	return f, false
}

// away removes a file before its lock is gone, so that nobody takes it for their own.
func away(f *os.File) {
	os.Remove(f.Name())
	f.Close()
}

// ours tells whether a file is of the user who runs the program.
func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// keepOwner gives a file the owner of the one that it will replace, where that is allowed.
func keepOwner(f *os.File, info fs.FileInfo) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok && (int(stat.Uid) != os.Geteuid() || int(stat.Gid) != os.Getegid()) {
		_ = f.Chown(int(stat.Uid), int(stat.Gid)) // as a copy, the file is the user's own
	}
}

// rename is that of the system, without a look at what is there: a set has to change in as little time as can be.
func rename(from, to string) error {
	for {
		if err := unix.Rename(from, to); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// A file keeps its lock until it has its name.
func beforeRename(*os.File) error { return nil }

// syncFolder brings the names in a folder to the disk, where the file system can.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

// KeepRunning makes a closed pipe, and a file that is larger than allowed, errors of writing, so that the program can clear up.
func KeepRunning() { signal.Ignore(syscall.SIGPIPE, syscall.SIGXFSZ) }

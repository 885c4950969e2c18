//go:build amd64 || arm64

package source

import (
	"io"
	"os"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A cachedFile reads what the system has in memory without telling Go's scheduler. Told of it, the
// scheduler takes a read of half a MiB for one that waits, wakes a thread to run something else
// meanwhile, and finds nothing; on a machine whose processors all read, that costs a quarter of
// the time. What is not in memory is read in the ordinary way.
type cachedFile struct {
	*os.File
	conn syscall.RawConn
}

// newCachedFile returns the file with reads by place that do not wait for what is in memory.
func newCachedFile(file *os.File) io.ReaderAt {
	conn, err := file.SyscallConn()
	if err != nil {
		return file
	}
	return cachedFile{file, conn}
}

// ReadAt implements io.ReaderAt.
func (c cachedFile) ReadAt(p []byte, off int64) (n int, err error) {
	if off >= 0 {
		err = c.conn.Control(func(fd uintptr) { n = readCached(fd, p, off) })
	}
	if err != nil || n == len(p) && n > 0 {
		return n, err
	}
	rest, err := c.File.ReadAt(p[n:], off+int64(n))
	return n + rest, err
}

// readCached reads as long as everything is in memory, and returns how much it was.
func readCached(fd uintptr, p []byte, off int64) (n int) {
	for n < len(p) {
		part := syscall.Iovec{Base: &p[n]}
		part.SetLen(len(p) - n)
		got, _, errno := syscall.RawSyscall6(unix.SYS_PREADV2, fd, uintptr(unsafe.Pointer(&part)), 1,
			uintptr(off+int64(n)), 0, unix.RWF_NOWAIT)
		runtime.KeepAlive(p)
		if errno != 0 || got == 0 {
			break
		}
		n += int(got)
	}
	return n
}

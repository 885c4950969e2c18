//go:build amd64 || arm64

package source

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A cachedFile gives what the file gives, be it in memory or not.
func TestCachedFile(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	content := make([]byte, 3<<20+17)
	for i := range content {
		content[i] = byte(random.Uint32())
	}
	name := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cached, ok := newCachedFile(file).(cachedFile)
	if !ok {
		t.Fatal("there is no way to the file's descriptor")
	}
	check := func(off int64, size int) {
		t.Helper()
		want, got := make([]byte, size), make([]byte, size)
		wantN, wantErr := file.ReadAt(want, off)
		n, err := cached.ReadAt(got, off)
		if n != wantN || !bytes.Equal(got, want) || (err == nil) != (wantErr == nil) || (err == io.EOF) != (wantErr == io.EOF) {
			t.Errorf("%d bytes at %d: got %d (%v), want %d (%v)", size, off, n, err, wantN, wantErr)
		}
	}
	end := int64(len(content))
	for range 200 {
		if random.IntN(4) == 0 { // written, then forgotten: only what is on the disk can be
			if err := file.Sync(); err != nil {
				t.Fatal(err)
			}
			if err := unix.Fadvise(int(file.Fd()), random.Int64N(end), random.Int64N(end), unix.FADV_DONTNEED); err != nil {
				t.Fatal(err)
			}
		}
		check(random.Int64N(end), random.IntN(1<<20))
	}
	check(0, 0)
	check(end-5, 5)
	check(end-5, 6)
	check(end, 1)
	check(end+1, 1)
	check(-1, 1)
	file.Close()
	if n, err := cached.ReadAt(make([]byte, 1), 0); err == nil {
		t.Errorf("a closed file gives %d bytes", n)
	}
}

package cli

import (
	"errors"
	"io"
	"os"
	"syscall"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
)

// An outlet is standard output. It keeps the first error of writing, since much of what is printed, such as help, has nobody
// who asks for it.
type outlet struct {
	to     io.Writer
	failed error
}

func (o *outlet) Write(b []byte) (int, error) {
	if o.failed != nil {
		return 0, o.failed
	}
	n, err := o.to.Write(b)
	o.failed = err
	return n, err
}

// judge says how a run ended that ended with err, as far as standard output goes. A reader who has seen enough is no failure.
func (o *outlet) judge(err error) error {
	switch {
	case o.failed == nil, err != nil && !errors.Is(err, o.failed) && !errors.Is(err, errMissed):
		return err
	case !errors.Is(o.failed, syscall.EPIPE):
		return whole.Cannot("standard output", o.failed)
	case errors.Is(err, o.failed):
		return nil
	}
	return err
}

// stdoutFile is the file that a writer stands for, nil for none.
func stdoutFile(w io.Writer) *os.File {
	if o, ok := w.(*outlet); ok {
		w = o.to
	}
	f, _ := w.(*os.File)
	return f
}

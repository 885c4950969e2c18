package scan

import (
	"context"
	"errors"
	"io"
	"sync"
)

// spread hands the batches that next fills to the sinks of the workers. It returns io.EOF of
// next as nil, and otherwise the first error of anybody.
func spread(ctx context.Context, next func(*Batch) error, workers int, sink func(int) Sink) error {
	workers = max(workers, 1)
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	free := make(chan *Batch, workers+1)
	full := make(chan *Batch)
	for range workers + 1 {
		free <- new(Batch)
	}
	var group sync.WaitGroup
	for i := range workers {
		s := sink(i)
		group.Go(func() {
			for b := range full {
				if err := s.Batch(b); err != nil {
					stop(err)
					return
				}
				free <- b
			}
		})
	}
	err := produce(ctx, next, free, full)
	close(full)
	group.Wait()
	if err == nil || errors.Is(err, context.Canceled) {
		err = context.Cause(ctx)
	}
	return err
}

// produce fills batches until the source ends or the context does.
func produce(ctx context.Context, next func(*Batch) error, free, full chan *Batch) error {
	for {
		var b *Batch
		select {
		case b = <-free:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if err := next(b); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		select {
		case full <- b:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

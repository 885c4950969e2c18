package pass

import (
	"context"
	"sync"
	"sync/atomic"
)

// Parallel does pieces of work, numbered from 0, with some workers. Each worker begins with a value
// of its own, and the values of all are returned. Which pieces went into which value differs from run
// to run, so what the values are made of must not depend on it. A worker stops early when the context
// is done; the error is that of the context.
func Parallel[T any](ctx context.Context, workers, pieces int, begin func() T, do func(value T, piece int)) ([]T, error) {
	values := make([]T, max(1, min(workers, pieces)))
	var next atomic.Int64
	var wg sync.WaitGroup
	for i := range values {
		values[i] = begin()
		wg.Go(func() {
			for ctx.Err() == nil {
				piece := int(next.Add(1)) - 1
				if piece >= pieces {
					return
				}
				do(values[i], piece)
			}
		})
	}
	wg.Wait()
	return values, ctx.Err()
}

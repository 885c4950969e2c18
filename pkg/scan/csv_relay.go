package scan

import (
	"context"
	"sync"
	"sync/atomic"
)

// csvRelay lets workers read chunks side by side and take the records of each in turn.
//
// Only the question where records begin and end goes through the text in order: the reader is a
// baton that goes from the worker with chunk n to the one with chunk n+1. Reading and the kernel
// before, and walking and counting after, go on beside.
type csvRelay struct {
	reader *csvReader
	feed   *csvFeed
	sizes  csvSizes
	turns  []chan struct{} // chunk n waits at turn n modulo the number of workers
	failed atomic.Bool
	once   sync.Once
	err    error
}

// run reads the feed to its end. It returns the first error of anybody.
func (y *csvRelay) run(ctx context.Context, workers int, sink func(int) Sink) error {
	y.turns = make([]chan struct{}, max(workers, 1))
	for i := range y.turns {
		y.turns[i] = make(chan struct{}, 1)
	}
	y.turns[0] <- struct{}{}
	var group sync.WaitGroup
	for i := range y.turns {
		s := sink(i)
		group.Go(func() { y.work(ctx, s) })
	}
	group.Wait()
	return y.err
}

// fail keeps the first error and ends the reading.
func (y *csvRelay) fail(err error) {
	if err != nil {
		y.once.Do(func() { y.err = err })
		y.failed.Store(true)
		y.feed.stop()
	}
}

// work is the life of one worker.
func (y *csvRelay) work(ctx context.Context, sink Sink) {
	if y.feed.over() {
		return
	}
	p := newPiece(y.sizes)
	for ctx.Err() == nil {
		c, ok := y.feed.take(p.space())
		if !ok {
			return
		}
		p.lookAhead(y.reader, c)
		<-y.turns[c.number%int64(len(y.turns))]
		full, err := y.step(p, c)
		y.fail(err)
		y.turns[(c.number+1)%int64(len(y.turns))] <- struct{}{}
		if full && err == nil {
			y.reader.walkLater(p)
			y.fail(sink.Batch(p.finish(y.reader.quote)))
		}
		y.reader.giveBack(p.long)
		p.long = nil
	}
	y.fail(context.Cause(ctx))
}

// step takes the records of a chunk while its worker has the baton. full tells that there is
// something for the sink.
func (y *csvRelay) step(p *csvPiece, c csvChunk) (full bool, err error) {
	if c.err != nil || y.failed.Load() {
		return false, c.err
	}
	r := y.reader
	p.empty(r.wanted())
	b := &p.batch
	b.LineEnd, b.FirstLine = r.lineEnd, r.line
	if !r.takeAhead(p, c) {
		p.join(r, c.size)
		r.text, r.last = p.text, c.last
		if err := r.records(p); err != nil {
			return false, err
		}
		r.lineAt(r.pos)
	}
	p.leave(r)
	if !p.put && len(b.Starts)+len(b.Faults) == 0 {
		return false, nil
	}
	b.Seq = r.seq
	r.seq++
	return true, nil
}

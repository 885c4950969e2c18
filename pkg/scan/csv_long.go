package scan

// Long texts, of a record that goes on for many chunks or of a quote that is not closed, go round
// among the pieces: new memory for every one of them would cost more time than reading them.

// makeRoom makes room for n more bytes in a long carry.
func (r *csvReader) makeRoom(n int) {
	if have := len(r.carry); cap(r.carry)-have < n {
		old := r.carry
		r.carry = append(r.longText(have+n), old...)
		r.giveBack(old)
	}
}

// longText returns memory for a text of n bytes. It usually suffices for the longest cell.
func (r *csvReader) longText(n int) []byte {
	select {
	case long := <-r.long:
		if cap(long) >= n {
			return long[:0]
		}
	default:
	}
	if usual := r.limit() + usualSizes.chunk + 2*usualSizes.headroom; n <= usual {
		return make([]byte, 0, usual)
	}
	return make([]byte, 0, 2*n)
}

// giveBack takes back the memory of a long text that nobody reads any more.
func (r *csvReader) giveBack(long []byte) {
	if long == nil {
		return
	}
	select {
	case r.long <- long:
	default:
	}
}

// tryAt decides how long the text must be before a record is tried again of which there are rest
// bytes and no end. Twice as much makes the tries cost no more than the reading, but there is no
// use in going far beyond the longest cell.
func (r *csvReader) tryAt(rest int) {
	r.attempt = 2 * rest
	if rest <= r.limit() {
		r.attempt = min(r.attempt, r.limit()+usualSizes.headroom)
	}
}

// limit is the size up to which no record can be beyond a limit.
func (r *csvReader) limit() int { return min(r.maxCell, r.maxRecord) }

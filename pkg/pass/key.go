package pass

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// AppendText adds one value to the key of a group, with its length in front so that no two lists of values make
// the same key.
func AppendText[T []byte | string](key []byte, text T) []byte {
	key = binary.AppendUvarint(key, uint64(len(text)))
	return append(key, text...)
}

// PeriodBytes is the length of a period in a key.
const PeriodBytes = 8

// AppendPeriod adds a period to the key of a group.
func AppendPeriod(key []byte, index int64) []byte {
	return binary.BigEndian.AppendUint64(key, uint64(index))
}

// A GroupKey tells a group from others: its values, and behind them its period, where there is one. It is kept as it
// is, and taken apart when somebody asks: of a million groups the values take more than the keys.
type GroupKey string

// Value returns the i-th value.
func (k GroupKey) Value(i int) string {
	for ; ; i-- {
		n, used := binary.Uvarint([]byte(k[:min(len(k), binary.MaxVarintLen64)]))
		value := k[used : used+int(n)]
		if i == 0 {
			return string(value)
		}
		k = k[used+int(n):]
	}
}

// Values returns the first n values.
func (k GroupKey) Values(n int) []string {
	by := make([]string, n)
	for i := range by {
		by[i] = k.Value(i)
	}
	return by
}

// Period returns the period that the key ends with.
func (k GroupKey) Period() int64 {
	return int64(binary.BigEndian.Uint64([]byte(k[len(k)-PeriodBytes:])))
}

// appendKey adds the values of a row to a key.
func appendKey(key []byte, parts []KeyPart, r *Record) []byte {
	for _, p := range parts {
		text := []byte(p.Text)
		if p.Column != dataset.None {
			text = clean(r.Cell(p.Column), r)
		}
		if p.Label != nil {
			key = AppendText(key, p.Label.Of(text))
			continue
		}
		key = AppendText(key, text)
	}
	return key
}

// clean takes blanks around a text away, and gives a damaged one a readable form, so that groups have names. The row
// is told of damage.
func clean(text []byte, r *Record) []byte {
	text = bytes.TrimSpace(text)
	if utf8.Valid(text) {
		return text
	}
	repaired, damaged := source.Repair(string(text))
	r.damaged = r.damaged || damaged
	return []byte(repaired)
}

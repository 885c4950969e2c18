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
func AppendText(key, text []byte) []byte {
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
			text = clean(r.Cell(p.Column))
		}
		if p.Label != nil {
			text = []byte((*p.Label)[string(text)])
		}
		key = AppendText(key, text)
	}
	return key
}

// clean takes blanks around a text away, and gives a damaged one a readable form, so that groups have names.
func clean(text []byte) []byte {
	text = bytes.TrimSpace(text)
	if utf8.Valid(text) {
		return text
	}
	repaired, _ := source.Repair(string(text))
	return []byte(repaired)
}

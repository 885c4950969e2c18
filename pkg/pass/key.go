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

// SplitKey returns the values that make up the key of a group, and its period, where there is one. The values are
// parts of the key.
func SplitKey(key string, values int, period bool) (by []string, index int64) {
	by = make([]string, values)
	for i := range by {
		n, used := binary.Uvarint([]byte(key[:min(len(key), binary.MaxVarintLen64)]))
		by[i], key = key[used:used+int(n)], key[used+int(n):]
	}
	if period {
		index = int64(binary.BigEndian.Uint64([]byte(key)))
	}
	return by, index
}

// appendKey adds the values of a row to a key.
func appendKey(key []byte, parts []KeyPart, r *Record) []byte {
	for _, p := range parts {
		text := []byte(p.Text)
		if p.Column != dataset.None {
			text = clean(r.Cell(p.Column), r)
		}
		if p.Label != nil {
			text = []byte((*p.Label)[string(text)])
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

package source

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// detectFormat tells "json", "ndjson" and "csv" apart by the beginning of the text.
//
// Text is JSON only when it begins with [ or { and goes on as JSON does: delimited text may begin
// with these too. A document whose first values are good is JSON even when it is broken later, so
// that the mistake is reported as one of JSON.
func detectFormat(text []byte, whole bool) string {
	text = bytes.TrimLeft(text, " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("[")) && isArray(text, whole):
		return "json"
	case bytes.HasPrefix(text, []byte("{")):
		if format := objectFormat(text, whole); format != "csv" {
			return format
		}
	case !bytes.HasPrefix(text, []byte("[")):
		return "csv"
	}
	if brokenJSON(text) {
		return "json"
	}
	return "csv"
}

// brokenJSON says whether text that begins with [ or { and is no JSON was meant to be: no header begins so, or is as long.
func brokenJSON(text []byte) bool {
	const longest = 64 << 10
	inside := skipBlanks(text[1:])
	if len(inside) > 0 && bytes.IndexByte([]byte(`{["'`), inside[0]) >= 0 && !continuesAsCells(text) {
		return true
	}
	return len(text) > longest && !bytes.ContainsAny(text[:longest], "\r\n")
}

// isArray says whether text, which begins with [, is a JSON array: it begins with an object, or it
// is good JSON as far as it can be seen.
func isArray(text []byte, whole bool) bool {
	if inside := skipBlanks(text[1:]); len(inside) > 0 && inside[0] == '{' {
		return opensObject(inside)
	}
	values := newValues(text)
	for {
		_, err := values.ReadValue()
		if err == nil {
			continue
		}
		return err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) && !whole
	}
}

// opensObject says whether text, which begins with {, goes on like an object: }, or a key.
func opensObject(text []byte) bool {
	inside := skipBlanks(text[1:])
	if len(inside) == 0 {
		return false
	}
	if inside[0] == '}' {
		return true
	}
	values := newValues(text)
	values.ReadToken()
	key, err := values.ReadToken()
	if err != nil || key.Kind() != '"' {
		return false
	}
	behind := skipBlanks(text[values.InputOffset():])
	return len(behind) > 0 && behind[0] == ':'
}

// objectFormat tells records of one line each from a document, for text that begins with {.
func objectFormat(text []byte, whole bool) string {
	line, behind, cut := bytes.Cut(text, []byte{'\n'})
	behind = skipBlanks(behind)
	switch {
	case isObject(line) && len(behind) > 0:
		return "ndjson"
	case isObject(line) && whole:
		return singleObjectFormat(line)
	case cut && objectLines(behind, whole):
		return "ndjson"
	case opensObject(text) && !continuesAsCells(text):
		return "json"
	}
	return "csv"
}

// isObject says whether the line is one complete object and nothing else.
func isObject(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && line[0] == '{' &&
		jsontext.Value(line).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// objectLines says whether most of the first lines are objects: then the first one is a
// broken record of many, not a broken document.
func objectLines(text []byte, whole bool) bool {
	lines := bytes.SplitN(text, []byte{'\n'}, 12)
	if len(lines) == 12 || !whole {
		lines = lines[:len(lines)-1]
	}
	good, all := 0, 0
	for _, line := range lines {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		all++
		if isObject(line) {
			good++
		}
	}
	return good > 0 && 2*good >= all
}

// singleObjectFormat says what one object on one line is: a document when records sit inside it,
// in an array of objects, else a single record.
func singleObjectFormat(line []byte) string {
	values := newValues(line)
	for array := false; ; {
		token, err := values.ReadToken()
		if err != nil {
			return "ndjson"
		}
		if array && token.Kind() == '{' {
			return "json"
		}
		array = token.Kind() == '['
	}
}

// continuesAsCells says whether the first line goes on behind the object, as a line of delimited
// text does whose first cell is an object.
func continuesAsCells(text []byte) bool {
	values := newValues(text)
	if _, err := values.ReadValue(); err != nil {
		return false
	}
	line, _, _ := bytes.Cut(text[values.InputOffset():], []byte{'\n'})
	line = skipBlanks(line)
	return len(line) > 0 && bytes.IndexByte([]byte(",;|:"), line[0]) >= 0
}

// newValues reads JSON as leniently as the format asks: what is wrong inside is for the scanner.
func newValues(text []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewReader(text),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

func skipBlanks(text []byte) []byte { return bytes.TrimLeft(text, " \t\r\n") }

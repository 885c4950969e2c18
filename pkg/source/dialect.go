package source

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// dialectSize is how much of the sample is looked at for the dialect.
const dialectSize = 64 << 10

// usualDelimiters are told by how well the cells come out, in order of preference when equal.
const usualDelimiters = ",;\t|"

// rareDelimiters occur in ordinary text, so they count only when nothing usual splits the text
// and they split every record alike.
const rareDelimiters = "\x1f\x1e\x01^~: "

// declaredDelimiter reads the first line "sep=;" that Excel writes and understands. It returns the
// delimiter and the length of the line with its end, or 0 when there is no such line.
func declaredDelimiter(text []byte) (delimiter byte, size int) {
	end := bytes.IndexAny(text[:min(len(text), 16)], "\r\n")
	if end < 0 {
		return 0, 0
	}
	line := bytes.Trim(text[:end], `"`)
	if len(line) != len("sep=;") || !bytes.EqualFold(line[:4], []byte("sep=")) || !canDelimit(line[4]) {
		return 0, 0
	}
	if bytes.HasPrefix(text[end:], []byte("\r\n")) {
		end++
	}
	return line[4], end + 1
}

// canDelimit says whether a character can be meant as delimiter: no letter, digit, quote or line end.
func canDelimit(c byte) bool {
	letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
	return c < utf8.RuneSelf && !letter && strings.IndexByte("\"'\r\n", c) < 0
}

// detectDialect finds delimiter, quote and decimal mark on the complete records at the beginning
// of the text. What the options give is kept.
//
// Every usual delimiter is tried as if it were the right one. The better choice gives records of
// one width and cells that look like values (numbers, dates, words), not like halves of them. The
// idea is that of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and
// type patterns", Data Mining and Knowledge Discovery 33 (2019); the scores are simpler.
func detectDialect(text []byte, whole bool, o Hints) (Dialect, MarkEvidence) {
	all, complete := text, whole
	if len(text) > dialectSize {
		text, whole = text[:dialectSize], false
	}
	d := Dialect{Delimiter: o.Delimiter, Quote: o.Quote, Decimal: o.Decimal}
	if d.Quote == 0 {
		d.Quote = '"'
	}
	if d.Delimiter == 0 {
		d.Delimiter = bestDelimiter(text, whole, d.Quote)
	}
	if o.Quote == 0 && singleQuoted(text, whole) {
		other := d
		other.Quote = '\''
		if o.Delimiter == 0 {
			other.Delimiter = bestDelimiter(text, whole, other.Quote)
		}
		if quotedBetter(text, whole, d, other) {
			d = other
		}
	}
	if o.Quote == 0 && complete && literalQuotes(all, d) {
		d.Quote = 0
	}
	marks := marksOf(text, whole, d)
	if d.Decimal == 0 {
		d.Decimal = marks.Decimal(d.Delimiter)
	}
	return d, marks
}

func bestDelimiter(text []byte, whole bool, quote byte) byte {
	best, score := byte(','), 0.0
	for _, delimiter := range []byte(usualDelimiters) {
		if bytes.IndexByte(text, delimiter) < 0 {
			continue
		}
		if s := measure(text, whole, delimiter, quote).score(); s > score {
			best, score = delimiter, s
		}
	}
	if score > 0 {
		return best
	}
	for _, delimiter := range []byte(rareDelimiters) {
		if bytes.IndexByte(text, delimiter) < 0 {
			continue
		}
		if measure(text, whole, delimiter, quote).certain(delimiter) {
			return delimiter
		}
	}
	return ','
}

// singleQuoted says whether cells in single quotes are likely enough to be looked at: some cell
// begins with one, and no cell is in double quotes.
func singleQuoted(text []byte, whole bool) bool {
	if !beginsCell(text, '\'') {
		return false
	}
	for _, delimiter := range []byte(usualDelimiters) {
		if s := measure(text, whole, delimiter, '"'); s.quoted > s.faults {
			return false
		}
	}
	return true
}

// literalQuotes says whether the quotes of a whole text are nothing but text, as in 55" for inches: no cell begins with one, whatever
// blanks stand before it, and the lines that hold some are as wide as most.
func literalQuotes(text []byte, d Dialect) bool {
	if d.Quote != '"' || bytes.IndexByte(text, d.Quote) < 0 {
		return false
	}
	cells := splitter{text: text, delimiter: d.Delimiter}
	widths := make(map[int]int)
	width, quoted := 0, false
	var held []int
	for cells.next() {
		cell := bytes.TrimLeft(cells.cell.text, " \t\u00a0\ufeff")
		if len(cell) > 0 && cell[0] == d.Quote {
			return false
		}
		width++
		if quoted = quoted || bytes.IndexByte(cell, d.Quote) >= 0; !cells.cell.last {
			continue
		}
		if widths[width]++; quoted {
			held = append(held, width)
		}
		width, quoted = 0, false
	}
	usual, _ := shape{widths: widths, records: 1}.usual()
	return !slices.ContainsFunc(held, func(width int) bool { return width != usual })
}

func beginsCell(text []byte, quote byte) bool {
	before := byte('\n')
	for _, c := range text {
		if c == quote && (before == '\n' || before == '\r' || strings.IndexByte(usualDelimiters, before) >= 0) {
			return true
		}
		before = c
	}
	return false
}

// quotedBetter says whether single quotes explain the text: at least two cells are in them, none of
// them is broken, and the records fit no worse.
func quotedBetter(text []byte, whole bool, double, single Dialect) bool {
	with := measure(text, whole, single.Delimiter, single.Quote)
	without := measure(text, whole, double.Delimiter, double.Quote)
	_, alike := with.usual()
	_, before := without.usual()
	return with.quoted >= 2 && with.faults == 0 && alike >= before
}

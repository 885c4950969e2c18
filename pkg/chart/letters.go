package chart

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// A drawing cannot ask how wide a text will be, so widths are estimates, in heights of a letter, that are rather too
// large than too small for the usual fonts without serifs.
const (
	narrowLetter = 0.41
	usualLetter  = 0.65
	broadLetter  = 0.82
	widestLetter = 1.05
	strongMore   = 1.1 // of a text in strong letters
)

func extent(s string) (sum float64) {
	for g := displaywidth.StringGraphemes(s); g.Next(); {
		sum += sign(g.Value(), g.Width())
	}
	return sum
}

func sign(s string, columns int) float64 {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case columns == 0:
		return 0
	case columns > 1 || strings.ContainsRune("mwMW%@—…", r):
		return widestLetter + 0.1*float64(max(columns-2, 0))
	case strings.ContainsRune(" ijl|!.,:;'`()[]{}/\\ftrI", r):
		return narrowLetter
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		return usualLetter
	}
	return broadLetter
}

// wrap breaks a text at its blanks into lines of at most room heights of a letter, and words that are too long anywhere.
func wrap(s string, room float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && extent(line+" "+word) <= room {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := chop(word, room)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
	}
	return append(lines, line)
}

// chop cuts a word into pieces that fit; a sign that is wider than the room is a piece.
func chop(word string, room float64) []string {
	if extent(word) <= room {
		return []string{word}
	}
	var pieces []string
	piece, used := "", 0.0
	for g := displaywidth.StringGraphemes(word); g.Next(); {
		wide := sign(g.Value(), g.Width())
		if piece != "" && used+wide > room {
			pieces = append(pieces, piece)
			piece, used = "", 0
		}
		piece += g.Value()
		used += wide
	}
	return append(pieces, piece)
}

// widest returns the pixels of the longest of some texts.
func widest(texts []string) (out float64) {
	for _, s := range texts {
		out = max(out, extent(s)*letter)
	}
	return out
}

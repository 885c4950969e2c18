package tally

// Dense is the number of texts that a tally finds without a search: "0" to "10", and "".
const Dense = dense

// Index returns the place of a text among the dense ones, or -1 for any other text.
func Index(text []byte) int {
	switch len(text) {
	case 0:
		return denseNone
	case 1:
		if d := text[0] - '0'; d < 10 {
			return int(d)
		}
	case 2:
		if text[0] == '1' && text[1] == '0' {
			return 10
		}
	}
	return -1
}

// denseTexts are the dense texts by their Index.
var denseTexts = [dense]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", ""}

// At returns the count of a dense text, by its Index, for adding to it. The count is valid until another
// text is asked for.
func (s *Scores) At(index int) *Count {
	if at := s.dense[index]; at > 0 {
		return &s.texts[at-1].Count
	}
	c := s.push(denseTexts[index])
	s.dense[index] = uint16(len(s.texts))
	return c
}

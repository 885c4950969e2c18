package dataset

import (
	"bytes"
	_ "embed"
	"io"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
)

//go:embed frame.tsv
var frameTSV string

// frameWords lists the words of frame.tsv by their kind.
var frameWords = sync.OnceValue(func() map[string][]string {
	words := make(map[string][]string)
	for line := range strings.Lines(frameTSV) {
		if kind, text, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(kind, "#") {
			words[kind] = append(words[kind], answer.Fold(text))
		}
	}
	return words
})

// mostFooter is how many records at the end of a text may be its footer, and tailSize how much of the end is looked at.
const (
	mostFooter = 10
	tailSize   = 16 << 10
)

// A footing finds what stands below the rows of a table: totals, and lines about the export.
type footing struct {
	options scan.CSVOptions
	cells   looks
	width   int
	rows    [][]string // those that tell what columns hold, until somebody asks
	whole   bool       // they are all
	always  []bool     // which columns all first rows fill
	kinds   []cellKind // what their cells are
	above   [][]string // rows that are surely none of it
	sums    []float64  // of all rows, the last one too, where all can be seen
	filled  []int      // how many cells they are of
}

// learn finds what the columns hold, but for rows at the end that may be none.
func (f *footing) learn() {
	all := f.rows
	data := all
	for len(data) > 1 && f.doubtful(data[len(data)-1]) {
		data = data[:len(data)-1]
	}
	f.rows, f.above = nil, data
	for i := range f.width {
		texts := below(data, i)
		blank := slices.ContainsFunc(data, func(row []string) bool { return len(row) == f.width && answer.Trim(row[i]) == "" })
		f.always = append(f.always, !blank)
		f.kinds = append(f.kinds, f.cells.columnKind(texts))
		if f.whole {
			total, cells := sum(all, i)
			f.sums, f.filled = append(f.sums, total), append(f.filled, cells)
		}
	}
}

// learned learns once.
func (f *footing) learned() {
	if f.rows != nil {
		f.learn()
	}
}

// doubtful tells whether a row may stand below the table.
func (f *footing) doubtful(row []string) bool {
	first := firstFilled(row)
	return filled(row) < 2 || len(row) != f.width || slices.Contains(frameWords()["total"], wordOf(row[first])) || isCountWord(row[first]) || isFigureWord(row[first]) ||
		isFigureName(row[first]) || layout.NamesMetric(row[first])
}

// firstFilled is the first cell that is not blank, -1 for none.
func firstFilled(row []string) int {
	return slices.IndexFunc(row, func(cell string) bool { return answer.Trim(cell) != "" })
}

// wordOf returns the text of a cell as frameWords has it.
func wordOf(cell string) string { return strings.TrimRight(answer.Fold(answer.Trim(cell)), ": ") }

// sum adds the numbers of a column, and counts them.
func sum(rows [][]string, column int) (sum float64, cells int) {
	for _, row := range rows {
		if column >= len(row) {
			continue
		}
		if x, ok := figure(answer.Trim(row[column])); ok {
			sum += x
			cells++
		}
	}
	return sum, cells
}

// cut returns how much of the end of a text belongs to rows, and how many records below do not. The end begins at the
// beginning of a line.
func (f *footing) cut(tail []byte) (size, records int) {
	size = len(tail)
	at, waiting := size, 0 // rows that belong to what stands above them, if that does
	for records+waiting < mostFooter {
		line := lastLine(tail[:at])
		if line == at {
			break
		}
		row := f.row(tail[line:at])
		some := filled(row) > 0
		is := !some || f.below(row, tail[line:at])
		if !is && !f.mayBelong(row) {
			break
		}
		if at = line; some {
			waiting++
		}
		if records > 0 || some && is || waiting == 0 {
			size, records, waiting = at, records+waiting, 0
		}
	}
	if records == 0 {
		return len(tail), 0
	}
	return size, records
}

// lastLine returns where the last line of a text begins, with its line end.
func lastLine(text []byte) int {
	lineEnd := byte('\n')
	if bytes.IndexByte(text, '\n') < 0 {
		lineEnd = '\r'
	}
	return bytes.LastIndexByte(bytes.TrimSuffix(text, []byte{lineEnd}), lineEnd) + 1
}

// row reads a line as a record; it has no cells where it is none, or part of one.
func (f *footing) row(line []byte) []string {
	records := scan.Peek(line, true, 2, f.options)
	if len(records) != 1 || records[0].From > 0 || records[0].To < len(line) {
		return []string{string(line)}
	}
	return records[0].Cells
}

// below tells whether a row that is not blank stands below the table and is none of its rows.
func (f *footing) below(row []string, line []byte) bool {
	first := firstFilled(row)
	text := wordOf(row[first])
	switch {
	case bytes.IndexByte(line, f.options.Quote) >= 0 && len(row) == 1:
		return false // perhaps the end of a cell with several lines
	case f.width > 1 && filled(row) == 1 && first == 0 && f.closes(text, len(row), line), filled(row) == 1 && f.totals(row[first]):
		return true
	}
	if slices.Contains(frameWords()["total"], text) || isCountWord(text) {
		return f.adds(row, first)
	}
	return (layout.NamesMetric(row[first]) || isFigureWord(row[first]) && f.leaves(row, first)) && f.adds(row, first) && !f.stands(text)
}

// stands tells whether a text is that of a cell of the table, and so none of its footer.
func (f *footing) stands(text string) bool {
	return slices.ContainsFunc(f.above, func(row []string) bool {
		return slices.ContainsFunc(row, func(cell string) bool { return wordOf(cell) == text })
	})
}

// closes tells whether the only text of a line speaks of the export.
func (f *footing) closes(text string, cells int, line []byte) bool {
	const sentence = 4
	for _, word := range frameWords()["closing"] {
		if strings.HasPrefix(text, strings.TrimRight(word, ":")) && (len(strings.Fields(text)) > 1 || strings.HasSuffix(word, ":")) {
			return true
		}
	}
	ended := line[len(line)-1] == '\n' || line[len(line)-1] == '\r'
	return cells == 1 && ended && (len(strings.Fields(text)) >= sentence || strings.Trim(text, "-=_*") == "")
}

// adds tells whether a row adds up those above: behind its word there are numbers only, and it leaves out what every
// row has, has its word where they have none, or is what they add up to.
func (f *footing) adds(row []string, first int) bool {
	f.learned()
	lacks := len(row) < f.width || first < f.width && (f.kinds[first] == numberCell || f.kinds[first] == dateCell)
	for i, cell := range row[:min(len(row), f.width)] {
		kind := f.cells.kind(cell)
		if i != first && kind != blankCell && kind != numberCell {
			return false
		}
		lacks = lacks || kind == blankCell && f.always[i] || kind == numberCell && (f.isSum(cell, i) || f.isMean(cell, i))
	}
	return lacks && len(row) <= f.width
}

// isSum tells whether a cell of the last row is what those above it add up to.
func (f *footing) isSum(cell string, column int) bool {
	x, ok := figure(answer.Trim(cell))
	return ok && x != 0 && column < len(f.sums) && math.Abs(f.sums[column]-2*x) < 0.005
}

// totals tells whether a cell is a word of totals and a number.
func (f *footing) totals(cell string) bool {
	word, number, found := strings.Cut(cell, ":")
	_, is := figure(answer.Trim(number))
	return found && is && slices.Contains(frameWords()["total"], wordOf(word))
}

// isMean tells whether a cell of the last row is the mean of those above it, as far as it is written out.
func (f *footing) isMean(cell string, column int) bool {
	x, ok := figure(answer.Trim(cell))
	if !ok || column >= len(f.sums) || f.filled[column] < 2 {
		return false
	}
	return math.Abs((f.sums[column]-x)/float64(f.filled[column]-1)-x) < 0.5*math.Pow10(-decimals(cell))+1e-9
}

// decimals counts the digits behind the mark.
func decimals(cell string) int {
	cell = answer.Trim(cell)
	if at := strings.LastIndexAny(cell, ".,"); at >= 0 {
		return len(cell) - at - 1
	}
	return 0
}

// footer leaves out what stands below the rows, where the end of the source can be seen already.
func (f *framing) footer(src *source.Stream) error {
	if len(f.records) <= f.HeaderRows {
		return nil
	}
	foot := &footing{options: f.table.csvOptions(src), cells: f.cells, width: f.Width, rows: f.rows(f.HeaderRows),
		whole: src.Whole && len(f.records) < top+sampleRows}
	var text io.ReaderAt
	size := int64(len(src.Sample))
	switch {
	case src.At != nil:
		text, size = src.At, src.Size
	case src.Whole:
		text = bytes.NewReader(src.Sample)
	default:
		foot.learn()
		f.table.foot = foot
		return nil
	}
	from := max(size-tailSize, 0)
	tail := make([]byte, size-from)
	if _, err := text.ReadAt(tail, from); err != nil && err != io.EOF {
		return err
	}
	begin := 0
	if from > 0 {
		begin = bytes.IndexByte(tail, '\n') + 1
	}
	kept, records := foot.cut(tail[begin:])
	end := from + int64(begin+kept)
	if records == 0 || end <= int64(f.records[f.HeaderRows].From) {
		return nil
	}
	if src.Text != nil { // it is read again with other columns, and so with other places
		foot.learned()
		f.table.foot, f.table.footed = foot, true
		src.Sample = src.Sample[:end]
	} else {
		src.EndAt(end)
	}
	f.records = slices.DeleteFunc(f.records, func(r scan.Peeked) bool { return int64(r.From) >= end })
	f.table.noteFooter(records)
	return nil
}

// noteFooter tells of what stands below the rows.
func (t *Table) noteFooter(records int) {
	t.Notes = append(t.Notes, result.Warn("footer", "%s at the end left out: totals, or words about the export", plural(records, "row")).At(t.Name, 0))
}

// A footedReader leaves out what stands below the rows of a text whose end is seen only when it is reached.
type footedReader struct {
	in    io.Reader
	cut   func(tail []byte) int
	text  []byte // read, and not given away
	whole bool
}

// Read implements io.Reader.
func (r *footedReader) Read(p []byte) (int, error) {
	for !r.whole && len(r.text) <= 2*tailSize {
		n, err := r.more()
		if err != nil && err != io.EOF {
			return 0, err
		}
		if r.text = r.text[:len(r.text)+n]; err == io.EOF {
			from := bytes.LastIndexByte(r.text[:max(len(r.text)-tailSize, 0)], '\n') + 1
			r.text = r.text[:from+r.cut(r.text[from:])]
			r.whole = true
		}
	}
	give := r.text
	if !r.whole {
		give = give[:len(give)-2*tailSize]
	}
	if len(give) == 0 {
		return 0, io.EOF
	}
	n := copy(p, give)
	r.text = r.text[n:]
	return n, nil
}

// more reads on behind the text that is there.
func (r *footedReader) more() (int, error) {
	const room = 16 * tailSize
	if cap(r.text)-len(r.text) < tailSize {
		r.text = append(make([]byte, 0, len(r.text)+room), r.text...)
	}
	return r.in.Read(r.text[len(r.text):cap(r.text)])
}

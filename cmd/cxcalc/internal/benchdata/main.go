// Command benchdata writes survey exports, and logs of steps, of any size, for measuring. The same call always writes
// the same bytes.
//
//	go run ./cmd/cxcalc/internal/benchdata narrow 5000000 > narrow.csv
package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"time"
)

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "benchdata:", err)
		os.Exit(1)
	}
}

type writer func(w *bufio.Writer, i int, a answers)

// shapes are the exports that can be written: their header, and how a row looks.
var shapes = map[string]struct {
	header string
	row    writer
}{
	"narrow": {"id,score,segment,channel,submitted_at\n", narrow},
	"wide":   {"id,started_at,comment,score,satisfaction,segment,country,channel,plan,language,tags,submitted_at\n", wide},
	"ndjson": {"", object},
	"steps":  {"case_id,at,step\n", stepped},
}

func run(w io.Writer, args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("expected a shape, narrow, wide, ndjson or steps, and a number of rows")
	}
	shape, ok := shapes[args[0]]
	if !ok {
		return fmt.Errorf("%q is not a shape, expected narrow, wide, ndjson or steps", args[0])
	}
	rows, err := strconv.Atoi(args[1])
	if err != nil || rows < 0 {
		return fmt.Errorf("%q is not a number of rows", args[1])
	}
	out := bufio.NewWriterSize(w, 1<<20)
	out.WriteString(shape.header)
	random := rand.New(rand.NewPCG(2026, 6))
	for i := range rows {
		shape.row(out, i, draw(random))
	}
	return out.Flush()
}

type answers struct {
	score   string // "" for no answer, which is one in twenty
	segment string
	channel string
	at      time.Time
	comment int // which of the comments
}

var (
	segments = []string{"enterprise", "mid-market", "small", "self-serve", "partner", "education"}
	channels = []string{"email", "web", "app", "phone"}
	comments = []string{"", "Good so far", "Too slow, and \"support\" took a week", "First line\nsecond line, with a comma", "Would buy again"}
)

func draw(r *rand.Rand) answers {
	a := answers{
		segment: segments[r.IntN(len(segments))], channel: channels[r.IntN(len(channels))],
		at:      time.Date(2024, 1, 1, 0, 0, r.IntN(730*24*3600), 0, time.UTC),
		comment: r.IntN(len(comments)),
	}
	if r.IntN(20) > 0 {
		a.score = strconv.Itoa(min(10, r.IntN(8)+r.IntN(5)))
	}
	return a
}

func narrow(w *bufio.Writer, i int, a answers) {
	fmt.Fprintf(w, "R%09d,%s,%s,%s,%s\n", i, a.score, a.segment, a.channel, a.at.Format("2006-01-02T15:04:05Z"))
}

func wide(w *bufio.Writer, i int, a answers) {
	fmt.Fprintf(w, "R%09d,%s,%s,%s,%d,%s,%s,%s,pro,en,%s,%s\n", i, a.at.Add(-time.Minute).Format(time.DateTime), quoted(comments[a.comment]),
		a.score, i%5+1, a.segment, "ES", a.channel, `"new, web"`, a.at.Format(time.DateTime))
}

// quoted writes a cell in quotes, with the quotes inside it doubled.
func quoted(text string) string {
	out := []byte{'"'}
	for i := range len(text) {
		if text[i] == '"' {
			out = append(out, '"')
		}
		out = append(out, text[i])
	}
	return string(append(out, '"'))
}

func object(w *bufio.Writer, i int, a answers) {
	score := a.score
	if score == "" {
		score = "null"
	}
	fmt.Fprintf(w, `{"id":"R%09d","person":{"segment":%q,"score":"no"},"comment":%q,"score":%s,"submitted_at":%q}`+"\n",
		i, a.segment, comments[a.comment], score, a.at.Format(time.RFC3339))
}

// The cases of a log: so many are on their way at once, each for about ten rows.
const (
	casesAtOnce = 1000
	rowsAtOnce  = 10 * casesAtOnce
)

var steps = []string{"visit", "search", "product", "compare", "cart", "address", "payment", "purchase", "delivery", "use", "support", "repeat"}

// stepped writes a step of one of the cases that are on their way. Most come a little further with every row.
func stepped(w *bufio.Writer, i int, a answers) {
	random := uint64(a.at.Unix()) * 0x9E3779B97F4A7C15
	number := i/rowsAtOnce*casesAtOnce + int(random>>32%casesAtOnce)
	way := i % rowsAtOnce * len(steps) / rowsAtOnce
	if random>>60 < 4 {
		way = max(way-int(random>>58&3), 0)
	}
	at := time.Date(2024, 1, 1, 0, 0, i, 0, time.UTC)
	fmt.Fprintf(w, "J%08d,%s,%s\n", number, at.Format(time.DateTime), steps[way])
}

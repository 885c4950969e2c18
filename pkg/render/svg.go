package render

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// slideChart is the width of a chart for a slide.
const slideChart = 760

// writeSVG writes the main chart of a document, with its figure above it.
func writeSVG(w io.Writer, d *result.Document, o Options) error {
	say := o.voice()
	d = say.document(d)
	s := say.fieldsOf(d)
	headline := visible.Text(d.Title)
	if text := say.headValue(d, s); text != "" {
		headline += ": " + text
	}
	headings := []string{headline}
	var facts []string
	if words := say.spanWords(d, s.value); words != "" {
		facts = append(facts, words)
	}
	facts = slices.Concat(facts, say.limitsOf(d, s), say.verdictOf(d, s))
	if text := strings.Join(facts, ", "); text != "" {
		headings = append(headings, text)
	}
	scene := chart.Scene{ID: "chart", Title: headline, Doc: headline, Width: slideChart}
	notes := noteOf(strings.Join(append(say.origin(d, s, Options{Width: 200}), say.filters(d)...), " · "))
	var main chart.Chart
	pictures := say.picturesOf(d)
	if i := slices.IndexFunc(pictures, func(p picture) bool { return p.chart != nil }); i >= 0 {
		p := pictures[i]
		main, scene.Doc = p.chart, p.title+". "+p.doc
		headings = append(headings, p.title)
		notes = append(noteOf(p.legend), notes...)
	}
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	if err := chart.Slide(main, scene, headings, notes).Write(&b); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

package cli

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
)

// plan says what a report would read, ask and write, and which questions fail before all rows are read.
func (d *desk) plan(ctx context.Context, r *report.Report, outputs []output) error {
	steps := r.Rehearse(ctx)
	if err := ctx.Err(); err != nil {
		return err
	}
	title := r.File
	if r.Title != "" {
		title += ": " + r.Title
	}
	sheet := render.Leaflet{{Title: title, Words: []string{fmt.Sprintf("%s, %s. Nothing was computed, nothing written.", count(len(r.Items), "question"), count(len(steps), "reading"))}}}
	for i, s := range steps {
		b := render.Block{Title: fmt.Sprintf("Reading %d: %s", i+1, strings.Join(s.Sources, ", "))}
		for _, x := range s.Items {
			words := x.Command()
			if x.Name != words {
				words += " as " + x.Name
			}
			if given := saidOf(x); given != "" {
				words += ": " + given
			}
			b.Words = append(b.Words, "  "+words)
		}
		sheet = append(sheet, b)
	}
	written := render.Block{Title: "Outputs"}
	for _, out := range outputs {
		place := out.file
		if place == "" {
			place = "standard output"
		}
		written.Words = append(written.Words, "  "+out.format.Name+" to "+place)
	}
	buffered := bufio.NewWriter(d.Out)
	if err := render.WriteLeaflet(buffered, append(sheet, written), d.renderOptions(output{}, flags.Values{})); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	var end error
	for _, x := range r.Items {
		if x.Answer != nil && x.Answer.Err != nil {
			d.tell(whose(x.Name), x.Answer.Err)
			end = errTold
		}
	}
	return end
}

// saidOf is what the file says about a question; of a setting that stands in it twice, the last counts.
func saidOf(x *report.Piece) string {
	var said []string
	var seen []string
	for _, g := range slices.Backward(x.Given) {
		if slices.Contains(seen, g.Flag) {
			continue
		}
		seen = append(seen, g.Flag)
		said = append(said, g.Flag+" "+strings.Join(g.Texts, ", "))
	}
	if x.Before != nil {
		said = append(said, "before "+strings.Join(x.Before, ", "))
	}
	slices.Reverse(said)
	return strings.Join(said, "; ")
}

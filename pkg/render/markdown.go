package render

import (
	"fmt"
	"io"

	"github.com/cxcalc/cxcalc/pkg/result"
)

func writeMarkdown(w io.Writer, d *result.Document, o Options) error {
	_, err := fmt.Fprintln(w, d.Title)
	return err
}

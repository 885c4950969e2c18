package render

import (
	"io"

	"github.com/cxcalc/cxcalc/pkg/result"
)

func writeTable(w io.Writer, d *result.Document, o Options) error {
	return writeMarkdown(w, d, o)
}

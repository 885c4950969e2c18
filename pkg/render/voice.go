package render

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A voice says figures and words in a language. Its zero value speaks English, as programs are spoken to.
type voice struct{ tongue *lang.Tongue }

// t returns a text of ours in the language.
func (say voice) t(text string) string { return say.tongue.Text(text) }

// f fills a format of ours in the language.
func (say voice) f(format string, args ...any) string { return say.tongue.Say(format, args...) }

// document returns a document whose own words are in the language. Names and values stay as they are.
func (say voice) document(d *result.Document) *result.Document {
	if say.tongue == nil || d == nil {
		return d
	}
	out := *d
	out.Title = say.t(d.Title)
	if text := d.Heading.In(say.tongue); text != "" {
		out.Title = text
	}
	out.Definition = say.tongue.Retell(d.Definition)
	out.Fields = say.titled(d.Fields)
	out.Gist, out.Warnings, out.Findings = slices.Clone(d.Gist), slices.Clone(d.Warnings), slices.Clone(d.Findings)
	for i, text := range out.Gist {
		out.Gist[i] = say.t(text)
	}
	for i, w := range out.Warnings {
		out.Warnings[i].Text = w.In(say.tongue)
	}
	for i, f := range out.Findings {
		out.Findings[i].Title, out.Findings[i].Fields = say.t(f.Title), say.titled(f.Fields)
	}
	return &out
}

func (say voice) titled(fields []result.Field) []result.Field {
	out := slices.Clone(fields)
	for i, f := range out {
		out[i].Title, out[i].Doc, out[i].English = say.t(f.Title), say.tongue.Retell(f.Doc), f.Title
		out[i].Rows = say.titled(f.Rows)
	}
	return out
}

// voice is that of the language that the options ask for.
func (o Options) voice() voice { return voice{o.Words} }

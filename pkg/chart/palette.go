package chart

import (
	_ "embed"
	"strings"
)

// rules is the style of the classes, in which colours are variables.
//
//go:embed chart.css
var rules string

// A Hue is a colour by its name in style sheets, for light and for dark pages.
type Hue struct{ Name, Light, Dark string }

// Hues returns all colours. Texts stand out from the paper by 4.5 : 1, those of a heat map from every shade of it, and marks by 3 : 1.
func Hues() []Hue {
	return []Hue{
		{"paper", "#ffffff", "#14181d"},
		{"card", "#f4f6f8", "#1e242b"},
		{"ink", "#1a2129", "#e8ecf0"},
		{"faint", "#55606c", "#a9b4bf"},
		{"rule", "#d5dbe1", "#39424c"},
		{"link", "#0b5cad", "#7cb8f5"},
		{"plain", "#2563ab", "#6ba6ea"},
		{"band", "#cfdff2", "#23405f"},
		{"good", "#0b6e64", "#3fb8a9"},
		{"neutral", "#7b8794", "#8894a1"},
		{"bad", "#b3401b", "#f08a62"},
		{"open", "#8a5a00", "#e0ad4a"},
		{"heat0", "#f1f6fb", "#1b242e"},
		{"heat1", "#dbe8f6", "#1d3044"},
		{"heat2", "#c3d9f0", "#203d5b"},
		{"heat3", "#a9c8e9", "#234a72"},
		{"heat4", "#8fb7e2", "#265789"},
		{"heat5", "#76a6da", "#2a639e"},
	}
}

// A palette chooses the light or the dark colour.
type palette func(Hue) string

var (
	light palette = func(h Hue) string { return h.Light }
	dark  palette = func(h Hue) string { return h.Dark }
)

// replace puts colours in the place of variables, for programs that know none.
func (of palette) replace(css string) string {
	var pairs []string
	for _, h := range Hues() {
		pairs = append(pairs, "var(--"+h.Name+")", of(h))
	}
	return strings.NewReplacer(pairs...).Replace(css)
}

func (of palette) variables() string {
	var b strings.Builder
	for _, h := range Hues() {
		b.WriteString("--" + h.Name + ":" + of(h) + ";")
	}
	return b.String()
}

// Sheet returns the style sheet of a page: the colours as variables, dark where the reader wants that and light on paper, and the
// classes of drawings.
func Sheet() string {
	return ":root{color-scheme:light dark;" + light.variables() + "}\n" +
		"@media screen and (prefers-color-scheme:dark){:root{" + dark.variables() + "}}\n" + rules
}

package vendors

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// parse reads a layout: a key and a value a line, lists with | between their entries.
func parse(file, text string) (*Layout, error) {
	l := &Layout{Text: text, Name: strings.TrimSuffix(path.Base(file), ".layout")}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("%s:%d: %q is not a key, a colon and a value", file, n, line)
		}
		if err := l.set(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	if len(l.all)+len(l.any)+len(l.first)+len(l.below)+len(l.traits) == 0 {
		return nil, fmt.Errorf("%s: no headers to recognise it by", file)
	}
	return l, nil
}

// inLanguages stands between the names that a header has in languages.
const inLanguages = " // "

// set takes a line. A key may name a scope behind its word.
func (l *Layout) set(key, value string) error {
	word, scope, _ := strings.Cut(key, " ")
	if text := l.textOf(word); text != nil {
		*text = value
		return nil
	}
	if n := l.numberOf(word); n != nil {
		var err error
		*n, err = number(word, value)
		return err
	}
	if list := l.listOf(word); list != nil {
		*list = append(*list, normal(entries(value))...)
		return nil
	}
	switch word {
	case "serves":
		l.Serves = entries(value)
	case "headers":
		for _, names := range entries(value) {
			l.all = append(l.all, normal(strings.Split(names, inLanguages)))
		}
	case "labels":
		return only(&l.Labels, word, value, "count")
	case "cents":
		return only(&l.Cents, word, value, "whole")
	case "flat":
		return only(&l.Flat, word, value, "too")
	case "below":
		l.below = append(l.below, value)
	case "cells", "begin":
		l.traits = append(l.traits, traitOf(word, value))
	case "check":
		at := strings.LastIndex(value, "=")
		if at < 0 {
			return fmt.Errorf("check: %q is not a command, = and what it gives", value)
		}
		l.Checks = append(l.Checks, Check{strings.TrimSpace(value[:at]), strings.TrimSpace(value[at+1:])})
	case "column", "say":
		return l.say(word, scope, value)
	default:
		return fmt.Errorf("%q is no key of a layout", key)
	}
	return nil
}

// textOf is the text that a key gives, nil for other keys.
func (l *Layout) textOf(key string) *string {
	switch key {
	case "title":
		return &l.Title
	case "family":
		return &l.Family
	case "evidence":
		return &l.Evidence
	case "refuse":
		return &l.Refuse
	case "instead":
		return &l.Instead
	case "records":
		return &l.Records
	}
	return nil
}

// numberOf is the number that a key gives, nil for other keys.
func (l *Layout) numberOf(key string) *int {
	switch key {
	case "header-rows":
		return &l.HeaderRows
	case "names":
		return &l.Names
	case "titles":
		return &l.Titles
	}
	return nil
}

// listOf is the list of headers that a key gives, nil for other keys.
func (l *Layout) listOf(key string) *[]string {
	switch key {
	case "first":
		return &l.first
	case "any":
		return &l.any
	case "without":
		return &l.none
	}
	return nil
}

// only sets what a key says with its one value.
func only(is *bool, key, value, want string) error {
	if *is = value == want; !*is {
		return fmt.Errorf("%s: %q is not %s", key, value, want)
	}
	return nil
}

func traitOf(word, value string) trait {
	header, text, _ := strings.Cut(value, "=")
	if word == "begin" {
		return trait{header: answer.Normalise(header), begin: strings.TrimSpace(text)}
	}
	return trait{header: answer.Normalise(header), words: normal(entries(text))}
}

func (l *Layout) say(word, scope, value string) error {
	flag, text, ok := strings.Cut(value, "=")
	if !ok {
		return fmt.Errorf("%s: %q is not a flag, = and a value", word, value)
	}
	s := said{scope: scope, flag: strings.TrimSpace(flag), texts: []string{strings.TrimSpace(text)}, columns: word == "column"}
	if s.columns {
		s.texts = entries(text)
	}
	l.says = append(l.says, s)
	return nil
}

func number(key, text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%s: %q is not a number of rows", key, text)
	}
	return n, nil
}

func entries(text string) []string {
	var out []string
	for e := range strings.SplitSeq(text, "|") {
		if e = strings.TrimSpace(e); e != "" {
			out = append(out, e)
		}
	}
	return out
}

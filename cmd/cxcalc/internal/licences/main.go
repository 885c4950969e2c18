// Command licences prints the licences of everything that is built into cxcalc, for releases. It
// fails when a licence is not on the list of those that may be.
//
//	go run ./cmd/cxcalc/internal/licences          the texts, module by module
//	go run ./cmd/cxcalc/internal/licences -check   only the names
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"
)

func main() {
	check := flag.Bool("check", false, "print the names of the licences only")
	flag.Parse()
	if err := run(os.Stdout, *check); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

const program = "github.com/cxcalc/cxcalc/cmd/cxcalc"

// systems are those that a release is built for: some modules are needed on one of them only.
var systems = []string{"linux", "darwin", "windows"}

// A module is a part of the program that has a licence of its own.
type module struct{ name, dir string }

func run(w io.Writer, check bool) error {
	modules, err := modules()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	for _, m := range modules {
		text, err := m.text()
		if err != nil {
			return err
		}
		name := licence(text)
		if name == "" {
			return fmt.Errorf("%s: the licence is none of MIT, BSD, ISC, Apache-2.0", m.name)
		}
		if check {
			fmt.Fprintf(out, "%-12s %s\n", name, m.name)
			continue
		}
		fmt.Fprintf(out, "%s\n%s (%s)\n\n%s\n\n", strings.Repeat("=", 80), m.name, name, bytes.TrimSpace(text))
	}
	return out.Flush()
}

// modules lists the modules that are built into the program on any system, and Go itself.
func modules() ([]module, error) {
	found := map[string]string{"Go " + runtime.Version(): ""}
	var err error
	if found["Go "+runtime.Version()], err = goOutput("", "env", "GOROOT"); err != nil {
		return nil, err
	}
	for _, system := range systems {
		const format = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}"
		lines, err := goOutput(system, "list", "-deps", "-f", format, program)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(lines) {
			if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				found[name] = dir
			}
		}
	}
	var all []module
	for name, dir := range found {
		all = append(all, module{name, dir})
	}
	slices.SortFunc(all, func(a, b module) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

func goOutput(system string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if system != "" {
		cmd.Env = append(cmd.Env, "GOOS="+system)
	}
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(out)), nil
}

// text returns the licence files of a module, one behind the other.
func (m module) text() ([]byte, error) {
	entries, err := os.ReadDir(m.dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.name, err)
	}
	var all []byte
	for _, e := range entries {
		if e.IsDir() || !isLicenceFile(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		all = append(append(all, text...), '\n')
	}
	if all == nil {
		return nil, fmt.Errorf("%s: no licence file", m.name)
	}
	return all, nil
}

// isLicenceFile knows the names under which licences and the notices that go with them are kept.
func isLicenceFile(name string) bool {
	upper := strings.ToUpper(name)
	return slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE"}, func(prefix string) bool {
		return strings.HasPrefix(upper, prefix)
	}) && !strings.HasSuffix(upper, ".GO")
}

// licence names a licence by a sentence that only it has, "" when it is not one of the list. A text
// that holds a licence with duties towards the rest of the program is never on it. Some texts are
// quoted line by line, with a >.
func licence(text []byte) string {
	plain := strings.Join(strings.FieldsFunc(string(text), func(r rune) bool { return unicode.IsSpace(r) || r == '>' }), " ")
	for _, unwanted := range []string{"GNU GENERAL PUBLIC", "GNU Lesser", "GNU LESSER", "GNU AFFERO", "Mozilla Public", "Eclipse Public", "Business Source"} {
		if strings.Contains(plain, unwanted) {
			return ""
		}
	}
	for _, known := range []struct{ name, sentence string }{
		{"Apache-2.0", "Apache License Version 2.0"},
		{"BSD", "Redistribution and use in source and binary forms, with or without modification, are permitted"},
		{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
		{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose"},
		{"ISC", "Permission to use, copy, modify, and distribute this software for any purpose"},
	} {
		if strings.Contains(plain, known.sentence) {
			return known.name
		}
	}
	return ""
}

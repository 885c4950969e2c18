package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cxcalc/cxcalc/pkg/visible"
)

// Expand turns the arguments of a command line into the names of files, in the order given.
//
// "-" stays. A name that exists stays as it is, even with glob characters in it; another one is
// taken as a pattern, where ** stands for any folders, and replaced by the files that match,
// sorted. Hidden files match only a pattern that names the dot. A name may come twice and is then
// read twice, but not "-". A missing file, a folder and a pattern without a match are errors.
func Expand(args []string) ([]string, error) {
	var names []string
	for _, arg := range args {
		if arg == "-" && slices.Contains(names, "-") {
			return nil, errors.New("-: standard input can be read only once")
		}
		found, err := expand(arg)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	return names, nil
}

// Scheme is what stands before the :// of an address; "" where a name is none.
func Scheme(name string) string {
	scheme, _, is := strings.Cut(name, "://")
	if !is {
		return ""
	}
	return strings.ToLower(scheme)
}

// IsAddress tells whether a name is the address of a database, and of no file.
func IsAddress(name string) bool {
	return slices.Contains([]string{"clickhouse", "clickhouses", "postgres", "postgresql"}, Scheme(name))
}

// HoldsPassword tells whether something may be a password in an address.
func HoldsPassword(name string) bool {
	_, rest, _ := strings.Cut(name, "://")
	user, _, some := strings.Cut(rest, "@")
	return some && IsAddress(name) && strings.Contains(user, ":")
}

// elsewhere finds what is no address here, but may be one elsewhere, and may hold a password: a kind before a colon and two
// strokes, or before a word and an @, and words for a driver.
var elsewhere = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:([a-z][a-z0-9+.-]+:)(?://|[^ ]*@)|(?:[a-z]+ *= *[^ ]+ +)*(password *=))`)
})

// Foreign is what begins the address of something that cannot be read, "" for what is no address, or is one of IsAddress, or
// is the name of a file that is there. It shows nothing that may be a password.
func Foreign(name string) string {
	if IsAddress(name) {
		return ""
	}
	if _, err := os.Stat(name); err == nil {
		return ""
	}
	found := elsewhere().FindStringSubmatch(name)
	if found == nil {
		return ""
	}
	before, _, _ := strings.Cut(name, "://")
	switch {
	case found[1] == "":
		return found[2]
	case before != name && !strings.Contains(before, "@"):
		return before + "://"
	}
	return found[1]
}

// PatternMarks are the characters that make a name a pattern.
const PatternMarks = "*?[{"

func expand(arg string) ([]string, error) {
	if arg == "-" || IsAddress(arg) {
		return []string{arg}, nil
	}
	if arg == "" {
		return nil, errors.New(`"" is not the name of a file`)
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return nil, isFolder(arg)
	case err == nil:
		return []string{arg}, nil
	case !strings.ContainsAny(arg, PatternMarks):
		return nil, fileError(arg, err)
	}
	return glob(arg)
}

func glob(pattern string) ([]string, error) {
	found, err := doublestar.FilepathGlob(pattern, doublestar.WithFilesOnly(),
		doublestar.WithNoHidden(), doublestar.WithFailOnIOErrors())
	if errors.Is(err, doublestar.ErrBadPattern) {
		return nil, fmt.Errorf("%s: no such file, and not a valid pattern", visible.Text(pattern))
	}
	if err != nil {
		return nil, fileError(pattern, err)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: no file matches", visible.Text(pattern))
	}
	slices.Sort(found)
	return found, nil
}

func isFolder(name string) error {
	return fmt.Errorf("%s: is a folder, expected a file or a pattern such as %q", visible.Text(name), strings.TrimRight(name, "/")+"/*.csv")
}

// fileError says in the program's words why a file could not be opened or read.
func fileError(name string, err error) error {
	var pathError *fs.PathError
	name = visible.Text(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: permission denied", name)
	case errors.As(err, &pathError):
		return fmt.Errorf("%s: %w", name, pathError.Err)
	}
	return fmt.Errorf("%s: %w", name, err)
}

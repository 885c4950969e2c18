package cli

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

// A settler settles flags: the command line, then the environment, then a report, then the settings file, then the
// default.
type settler struct {
	set  *pflag.FlagSet
	file *settingsFile
}

// A layer is what was given for one flag, and by what: "flag --tz", "file cxcalc.yaml".
type layer struct {
	settings.Given
	by string
}

const envPrefix = "CXCALC"

// byReport is the layer of a report file.
const byReport = "report"

func envName(flag string) string {
	return envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// settler looks at the environment and reads the settings file, if there is one.
func (d *desk) settler(set *pflag.FlagSet) (*settler, error) {
	if err := d.checkEnvironment(); err != nil {
		return nil, err
	}
	named, _ := set.GetString("config")
	file, err := d.readSettings(named)
	return &settler{set: set, file: file}, err
}

// A layering is what is given beside the command line and the environment: by a report, which counts before the
// settings file, and by the layout of the sources, which counts behind it.
type layering struct {
	report []settings.Given
	layout []settings.Given
}

// settle returns the values of the flags of a metric, and by what each was given that was. Without the name of
// a metric no section of the file counts.
func (s *settler) settle(metric string, list []flags.Flag, others layering) (flags.Values, map[string]layer, error) {
	v := viper.NewWithOptions(viper.KeyDelimiter("::"), viper.EnvKeyReplacer(strings.NewReplacer("-", "_")))
	v.SetEnvPrefix(envPrefix)
	v.AutomaticEnv()
	written := make(map[string]any)
	for _, g := range others.layout {
		written[g.Flag] = layer{g, "layout"}
	}
	for _, g := range slices.Concat(s.file.shared, s.file.sections[metric]) {
		written[g.Flag] = layer{g, "file " + s.file.name}
	}
	for _, g := range others.report {
		written[g.Flag] = layer{g, byReport}
	}
	if err := v.MergeConfigMap(written); err != nil {
		return nil, nil, err
	}
	s.set.Visit(func(f *pflag.Flag) { v.Set(f.Name, layer{alone(fromLine(f), list), "flag --" + f.Name}) })
	var given []settings.Given
	from := make(map[string]layer)
	for _, f := range list {
		l, ok := v.Get(f.Name).(layer)
		if text, env := v.Get(f.Name).(string); env {
			l, ok = layer{settings.Text(f.Name, envName(f.Name), text), "environment " + envName(f.Name)}, true
		}
		if i := slices.IndexFunc(others.layout, func(g settings.Given) bool { return g.Flag == f.Name }); f.Adds && ok && l.by != "layout" && i >= 0 {
			l.Texts, l.List = append(l.Entries(), others.layout[i].Texts...), true
		}
		if ok {
			given = append(given, l.Given)
			from[f.Name] = l
		}
	}
	values, err := settings.Settle(list, given)
	if err == nil {
		err = placed(checkScreen(values), from)
	}
	return values, from, err
}

// placed names the place where a value stands that nobody can use: those who judge it know the flag alone.
func placed(err error, from map[string]layer) error {
	var e *problem.Error
	if !errors.As(err, &e) || !e.Usage {
		return err
	}
	for name, l := range from {
		rest, ok := strings.CutPrefix(e.Text, "--"+name)
		if ok && !strings.HasPrefix(l.by, "flag ") && strings.TrimLeft(rest, " :") != rest {
			e.Text = l.Words + rest
			return err
		}
	}
	return err
}

// fromLine is what the command line gives for a flag. The entries of a list stay as they are: a gate from an empty
// variable of a script would else be gone without a word.
func fromLine(f *pflag.Flag) settings.Given {
	if entries, ok := f.Value.(pflag.SliceValue); ok {
		return settings.Given{Flag: f.Name, Words: "--" + f.Name, Texts: entries.GetSlice(), List: true, Line: true}
	}
	return settings.Text(f.Name, "--"+f.Name, f.Value.String())
}

// alone is what a line gives for a flag that may be repeated for some metrics, and has one value for this one.
func alone(g settings.Given, list []flags.Flag) settings.Given {
	single := slices.ContainsFunc(list, func(f flags.Flag) bool {
		_, several := f.Default.([]string)
		return f.Name == g.Flag && !several
	})
	if single && g.List && len(g.Texts) == 1 {
		return settings.Text(g.Flag, g.Words, g.Texts[0])
	}
	return g
}

// checkEnvironment refuses variables of the program that mean nothing: a misspelt one would count for nothing
// without a word.
func (d *desk) checkEnvironment() error {
	var known []string
	for _, entry := range d.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		key, ours := strings.CutPrefix(name, envPrefix+"_")
		if !ours || value == "" {
			continue
		}
		if known == nil {
			// The last two are of the shell completion.
			known = []string{"config", "no-config", "active-help", "completion-descriptions"}
			all := d.offered.allFlags()
			for _, f := range frames() {
				all = append(all, f.own...)
			}
			for _, f := range all {
				known = append(known, f.Name)
			}
		}
		if flag := strings.ToLower(strings.ReplaceAll(key, "_", "-")); !slices.Contains(known, flag) || envName(flag) != name {
			return settings.Unknown(name+": there is no such setting", flag, known, envName)
		}
	}
	return nil
}

// readSettings reads the named settings file, or the first of the usual places.
func (d *desk) readSettings(named string) (*settingsFile, error) {
	named = cmp.Or(named, d.Getenv(envPrefix+"_CONFIG"))
	if named == "" {
		off := d.Getenv(envPrefix + "_NO_CONFIG")
		if named = findSettings(d.World); named == "" || off != "" && off != "0" {
			return &settingsFile{}, nil
		}
	}
	text, e := readWhole(named)
	if e != nil {
		return nil, e.Advise("cxcalc config init writes a settings file")
	}
	entries, err := settings.Parse(named, text)
	if err != nil {
		return nil, err
	}
	file := &settingsFile{name: named, sections: make(map[string][]settings.Given)}
	return file, file.take(entries, d.offered, d.args[0])
}

// readWhole reads a file of words. An error is one of the command line, which names the file.
func readWhole(name string) ([]byte, *problem.Error) {
	text, err := os.ReadFile(name)
	if err == nil {
		return text, nil
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return nil, wrong("%s: %v", name, err)
}

// findSettings returns the settings file of this folder, or else that of the user.
func findSettings(w World) string {
	for _, path := range settingsPaths(w) {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path
		}
	}
	return ""
}

const settingsName = "cxcalc.yaml"

// settingsPaths lists where a settings file is looked for.
func settingsPaths(w World) []string {
	paths := []string{settingsName}
	switch {
	case w.Getenv("XDG_CONFIG_HOME") != "":
		paths = append(paths, filepath.Join(w.Getenv("XDG_CONFIG_HOME"), "cxcalc", settingsName))
	case runtime.GOOS == "windows" && w.Getenv("AppData") != "":
		paths = append(paths, filepath.Join(w.Getenv("AppData"), "cxcalc", settingsName))
	case w.Getenv("HOME") != "":
		paths = append(paths, filepath.Join(w.Getenv("HOME"), ".config", "cxcalc", settingsName))
	}
	return paths
}

// A settingsFile is what a settings file says, for all metrics and for each.
type settingsFile struct {
	name     string
	shared   []settings.Given
	sections map[string][]settings.Given
}

// take sorts the entries of a file, and refuses what means nothing there, whichever metric is asked for.
func (file *settingsFile) take(entries []settings.Entry, offered shelf, asked string) error {
	all := offered.allFlags()
	var shared []settings.Entry
	for _, e := range entries {
		list := offered.flagsOf(e.Key)
		if list == nil || e.Plain() && slices.ContainsFunc(all, func(f flags.Flag) bool { return f.Name == e.Key }) {
			if err := checkShared(e, all, offered, asked); err != nil {
				return err
			}
			shared = append(shared, e)
			continue
		}
		below, err := e.Entries()
		if err != nil {
			return err
		}
		if file.sections[e.Key], err = checked(e.Key, list, below); err != nil {
			return err
		}
	}
	var err error
	file.shared, err = checked(file.name, all, shared)
	return err
}

// checked returns what entries give for a list of flags, if every value is of the type of its flag.
func checked(whose string, list []flags.Flag, entries []settings.Entry) ([]settings.Given, error) {
	given, err := settings.Collect(whose, list, entries)
	if err == nil {
		_, err = settings.Settle(list, given)
	}
	return given, err
}

// checkShared refuses an entry that cannot be for all metrics: one that means nothing, or something else for each.
func checkShared(e settings.Entry, all []flags.Flag, offered shelf, asked string) error {
	known := offered.names()
	of := make(map[string]bool)
	for _, f := range all {
		known = append(known, f.Name)
		of[f.Name] = f.PerMetric
	}
	written := func(name string) string {
		if !of[name] {
			return `"` + name + `"`
		}
		return e.Under(offered.owner(name, asked), name)
	}
	switch own, ok := of[e.Key]; {
	case !ok:
		return settings.Unknown(e.Place+": there is no setting \""+e.Key+"\"", e.Key, known, written)
	case own:
		return wrong("%s: %q is of one metric, and not of all", e.Place, e.Key).
			Advise("put it under the metric: " + written(e.Key))
	}
	return nil
}

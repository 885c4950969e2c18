package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Settings settle every option: flag, then environment, then file, then default.
type settings struct {
	viper *viper.Viper
	flags *pflag.FlagSet
	file  string // the settings file in use, or ""
	world World
	// breaks are the options that the metrics declare, by flag: those of any metric may stand in a file.
	breaks []string
}

const envPrefix = "CXCALC"

// loadSettings reads the settings file, if there is one, and binds flags and environment.
func (d *desk) loadSettings(flags *pflag.FlagSet, specs []flagSpec) (*settings, error) {
	named, _ := flags.GetString("config")
	v := viper.NewWithOptions(viper.KeyDelimiter("::"), viper.EnvKeyReplacer(strings.NewReplacer("-", "_")))
	v.SetEnvPrefix(envPrefix)
	v.AutomaticEnv()
	for _, f := range specs {
		v.SetDefault(f.name, f.value)
		if flag := flags.Lookup(f.name); flag != nil {
			if err := v.BindPFlag(f.name, flag); err != nil {
				return nil, err
			}
		}
	}
	s := &settings{viper: v, flags: flags, world: d.World, breaks: d.offered.breaks()}
	s.keepLists(specs)
	return s, s.readFile(named)
}

// keepLists hands lists from flags over as they are. On the usual way, an empty entry of a list would
// be lost: a gate from an empty variable of a script would be gone without a word.
func (s *settings) keepLists(specs []flagSpec) {
	for _, f := range specs {
		flag := s.flags.Lookup(f.name)
		if _, list := f.value.([]string); !list || flag == nil || !flag.Changed {
			continue
		}
		if entries, ok := flag.Value.(pflag.SliceValue); ok {
			s.viper.Set(f.name, entries.GetSlice())
		}
	}
}

// readFile reads the named settings file, or the first of the usual places.
func (s *settings) readFile(named string) error {
	if named == "" {
		named = s.world.Getenv(envPrefix + "_CONFIG")
	}
	explicit := named != ""
	if !explicit {
		if off := s.world.Getenv(envPrefix + "_NO_CONFIG"); off != "" && off != "0" {
			return nil
		}
		if named = s.findFile(); named == "" {
			return nil
		}
	}
	s.viper.SetConfigFile(named)
	s.viper.SetConfigType("yaml")
	err := s.viper.ReadInConfig()
	var missing *fs.PathError
	switch {
	case errors.As(err, &missing):
		return wrong("%s: %v", named, missing.Err).Advise("cxcalc config init writes a settings file")
	case err != nil:
		return wrong("%s: %s", named, oneLine(err))
	}
	s.file = named
	return s.checkKeys()
}

// findFile returns the settings file of this folder, or else that of the user.
func (s *settings) findFile() string {
	for _, path := range settingsPaths(s.world) {
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

// checkKeys refuses keys of the file that mean nothing, and suggests what may be meant.
func (s *settings) checkKeys() error {
	known := slices.Concat(slices.Collect(maps.Keys(optionKinds())), s.breaks)
	slices.Sort(known)
	for _, key := range s.fileKeys() {
		if slices.Contains(known, key) {
			continue
		}
		e := wrong("%s: there is no setting %q", s.file, key).Advise("cxcalc config show prints all settings")
		if near := layout.Suggest(key, known); len(near) > 0 {
			e.Hint = fmt.Sprintf("did you mean %q?", near[0])
		}
		return e
	}
	return nil
}

// fileKeys lists the keys of the settings file, sorted.
func (s *settings) fileKeys() []string {
	file := viper.NewWithOptions(viper.KeyDelimiter("::"))
	file.SetConfigFile(s.file)
	file.SetConfigType("yaml")
	if err := file.ReadInConfig(); err != nil {
		return nil
	}
	keys := make([]string, 0, len(file.AllSettings()))
	for key := range file.AllSettings() {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// options returns the settled options.
func (s *settings) options() (*Options, error) {
	var o Options
	for key, kind := range optionKinds() {
		if err := s.checkKind(key, kind); err != nil {
			return nil, err
		}
	}
	if err := s.viper.UnmarshalExact(&o, viper.DecodeHook(mapstructure.ComposeDecodeHookFunc(linesToList, switchToText))); err != nil {
		return nil, wrong("%s%s", s.place(), oneLine(err))
	}
	o.Breaks = make(map[string]string)
	for key, value := range o.Rest {
		if !slices.Contains(s.breaks, key) {
			return nil, fmt.Errorf("%q is a setting without an option", key) // a mistake in options.go
		}
		if value != nil {
			o.Breaks[key] = fmt.Sprint(value)
		}
	}
	return &o, nil
}

func (s *settings) place() string {
	if s.file == "" {
		return ""
	}
	return s.file + ": "
}

// oneLine puts a report of several lines into one.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// checkKind checks that a value of the environment or the file is of the kind that the option has.
// One from a flag is.
func (s *settings) checkKind(key string, kind reflect.Kind) error {
	if s.world.Getenv(envName(key)) == "" && (s.file == "" || !s.viper.InConfig(key)) {
		return nil
	}
	value := s.viper.Get(key)
	if value == nil {
		return nil // a setting of another metric
	}
	text := fmt.Sprint(value)
	var err error
	expected := ""
	switch kind {
	case reflect.Int, reflect.Int64:
		_, err = strconv.ParseInt(text, 10, 64)
		expected = "a whole number"
	case reflect.Float64:
		_, err = strconv.ParseFloat(text, 64)
		expected = "a number"
	case reflect.Bool:
		_, err = strconv.ParseBool(text)
		expected = "true or false"
	}
	if err == nil {
		return nil
	}
	name := s.place() + key
	if env := envName(key); s.world.Getenv(env) != "" {
		name = env
	}
	return wrong("%s %q is not %s", name, text, expected)
}

// optionFields returns the fields of Options by the names of the options, without the breaks.
func optionFields() map[string]reflect.StructField {
	fields := make(map[string]reflect.StructField)
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Options]()) {
		if tag := f.Tag.Get("mapstructure"); tag != "-" && tag != ",remain" {
			fields[tag] = f
		}
	}
	return fields
}

// optionKinds returns the kind of value of every option that is no break.
func optionKinds() map[string]reflect.Kind {
	kinds := make(map[string]reflect.Kind)
	for key, f := range optionFields() {
		kinds[key] = f.Type.Kind()
	}
	return kinds
}

// byKey returns the values of all options by their names.
func (o *Options) byKey() map[string]any {
	values := make(map[string]any)
	for key, f := range optionFields() {
		values[key] = reflect.ValueOf(o).Elem().FieldByIndex(f.Index).Interface()
	}
	for key, text := range o.Breaks {
		values[key] = text
	}
	return values
}

// linesToList makes a list of a text, one entry a line: column names hold commas and blanks, so an
// environment variable has its entries on lines of their own.
func linesToList(from, to reflect.Type, data any) (any, error) {
	if from.Kind() != reflect.String || to != reflect.TypeFor[[]string]() {
		return data, nil
	}
	text := data.(string)
	if text == "" {
		return []string{}, nil
	}
	return strings.Split(text, "\n"), nil
}

// switchToText writes a switch as a text, for options that may also be left to the data.
func switchToText(from, to reflect.Type, data any) (any, error) {
	if from.Kind() != reflect.Bool || to.Kind() != reflect.String {
		return data, nil
	}
	return strconv.FormatBool(data.(bool)), nil
}

func envName(key string) string {
	return envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
}

// origin says where the value of a setting comes from.
func (s *settings) origin(key string) string {
	env := envName(key)
	switch {
	case s.flags.Lookup(key) != nil && s.flags.Lookup(key).Changed:
		return "flag --" + key
	case s.world.Getenv(env) != "":
		return "environment " + env
	case s.viper.InConfig(key):
		return "file " + s.file
	}
	return "default"
}

package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"sort"
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
}

const envPrefix = "CXCALC"

// loadSettings reads the settings file, if there is one, and binds flags and environment.
func loadSettings(w World, flags *pflag.FlagSet, specs []flagSpec, named string) (*settings, error) {
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
	s := &settings{viper: v, flags: flags, world: w}
	return s, s.readFile(named)
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
		return &usageError{text: fmt.Sprintf("%s: %v", named, missing.Err), hint: "cxcalc config init writes a settings file"}
	case err != nil:
		return &usageError{text: fmt.Sprintf("%s: %v", named, err)}
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
	known := optionKeys()
	for _, key := range s.fileKeys() {
		if slices.Contains(known, key) {
			continue
		}
		e := &usageError{text: fmt.Sprintf("%s: there is no setting %q", s.file, key),
			hint: "cxcalc config show prints all settings"}
		if near := layout.Suggest(key, known); len(near) > 0 {
			e.hint = fmt.Sprintf("did you mean %q?", near[0])
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

// optionKeys lists the names of all settings.
func optionKeys() []string {
	var keys []string
	t := reflect.TypeFor[Options]()
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("mapstructure"))
	}
	return keys
}

// options returns the settled options.
func (s *settings) options() (*Options, error) {
	var o Options
	err := s.viper.UnmarshalExact(&o, viper.DecodeHook(mapstructure.ComposeDecodeHookFunc(linesToList)))
	if err != nil {
		return nil, &usageError{text: s.place() + decodeWords(err)}
	}
	return &o, nil
}

func (s *settings) place() string {
	if s.file == "" {
		return ""
	}
	return s.file + ": "
}

// decodeWords turns the report of the decoder into one line.
func decodeWords(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	_, after, found := strings.Cut(text, "following error(s): ")
	if found {
		text = after
	}
	return strings.TrimPrefix(text, "* ")
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

// origin says where the value of a setting comes from.
func (s *settings) origin(key string) string {
	env := envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(key, "-", "_"))
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

package render

import (
	"bytes"
	"fmt"
	"os"
	"sort"
	"strconv"
	"testing"
)

func TestLook(t *testing.T) {
	if os.Getenv("LOOK") == "" {
		t.Skip()
	}
	w, _ := strconv.Atoi(os.Getenv("LOOK"))
	names := []string{}
	all := samples()
	for n := range all {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		var b bytes.Buffer
		f, _ := Find(os.Getenv("FMT"))
		err := f.Write(&b, all[n], Options{Width: w, Color: os.Getenv("COLOR") != ""})
		fmt.Printf("=== %s %v\n%s", n, err, b.String())
	}
}

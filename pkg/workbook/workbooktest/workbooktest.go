// Package workbooktest writes small workbooks for tests.
package workbooktest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// A Made is a sheet to write.
type Made struct {
	Name   string
	Hidden bool
	// Rows are its rows; "" is none. Cells have | between them: 9 a number, 25% one that is shown so, @45000.5 a date with a time,
	// @45000 a date, TRUE, #N/A, =A1 a formula nobody has worked out, ~text one that stands in the cell, anything else a text
	// that cells share.
	Rows []string
	// Filtered are numbers of rows that are hidden, from 1.
	Filtered []int
	// Folded are numbers of columns that are hidden, from 1.
	Folded []int
	// Merged are ranges of merged cells.
	Merged []string
}

const (
	main      = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// Write returns a workbook of sheets.
func Write(made ...Made) []byte { return write("", made) }

// Write1904 returns a workbook whose dates count from 1904.
func Write1904(made ...Made) []byte { return write(`<workbookPr date1904="1"/>`, made) }

func write(settings string, made []Made) []byte {
	files := [][2]string{}
	var list, rels strings.Builder
	var texts []string
	for i, m := range made {
		state := ""
		if m.Hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escape(m.Name), i+1, state, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relations, i+1)
		files = append(files, [2]string{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), m.xml(&texts)})
	}
	fmt.Fprintf(&rels, `<Relationship Id="s" Type="%s/styles" Target="/xl/styles.xml"/>`, relations)
	fmt.Fprintf(&rels, `<Relationship Id="t" Type="%s/sharedStrings" Target="sharedStrings.xml"/>`, relations)
	var shared strings.Builder
	for _, t := range texts {
		fmt.Fprintf(&shared, `<si><t xml:space="preserve">%s</t></si>`, escape(t))
	}
	files = append(files,
		[2]string{"xl/workbook.xml", fmt.Sprintf(`<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets></workbook>`, main, relations, settings, &list)},
		[2]string{"xl/_rels/workbook.xml.rels", `<Relationships>` + rels.String() + `</Relationships>`},
		[2]string{"xl/styles.xml", `<styleSheet><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="9"/></cellXfs></styleSheet>`},
		[2]string{"xl/sharedStrings.xml", `<sst>` + shared.String() + `</sst>`})
	return Zip(files...)
}

// Zip returns an archive of files, each with its name before it.
func Zip(files ...[2]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		out, err := w.Create(f[0])
		if err == nil {
			_, err = out.Write([]byte(f[1]))
		}
		if err != nil {
			panic(err) // memory takes anything
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Store returns the archive with its files as they are, not compressed.
func Store(archive []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		panic(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range in.File {
		if err := store(w, f); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func store(w *zip.Writer, f *zip.File) error {
	from, err := f.Open()
	if err != nil {
		return err
	}
	to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
	if err == nil {
		_, err = io.Copy(to, from)
	}
	return err
}

func (m Made) xml(texts *[]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<worksheet xmlns=\"%s\">", main)
	for _, n := range m.Folded {
		fmt.Fprintf(&b, `<cols><col min="%d" max="%d" width="9" hidden="1"/></cols>`, n, n)
	}
	b.WriteString("<sheetData>")
	for i, row := range m.Rows {
		hidden := ""
		for _, n := range m.Filtered {
			if n == i+1 {
				hidden = ` hidden="1"`
			}
		}
		if row == "" {
			continue
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, hidden)
		for column, text := range strings.Split(row, "|") {
			b.WriteString(cellXML(fmt.Sprintf("%c%d", 'A'+column, i+1), text, texts))
		}
		b.WriteString("</row>\n")
	}
	b.WriteString("</sheetData>")
	for _, r := range m.Merged {
		fmt.Fprintf(&b, `<mergeCells><mergeCell ref="%s"/></mergeCells>`, r)
	}
	b.WriteString("</worksheet>")
	return b.String()
}

func cellXML(at, text string, texts *[]string) string {
	number := regexp.MustCompile(`^-?\d+(\.\d+)?([eE][-+]?\d+)?$`).MatchString
	bare := strings.TrimPrefix(text, "@")
	switch {
	case text == "":
		return fmt.Sprintf(`<c r="%s" s="1"/>`, at)
	case number(text):
		return fmt.Sprintf(`<c r="%s"><v>%s</v></c>`, at, text)
	case bare != text && strings.Contains(bare, "."):
		return fmt.Sprintf(`<c r="%s" s="2"><v>%s</v></c>`, at, bare)
	case bare != text && number(bare):
		return fmt.Sprintf(`<c r="%s" s="1"><v>%s</v></c>`, at, bare)
	case strings.HasSuffix(text, "%") && number(strings.TrimSuffix(text, "%")):
		return fmt.Sprintf(`<c r="%s" s="3"><v>%se-2</v></c>`, at, strings.TrimSuffix(text, "%"))
	case text == "TRUE":
		return fmt.Sprintf(`<c r="%s" t="b"><v>1</v></c>`, at)
	case text == "FALSE":
		return fmt.Sprintf(`<c r="%s" t="b"><v>0</v></c>`, at)
	case strings.HasPrefix(text, "#"):
		return fmt.Sprintf(`<c r="%s" t="e"><f>1/0</f><v>%s</v></c>`, at, text)
	case strings.HasPrefix(text, "="):
		return fmt.Sprintf(`<c r="%s"><f>%s</f></c>`, at, escape(text[1:]))
	case strings.HasPrefix(text, "~"):
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, escape(text[1:]))
	}
	*texts = append(*texts, text)
	return fmt.Sprintf(`<c r="%s" t="s"><v>%d</v></c>`, at, len(*texts)-1)
}

func escape(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err)
	}
	return b.String()
}

package corpus_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// workbookOf makes a workbook of the lines of an archive: [Name] or [Name, hidden] begins a sheet, and | stands between its cells. A cell that
// reads like a number is one, and anything else a text.
func workbookOf(lines []byte) ([]byte, error) {
	const main, relations = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var list, rels, sheet strings.Builder
	var made bytes.Buffer
	parts, count, row := zip.NewWriter(&made), 0, 0
	write := func(name, text string) error {
		w, err := parts.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		return err
	}
	end := func() error {
		if count == 0 {
			return nil
		}
		err := write(fmt.Sprintf("xl/worksheets/sheet%d.xml", count), fmt.Sprintf(`<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>`, main, &sheet))
		sheet.Reset()
		return err
	}
	for line := range strings.Lines(string(lines)) {
		line = strings.TrimRight(line, "\n")
		if name, ok := strings.CutPrefix(line, "["); ok && strings.HasSuffix(name, "]") {
			if err := end(); err != nil {
				return nil, err
			}
			count, row = count+1, 0
			name, hidden, _ := strings.Cut(strings.TrimSuffix(name, "]"), ", ")
			state := map[bool]string{true: ` state="hidden"`}[hidden != ""]
			fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escaped(name), count, state, count)
			fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, count, relations, count)
			continue
		}
		row++
		fmt.Fprintf(&sheet, `<row r="%d">%s</row>`, row, cellsOf(line, row))
	}
	for _, err := range []error{
		end(),
		write("xl/workbook.xml", fmt.Sprintf(`<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>`, main, relations, &list)),
		write("xl/_rels/workbook.xml.rels", fmt.Sprintf(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`, &rels)),
		write("_rels/.rels", fmt.Sprintf(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>`, relations)),
		write("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
		parts.Close(),
	} {
		if err != nil {
			return nil, err
		}
	}
	return made.Bytes(), nil
}

// cellsOf are the cells of a line.
func cellsOf(line string, row int) string {
	var out strings.Builder
	for i, text := range strings.Split(line, "|") {
		place := fmt.Sprintf("%c%d", 'A'+i, row)
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			fmt.Fprintf(&out, `<c r="%s"><v>%s</v></c>`, place, text)
		} else if text != "" {
			fmt.Fprintf(&out, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, place, escaped(text))
		}
	}
	return out.String()
}

func escaped(text string) string {
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(text)); err != nil {
		return ""
	}
	return out.String()
}

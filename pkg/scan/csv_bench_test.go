package scan

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// benchSize is about how much text a benchmark reads.
const benchSize = 32 << 20

// generate makes records, one by one, until there is enough text.
func generate(header string, record func(r *rand.Rand, i int) string) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var text bytes.Buffer
	text.WriteString(header)
	for i := 0; text.Len() < benchSize; i++ {
		text.WriteString(record(r, i))
	}
	return text.Bytes()
}

func narrowRecord(r *rand.Rand, i int) string {
	return fmt.Sprintf("%d,%d,enterprise,in-app,2025-05-%02dT12:53:52Z\n", 10_000_000+i, r.IntN(11), 1+r.IntN(28))
}

func quotedRecord(r *rand.Rand, i int) string {
	return fmt.Sprintf("\"%d\",\"%d\",\"enterprise\",\"in-app\",\"2025-05-%02dT12:53:52Z\"\n", 10_000_000+i, r.IntN(11), 1+r.IntN(28))
}

func wideRecord(r *rand.Rand, i int) string {
	words := strings.Repeat("so so, \"\"fine\"\"\nand more ", r.IntN(20))
	return fmt.Sprintf("R_%d,2025-03-16T22:28:50Z,IP Address,10.244.208.169,100,726,True,a@example.com,\"%s\",%d,2,pro,BR,es,email,,\"a, b\",z\n",
		i, words, r.IntN(11))
}

// BenchmarkCSV reads one wanted column of texts of all kinds.
func BenchmarkCSV(b *testing.B) {
	narrow := generate("id,score,segment,channel,time\n", narrowRecord)
	quoted := generate("id,score,segment,channel,time\n", quotedRecord)
	wide := generate("a,b,c,d,e,f,g,h,i,score,k,l,m,n,o,p,q,r\n", wideRecord)
	every := func(n int, broken string) []byte {
		return generate("id,score,segment,channel,time\n", func(r *rand.Rand, i int) string {
			if i%n == n-1 {
				return broken
			}
			return narrowRecord(r, i)
		})
	}
	huge := generate("id,score,comment\n", func(r *rand.Rand, i int) string {
		return fmt.Sprintf("%d,%d,\"%s\"\n", i, r.IntN(11), strings.Repeat("huge, cell\n", 1<<16))
	})
	hugePlain := generate("id,score,comment\n", func(r *rand.Rand, i int) string {
		return fmt.Sprintf("%d,%d,%s\n", i, r.IntN(11), strings.Repeat("huge cell ", 1<<16))
	})
	for _, c := range []struct {
		name   string
		text   []byte
		column int
		o      CSVOptions
	}{
		{"narrow", narrow, 1, comma},
		{"wide", wide, 9, comma},
		{"quoted", quoted, 1, comma},
		{"tab", bytes.ReplaceAll(narrow, []byte(","), []byte("\t")), 1, CSVOptions{Delimiter: '\t', Quote: '"'}},
		{"crlf", bytes.ReplaceAll(narrow, []byte("\n"), []byte("\r\n")), 1, comma},
		{"crlf-quoted", bytes.ReplaceAll(quoted, []byte("\n"), []byte("\r\n")), 1, comma},
		{"crlf-last-column", bytes.ReplaceAll(narrow, []byte("\n"), []byte("\r\n")), 4, comma},
		{"cr", bytes.ReplaceAll(narrow, []byte("\n"), []byte("\r")), 1, comma},
		{"bare-quote-1000", every(1000, "1,9,5\" screen,x,2025\n"), 1, comma},
		{"unclosed-1000", every(1000, "1,9,\"screen,x,2025\n"), 1, comma},
		{"unclosed-100000", every(100_000, "1,9,\"screen,x,2025\n"), 1, comma},
		{"width-100", every(100, "1,9,screen,x\n"), 1, comma},
		{"huge-quoted", huge, 1, comma},
		{"huge-unquoted", hugePlain, 1, comma},
	} {
		for _, way := range []struct {
			name string
			set  func(*CSV)
		}{
			{"file", func(*CSV) {}},
			{"pipe", func(*CSV) {}},
			{"purego", func(c *CSV) { c.reader.kernel, c.reader.walker = portableKernel, portableWalker }},
			{"exact", func(c *CSV) { c.reader.exact = true }},
		} {
			b.Run(c.name+"/"+way.name, func(b *testing.B) {
				b.SetBytes(int64(len(c.text)))
				for b.Loop() {
					src := Origin{At: bytes.NewReader(c.text), Size: int64(len(c.text))}
					if way.name == "pipe" {
						src = Origin{Reader: io.MultiReader(bytes.NewReader(c.text))}
					}
					scanner, err := NewCSV(src, 1, c.o)
					if err != nil {
						b.Fatal(err)
					}
					way.set(scanner)
					err = scanner.Scan(context.Background(), []Column{{Index: c.column}}, 2, func(int) Sink { return new(drop) })
					if err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

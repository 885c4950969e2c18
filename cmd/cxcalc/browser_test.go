package main_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A browser is a chromium that is told over a pipe what to do.
type browser struct {
	t       *testing.T
	to      *os.File
	from    *bufio.Scanner
	last    int
	session string
	seen    []browserEvent // what happened unasked
}

type browserEvent struct {
	ID     int             `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  json.RawMessage `json:"error"`
}

// browse starts a chromium without a window, and skips the test where there is none.
func browse(t *testing.T) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on the path, so no page is looked at; Debian's package chromium has it")
	}
	in, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir="+t.TempDir(), "about:blank")
	cmd.ExtraFiles = []*os.File{in, out} // 3 and 4, as it expects them
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	out.Close()
	b := &browser{t: t, to: to, from: bufio.NewScanner(from)}
	b.from.Buffer(nil, 1<<26)
	b.from.Split(func(data []byte, end bool) (int, []byte, error) { // messages end with a zero byte
		if i := strings.IndexByte(string(data), 0); i >= 0 {
			return i + 1, data[:i], nil
		}
		return 0, nil, nil
	})
	limit := time.AfterFunc(2*time.Minute, func() { cmd.Process.Kill() })
	t.Cleanup(func() {
		b.call("Browser.close", nil)
		cmd.Wait()
		limit.Stop()
		to.Close()
		from.Close()
	})
	return b
}

// call sends a command and waits for its answer.
func (b *browser) call(method string, params map[string]any) map[string]any {
	b.t.Helper()
	b.last++
	message := map[string]any{"id": b.last, "method": method}
	if params != nil {
		message["params"] = params
	}
	if b.session != "" && !strings.HasPrefix(method, "Browser.") && !strings.HasPrefix(method, "Target.") {
		message["sessionId"] = b.session
	}
	text, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.to.Write(append(text, 0)); err != nil {
		b.t.Fatalf("%s: the browser is gone: %v", method, err)
	}
	for {
		event := b.next(method)
		if event.ID == b.last {
			if event.Error != nil {
				b.t.Fatalf("%s: %s", method, event.Error)
			}
			var answer map[string]any
			if err := json.Unmarshal(event.Result, &answer); err != nil {
				b.t.Fatal(err)
			}
			return answer
		}
		b.seen = append(b.seen, event)
	}
}

func (b *browser) next(doing string) (event browserEvent) {
	b.t.Helper()
	if !b.from.Scan() {
		b.t.Fatalf("%s: the browser is gone: %v", doing, b.from.Err())
	}
	if err := json.Unmarshal(b.from.Bytes(), &event); err != nil {
		b.t.Fatal(err)
	}
	return event
}

// open opens an empty page, whose requests and words are listened to.
func (b *browser) open() {
	target := b.call("Target.createTarget", map[string]any{"url": "about:blank"})
	b.session, _ = b.call("Target.attachToTarget", map[string]any{"targetId": target["targetId"], "flatten": true})["sessionId"].(string)
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		b.call(domain+".enable", nil)
	}
}

// visit loads a page at a width, and waits until it is there.
func (b *browser) visit(file string, width int, media, scheme string) {
	b.t.Helper()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false})
	b.call("Emulation.setEmulatedMedia", map[string]any{"media": media, "features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}})
	b.seen = nil
	b.call("Page.navigate", map[string]any{"url": "file://" + file})
	for _, event := range b.seen {
		if event.Method == "Page.loadEventFired" {
			return
		}
	}
	for {
		event := b.next("loading")
		b.seen = append(b.seen, event)
		if event.Method == "Page.loadEventFired" {
			return
		}
	}
}

// list evaluates an expression whose value is a list of texts.
func (b *browser) list(expression string) (out []string) {
	b.t.Helper()
	answer := b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true})
	text, err := json.Marshal(answer["result"].(map[string]any)["value"])
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	if err != nil {
		b.t.Fatalf("%v: %v", answer, err)
	}
	return out
}

// cut lists what is cut off or runs out of its place: the page, what does not scroll, and texts of drawings.
const cut = `(() => {
	const out = [], page = document.documentElement, paper = matchMedia("print").matches;
	if (!paper && page.scrollWidth > page.clientWidth) out.push("the page");
	if (paper) for (const e of document.querySelectorAll("table, p, svg")) // tables of many columns stand on wide paper
		if (e.getBoundingClientRect().right > (e.closest(".many") ? 1032 : page.clientWidth) + 1) out.push(e.tagName + ": " + e.textContent.slice(0, 80));
	if (paper) for (const s of document.querySelectorAll("section")) // what is shut is not printed, nor is its heading
		if (!s.querySelector("svg") && s.innerText.trim() && s.innerText.trim() === s.querySelector("h2,h3").innerText.trim())
			out.push("all below " + s.innerText);
	for (const e of document.querySelectorAll("h1,h2,h3,p,li,summary,figcaption,.card,th,td"))
		if (e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1) out.push(e.tagName + ": " + e.textContent);
	for (const svg of document.querySelectorAll("svg")) {
		if (svg.getBoundingClientRect().width === 0) continue;
		for (const text of svg.querySelectorAll("text")) {
			const box = text.getBBox(), all = svg.viewBox.baseVal;
			if (box.x < -2 || box.x + box.width > all.width + 2 || box.y < -2 || box.y + box.height > all.height + 2)
				out.push("drawing: " + text.textContent);
		}
	}
	return out;
})()`

// Pages look right on a desktop, on a phone and on paper: nothing is cut off, nothing is loaded, and the browser has
// nothing to say.
func TestPagesInABrowser(t *testing.T) {
	forWholeRun(t)
	b := browse(t)
	dir := samples(t)
	for _, file := range pagesFor(t, dir) {
		b.open()
		for _, view := range []struct {
			width         int
			media, scheme string
		}{{1280, "screen", "light"}, {390, "screen", "dark"}, {320, "screen", "light"}, {690, "print", "light"}} {
			b.visit(file, view.width, view.media, view.scheme)
			for _, what := range b.list(cut) {
				t.Errorf("%s, %d wide for %s, cuts %s", filepath.Base(file), view.width, view.media, what)
			}
			b.quiet(file)
		}
	}
}

// quiet checks that a page asked for nothing but itself and that nothing was said about it.
func (b *browser) quiet(file string) {
	b.t.Helper()
	for _, event := range b.seen {
		switch event.Method {
		case "Network.requestWillBeSent":
			var asked struct{ Request struct{ URL string } }
			if json.Unmarshal(event.Params, &asked); asked.Request.URL != "file://"+file {
				b.t.Errorf("%s asks for %s", filepath.Base(file), asked.Request.URL)
			}
		case "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown":
			b.t.Errorf("%s: %s", filepath.Base(file), event.Params)
		}
	}
}

// pagesFor writes pages of many kinds, and names them.
func pagesFor(t *testing.T, dir string) (files []string) {
	p, out := find(t), t.TempDir()
	hostile := filepath.Join(out, "hostile.csv")
	var rows strings.Builder
	rows.WriteString("score,<img src=x onerror=alert(1)>\n")
	for i, name := range []string{"<script>alert(1)</script>", strings.Repeat("Donaudampfschifffahrt", 9), "客户服务部门北京分公司以及所有其他地区的客户服务部门",
		`"url(http://example.org/x)"`, "The department for customer relations and complaints in the north-western region"} {
		for n := range 40 {
			rows.WriteString(strconv.Itoa((i+n)%11) + `,"` + strings.ReplaceAll(name, `"`, `""`) + "\"\n")
		}
	}
	if err := os.WriteFile(hostile, []byte(rows.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"report":   {"report", "report.yaml"},
		"months":   {"csat", "--score", "satisfaction", "--by", "region", "--period", "month", "responses.csv"},
		"trend":    {"trend", "nps", "--period", "week", "responses.csv"},
		"compare":  {"compare", "nps", "--by", "region", "responses.csv"},
		"revenue":  {"revenue", "ledger.csv"},
		"cohort":   {"cohort", "ledger.csv"},
		"sample":   {"sample", "nps", "--margin", "5"},
		"journey":  {"journey", "--funnel", "search,order,delivery", "--by", "channel", "journeys.csv"},
		"stages":   {"journey", "--score", "*_score", "--stages", "five", "touchpoints.csv"},
		"contacts": {"contacts", "--by", ".hour", "calls.csv"},
		"mystery":  {"mystery", "--by", "branch", "visits.csv"},
		"delivery": {"delivery", "--by", "branch", "deliveries.csv"},
		"time":     {"time", "--from", "opened", "--to", "closed", "--by", "team", "requests.csv"},
		"reviews":  {"reviews", "--by", "branch", "stars.csv"},
		"hostile":  {"nps", "--score", "score", "--by", "<img src=x onerror=alert(1)>", hostile},
	} {
		file := filepath.Join(out, name+".html")
		if _, stderr, status := p.run(t, dir, append(args, "-o", "html="+file)...); status != 0 && status != 3 {
			t.Fatalf("%s: status %d: %s", name, status, stderr)
		}
		files = append(files, file)
	}
	return files
}

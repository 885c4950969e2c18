package warehouse

import (
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A proxy stands before a server, and may break what it says.
type proxy struct {
	net.Listener
	target string
	mu     sync.Mutex
	open   []net.Conn
	said   atomic.Int64 // bytes that came from the server
	most   atomic.Int64 // bytes after which it breaks, 0 for never
	hangs  atomic.Bool  // it breaks by saying nothing more
}

func newProxy(t testing.TB, target string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{Listener: listener, target: target}
	t.Cleanup(p.die)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go p.serve(conn)
		}
	}()
	return p
}

func (p *proxy) host() string { return p.Addr().String() }

func (p *proxy) port() string { return p.host()[strings.LastIndexByte(p.host(), ':')+1:] }

func (p *proxy) serve(conn net.Conn) {
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		conn.Close()
		return
	}
	p.mu.Lock()
	p.open = append(p.open, conn, server)
	p.mu.Unlock()
	go func() {
		io.Copy(server, conn)
		server.Close()
	}()
	buffer := make([]byte, 1<<10)
	for {
		n, err := server.Read(buffer)
		if most := p.most.Load(); most > 0 && p.said.Load()+int64(n) > most {
			conn.Write(buffer[:max(0, most-p.said.Load())])
			p.said.Store(most)
			if !p.hangs.Load() {
				conn.Close()
				server.Close()
			}
			return
		}
		p.said.Add(int64(n))
		conn.Write(buffer[:n])
		if err != nil {
			conn.Close()
			return
		}
	}
}

// die ends all connections, and lets in no others.
func (p *proxy) die() {
	p.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, conn := range p.open {
		conn.Close()
	}
}

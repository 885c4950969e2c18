package warehouse

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"time"
)

// connecting is how long a connection may take to be made.
const connecting = 10 * time.Second

// exchange sends a request over a connection of its own, and returns the answer as it comes. It is what http.Client does,
// without what that has for going on elsewhere, for several requests at a time and for HTTP/2, which is a fortieth of the program.
func exchange(ctx context.Context, request *http.Request) (*http.Response, error) {
	conn, err := dial(ctx, request)
	if err != nil {
		return nil, err
	}
	over := &exchanged{ctx: ctx, conn: conn}
	// What waits for the server is woken when nobody waits for the answer any more.
	over.stop = context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })
	request.Close = true
	if err := request.Write(conn); err != nil {
		return nil, over.failed(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), request)
	if err != nil {
		return nil, over.failed(err)
	}
	over.body, response.Body = response.Body, over
	return response, nil
}

func dial(ctx context.Context, request *http.Request) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: connecting}).DialContext(ctx, "tcp", request.URL.Host)
	if err != nil || request.URL.Scheme == "http" {
		return conn, err
	}
	encrypted := tls.Client(conn, &tls.Config{ServerName: request.URL.Hostname()})
	ctx, stop := context.WithTimeout(ctx, connecting)
	defer stop()
	if err := encrypted.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return encrypted, nil
}

// An exchanged is the body of an answer, with the connection on which it comes.
type exchanged struct {
	ctx  context.Context
	conn net.Conn
	stop func() bool
	body io.ReadCloser
}

func (e *exchanged) Read(p []byte) (int, error) {
	n, err := e.body.Read(p)
	if err != nil && err != io.EOF && e.ctx.Err() != nil {
		err = e.ctx.Err()
	}
	return n, err
}

// Close leaves what has not been read.
func (e *exchanged) Close() error {
	e.stop()
	return e.conn.Close()
}

// failed ends an exchange before there is an answer.
func (e *exchanged) failed(err error) error {
	e.Close()
	if e.ctx.Err() != nil {
		return e.ctx.Err()
	}
	return err
}

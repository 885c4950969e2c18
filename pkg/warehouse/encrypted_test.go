package warehouse

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certificate makes one for localhost, vouched for by itself, and writes it to a file.
func certificate(t *testing.T) (pair tls.Certificate, file string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "root.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file
}

// encrypting puts encryption before a server of PostgreSQL, in the way of its own, and returns the port.
func encrypting(t *testing.T, target string, pair tls.Certificate) (port string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := io.ReadFull(conn, make([]byte, 8)); err != nil {
					return
				}
				conn.Write([]byte("S"))
				inner := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{pair}})
				server, err := net.Dial("tcp", target)
				if err != nil {
					return
				}
				defer server.Close()
				go io.Copy(server, inner)
				io.Copy(inner, server)
			}()
		}
	}()
	_, port, _ = strings.Cut(listener.Addr().String(), ":")
	return port
}

// Connections are encrypted as the address says, and whoever answers is who was asked.
func TestEncrypted(t *testing.T) {
	b := postgreSQLBench(t)
	b.run("CREATE TABLE t (a text)")
	pair, root := certificate(t)
	port := encrypting(t, b.host, pair)
	check := func(host, port, words, want string) {
		t.Helper()
		a, err := Parse("postgres://" + b.user + "@" + host + ":" + port + "/cx?table=" + b.place + ".t&" + words)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Open(t.Context(), a, Access{})
		if err == nil {
			_, err = answer(t.Context(), r, Pick{})
			r.Close()
		}
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", words, err, want)
		}
	}
	rooted := "&sslrootcert=" + url.QueryEscape(root)
	check("localhost", port, "sslmode=require", "")
	check("localhost", port, "", "")
	check("localhost", port, "sslmode=require"+rooted, "")
	check("127.0.0.1", port, "sslmode=verify-ca"+rooted, "")
	check("localhost", port, "sslmode=verify-full"+rooted, "")
	check("127.0.0.1", port, "sslmode=verify-full"+rooted, "certificate")
	check("localhost", port, "sslmode=verify-full", "certificate")
	check("localhost", port, "sslmode=verify-full&sslrootcert=/nosuch", "no such file")
	check("localhost", port, "sslmode=perhaps", "sslmode")
	_, plain, _ := strings.Cut(b.host, ":")
	check("127.0.0.1", plain, "sslmode=require", "TLS")
}

package upkeep

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// Validity of what the room CA issues: the root ten years, a server certificate 397 days (what browsers accept).
const (
	rootValidity   = 10 * 365 * 24 * time.Hour
	serverValidity = 397 * 24 * time.Hour
)

// Files of the room CA inside its folder.
const (
	RootCert   = "room-ca.crt"
	rootKey    = "room-ca.key"
	ServerCert = "server.crt"
	ServerKey  = "server.key"
)

// IssueCert makes or renews a server certificate for hosts (names or addresses) under the room CA in dir; the CA is made
// on first use. Terminals trust the room by importing room-ca.crt once. Keys are written with mode 0600.
func IssueCert(dir, organisation string, hosts []string, now time.Time) error {
	if len(hosts) == 0 {
		return errors.New("name at least one host or address for the certificate")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	root, key, err := loadRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		root, key, err = makeRoot(dir, organisation, now)
	}
	if err != nil {
		return err
	}
	if !now.Add(serverValidity).Before(root.NotAfter) {
		return fmt.Errorf("the room CA in %s ends on %s; move it away and make a new one, then import the new %s on every terminal",
			dir, root.NotAfter.Format(time.DateOnly), RootCert)
	}
	leafKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	leaf := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: hosts[0], Organization: []string{organisation}},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(serverValidity),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, h := range hosts {
		if ip := net.ParseIP(h); ip != nil {
			leaf.IPAddresses = append(leaf.IPAddresses, ip)
		} else {
			leaf.DNSNames = append(leaf.DNSNames, h)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, root, &leafKey.PublicKey, key)
	if err != nil {
		return err
	}
	return errors.Join(
		writePEM(filepath.Join(dir, ServerCert), 0o644, "CERTIFICATE", der, root.Raw),
		writeKey(filepath.Join(dir, ServerKey), leafKey))
}

func makeRoot(dir, organisation string, now time.Time) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	t := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: "SuiKao room CA", Organization: []string{organisation}},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(rootValidity), IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, t, t, &key.PublicKey, key)
	if err != nil {
		return nil, nil, err
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, nil, err
	}
	return root, key, errors.Join(
		writeKey(filepath.Join(dir, rootKey), key),
		writePEM(filepath.Join(dir, RootCert), 0o644, "CERTIFICATE", der))
}

func loadRoot(dir string) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	cert, err := readPEM(filepath.Join(dir, RootCert), "CERTIFICATE")
	if err != nil {
		return nil, nil, err
	}
	keyDER, err := readPEM(filepath.Join(dir, rootKey), "PRIVATE KEY")
	if err != nil {
		return nil, nil, fmt.Errorf("the room CA in %s has its certificate but no usable key (%v); put the key back or move the certificate away", dir, err)
	}
	root, err := x509.ParseCertificate(cert)
	if err != nil {
		return nil, nil, err
	}
	k, err := x509.ParsePKCS8PrivateKey(keyDER)
	if err != nil {
		return nil, nil, err
	}
	key, ok := k.(*ecdsa.PrivateKey)
	if !ok {
		return nil, nil, fmt.Errorf("the room CA's key is a %T", k)
	}
	return root, key, nil
}

func serial() *big.Int {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		panic(err) // the system's random source never fails since Go 1.24
	}
	return n
}

func writeKey(path string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return writePEM(path, 0o600, "PRIVATE KEY", der)
}

func writePEM(path string, mode fs.FileMode, kind string, ders ...[]byte) error {
	var body []byte
	for _, der := range ders {
		body = append(body, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})...)
	}
	tmp := path + ".new"
	if err := os.WriteFile(tmp, body, mode); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}

func readPEM(path, kind string) ([]byte, error) {
	body, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(body)
	if block == nil || block.Type != kind {
		return nil, fmt.Errorf("%s holds no %s", filepath.Base(path), kind)
	}
	return block.Bytes, nil
}

package witness

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// StaleError says that a witness signed another size than the one named.
type StaleError struct{ Size int64 }

func (e *StaleError) Error() string { return fmt.Sprintf("witness: it last signed size %d", e.Size) }

// ErrRefused says that a witness did not sign, and not because of a stale size.
var ErrRefused = errors.New("witness: it did not sign")

var client = &http.Client{Timeout: 20 * time.Second}

// Submit asks the witness at url for its signature on a checkpoint that goes on from old by proof, and returns its signature lines. Failures:
// *StaleError, ErrRefused.
func Submit(ctx context.Context, url string, old int64, proof []Hash, checkpoint []byte) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "old %d\n", old)
	for _, h := range proof {
		b.WriteString(base64.StdEncoding.EncodeToString(h[:]) + "\n")
	}
	b.WriteByte('\n')
	b.Write(checkpoint)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(url, "/")+"/add-checkpoint", &b)
	if err != nil {
		return nil, err
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxRequest))
	switch {
	case err != nil:
		return nil, err
	case res.StatusCode == http.StatusOK:
		return body, nil
	case res.StatusCode == http.StatusConflict:
		if size, err := strconv.ParseInt(strings.TrimSpace(string(body)), 10, 64); err == nil && size >= 0 {
			return nil, &StaleError{size}
		}
	}
	return nil, fmt.Errorf("%w: status %d", ErrRefused, res.StatusCode)
}

package store

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/questionbank"
)

// Files puts internal/blob behind questionbank.PictureFiles.
type Files struct{ Blobs blob.Store }

// PutFile implements questionbank.PictureFiles.
func (f Files) PutFile(ctx context.Context, key string, data []byte) error {
	_, err := f.Blobs.Put(ctx, key, bytes.NewReader(data), int64(len(data)))
	return err
}

// File implements questionbank.PictureFiles.
func (f Files) File(ctx context.Context, key string, most int64) ([]byte, error) {
	r, _, err := f.Blobs.Open(ctx, key)
	if errors.Is(err, blob.ErrNotFound) {
		err = questionbank.ErrPictureUnknown
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	return io.ReadAll(io.LimitReader(r, most+1))
}

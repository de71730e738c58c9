package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"

	"github.com/suikao/suikao/cmd/internal/config"
	"github.com/suikao/suikao/deploy/migrations"
	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/blob"
	"github.com/suikao/suikao/internal/crypt"
	"github.com/suikao/suikao/internal/sqldb"
)

// Logger returns the program's logger on w as the configuration says.
func Logger(c *config.Config, w io.Writer) *slog.Logger {
	var level slog.Level
	if level.UnmarshalText([]byte(c.Log.Level)) != nil {
		level = slog.LevelInfo // the configuration was checked; only a new level name could come here
	}
	o := &slog.HandlerOptions{Level: level}
	if c.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// OpenDB connects to the configured database and returns it with the program's migrations for its engine.
func OpenDB(ctx context.Context, c *config.Config) (*sqldb.DB, []sqldb.Migration, error) {
	if err := c.MakeDataDir(); err != nil {
		return nil, nil, err
	}
	d := c.Database
	db, err := sqldb.Open(ctx, sqldb.Config{DSN: d.DSN, MaxOpen: d.MaxOpen, Lifetime: d.ConnLifetime, Timeout: d.Timeout, Patience: d.Patience})
	if err != nil {
		return nil, nil, err
	}
	steps, err := sqldb.Migrations(migrations.FS, db.Engine())
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, steps, nil
}

// OpenBlobs opens the configured file store as it lies there, sealed: what backup copies. Services get it through
// blob.NewSealed.
func OpenBlobs(ctx context.Context, c *config.Config) (blob.Store, error) {
	s := c.Blob.S3
	if s.Endpoint == "" {
		return blob.OpenDir(c.Blob.Dir)
	}
	return blob.OpenS3(ctx, blob.S3Config{Endpoint: s.Endpoint, Region: s.Region, Bucket: s.Bucket, Prefix: s.Prefix,
		AccessKey: s.AccessKey, SecretKey: s.SecretKey, Plain: s.Plain})
}

// OpenKeys loads the key file. Embedded mode makes one when it is missing and the database is empty too; a missing file
// beside existing data is an error, because new keys could not read it.
func OpenKeys(c *config.Config, empty bool) (*crypt.Ring, error) {
	ring, err := crypt.Load(c.KeyFile)
	if err == nil || !errors.Is(err, fs.ErrNotExist) || c.Production() {
		return ring, err
	}
	if !empty {
		return nil, fmt.Errorf("the key file %s is missing, but the database holds data that was sealed with it; put it back", c.KeyFile)
	}
	return crypt.Create(c.KeyFile)
}

// prepare migrates an embedded database and checks a production one, which only `suikao migrate` changes. It reports
// whether the database was empty.
func prepare(ctx context.Context, c *config.Config, db *sqldb.DB, steps []sqldb.Migration, log *slog.Logger, clock actor.Clock) (empty bool, err error) {
	err = db.Check(ctx, steps)
	if err == nil {
		return false, nil
	}
	if c.Production() {
		return false, err
	}
	ran, err := db.Migrate(ctx, steps, clock())
	if err != nil {
		return false, err
	}
	for _, m := range ran {
		log.Info("migrated", "step", fmt.Sprintf("%04d_%s", m.Version, m.Name))
	}
	return len(ran) == len(steps), nil
}

// Package store keeps statistics of items, quarantines and notes for reviewers through GORM. It implements the store
// interfaces of questionbank/health.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/suikao/suikao/internal/actor"
	"github.com/suikao/suikao/internal/sqldb"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/calibration"
	"github.com/suikao/suikao/questionbank/health"
)

// Store implements health's Tx, Sheets, Items, Quarantines and Suspicions.
type Store struct{ db *sqldb.DB }

var (
	_ health.Tx          = (*Store)(nil)
	_ health.Sheets      = (*Store)(nil)
	_ health.Items       = (*Store)(nil)
	_ health.Quarantines = (*Store)(nil)
	_ health.Suspicions  = (*Store)(nil)
)

// New returns a Store.
func New(db *sqldb.DB) *Store { return &Store{db} }

// InTx implements health.Tx.
func (s *Store) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

func micro(x float64) int64 { return int64(math.Round(x * 1e6)) }

// spread keeps a variance that is there from vanishing; 0 is none.
func spread(v float64) int64 {
	if v <= 0 {
		return 0
	}
	return max(micro(v), 1)
}

func unit(n int64) float64 { return float64(n) / 1e6 }

type bankRow struct {
	BankID   string       `gorm:"column:bank_id;primaryKey"`
	Taken    int64        `gorm:"column:taken"`
	Cut      int64        `gorm:"column:cut_micro"`
	CutAt    sqldb.Millis `gorm:"column:cut_at"`
	FittedOn string       `gorm:"column:fitted_on"`
	FittedAt sqldb.Millis `gorm:"column:fitted_at"`
	From     int          `gorm:"column:fitted_from"`
	Curves   int          `gorm:"column:fitted_curves"`
}

func (bankRow) TableName() string { return "calibration_bank" }

func (r bankRow) back() health.BankState {
	return health.BankState{Bank: questionbank.BankID(r.BankID), Taken: r.Taken, Cut: unit(r.Cut), CutAt: r.CutAt.Time(),
		FittedOn: actor.Date(r.FittedOn), FittedAt: r.FittedAt.Time(), From: r.From, Curves: r.Curves}
}

// HoldBank implements health.Items.
func (s *Store) HoldBank(ctx context.Context, bank questionbank.BankID) (health.BankState, error) {
	first := bankRow{BankID: string(bank)}
	if err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&first).Error; err != nil {
		return health.BankState{}, err
	}
	var r bankRow
	err := s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("bank_id = ?", string(bank)).Take(&r).Error
	return r.back(), err
}

// BankState implements health.Items.
func (s *Store) BankState(ctx context.Context, bank questionbank.BankID) (health.BankState, error) {
	r, err := sqldb.First[bankRow](ctx, s.db, "bank_id = ?", string(bank))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return health.BankState{Bank: bank}, nil
	}
	return r.back(), err
}

// BankStates implements health.Items.
func (s *Store) BankStates(ctx context.Context) ([]health.BankState, error) {
	return sqldb.All(ctx, s.db, bankRow.back, "bank_id", 0, "1 = 1")
}

// SetBank implements health.Items.
func (s *Store) SetBank(ctx context.Context, b health.BankState) error {
	return s.db.Conn(ctx).Model(&bankRow{}).Where("bank_id = ?", string(b.Bank)).Updates(map[string]any{"taken": b.Taken, "cut_micro": micro(b.Cut),
		"cut_at": sqldb.At(b.CutAt), "fitted_on": string(b.FittedOn), "fitted_at": sqldb.At(b.FittedAt), "fitted_from": b.From, "fitted_curves": b.Curves}).Error
}

type itemRow struct {
	VersionID   string `gorm:"column:version_id;primaryKey"`
	BankID      string `gorm:"column:bank_id"`
	ItemID      string `gorm:"column:item_id"`
	Responses   int    `gorm:"column:responses"`
	Rights      int    `gorm:"column:rights"`
	Level       int64  `gorm:"column:level_micro"`
	Spread      int64  `gorm:"column:spread_micro"`
	Online      int32  `gorm:"column:online"`
	Slope       int64  `gorm:"column:slope_micro"`
	Place       int64  `gorm:"column:place_micro"`
	Error       int64  `gorm:"column:error_micro"`
	PaceAnswers int32  `gorm:"column:pace_answers"`
	PaceMean    int64  `gorm:"column:pace_mean_micro"`
	PaceSquares int64  `gorm:"column:pace_squares_micro"`
	Watch       int64  `gorm:"column:watch_micro"`
	WatchSeen   int32  `gorm:"column:watch_seen"`
	Flags       string `gorm:"column:flags"`
	Figures     string `gorm:"column:figures"`
}

func (itemRow) TableName() string { return "calibration_item" }

// moving are the columns that each sitting moves; those of the night beside them.
var (
	moving  = []string{"responses", "rights", "level_micro", "spread_micro", "online", "pace_answers", "pace_mean_micro", "pace_squares_micro", "watch_micro", "watch_seen"}
	nightly = append([]string{"slope_micro", "place_micro", "error_micro", "flags", "figures"}, moving...)
)

func (r itemRow) back() (health.Item, error) {
	it := health.Item{Version: questionbank.VersionID(r.VersionID), Item: questionbank.ItemID(r.ItemID), Bank: questionbank.BankID(r.BankID),
		Responses: r.Responses, Rights: r.Rights, Belief: calibration.Belief{B: unit(r.Level), V: unit(r.Spread), Answers: r.Online},
		Curve: calibration.Curve{A: unit(r.Slope), B: unit(r.Place)}, Error: unit(r.Error),
		Pace:  calibration.Pace{Answers: r.PaceAnswers, Mean: unit(r.PaceMean), Squares: unit(r.PaceSquares)},
		Watch: calibration.Watch{Sum: unit(r.Watch), Seen: r.WatchSeen}}
	for _, f := range strings.Fields(r.Flags) {
		it.Flags = append(it.Flags, calibration.Flag(f))
	}
	if r.Figures == "" {
		return it, nil
	}
	return it, json.Unmarshal([]byte(r.Figures), &it.Figures)
}

func itemToRow(it health.Item) (itemRow, error) {
	figures, err := json.Marshal(it.Figures)
	flags := make([]string, len(it.Flags))
	for i, f := range it.Flags {
		flags[i] = string(f)
	}
	return itemRow{VersionID: string(it.Version), BankID: string(it.Bank), ItemID: string(it.Item), Responses: it.Responses, Rights: it.Rights,
		Level: micro(it.Belief.B), Spread: spread(it.Belief.V), Online: it.Belief.Answers, Slope: micro(it.Curve.A), Place: micro(it.Curve.B),
		Error: micro(it.Error), PaceAnswers: it.Pace.Answers, PaceMean: micro(it.Pace.Mean), PaceSquares: micro(it.Pace.Squares),
		Watch: micro(it.Watch.Sum), WatchSeen: it.Watch.Seen, Flags: strings.Join(flags, " "), Figures: string(figures)}, err
}

// Items implements health.Items.
func (s *Store) Items(ctx context.Context, bank questionbank.BankID, full bool) ([]health.Item, error) {
	q := s.db.Conn(ctx).Where("bank_id = ?", string(bank)).Order("version_id")
	if !full {
		q = q.Omit("figures")
	}
	var rows []itemRow
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]health.Item, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = r.back(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Item implements health.Items.
func (s *Store) Item(ctx context.Context, v questionbank.VersionID) (health.Item, error) {
	r, err := sqldb.First[itemRow](ctx, s.db, "version_id = ?", string(v))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return health.Item{Version: v}, nil
	}
	if err != nil {
		return health.Item{}, err
	}
	return r.back()
}

// SetItems implements health.Items.
func (s *Store) SetItems(ctx context.Context, list []health.Item, full bool) error {
	if len(list) == 0 {
		return nil
	}
	rows := make([]itemRow, len(list))
	for i, it := range list {
		var err error
		if rows[i], err = itemToRow(it); err != nil {
			return err
		}
	}
	columns := moving
	if full {
		columns = nightly
	}
	return s.db.Conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "version_id"}}, DoUpdates: clause.AssignmentColumns(columns)}).
		CreateInBatches(rows, 100).Error
}

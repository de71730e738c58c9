package store

import (
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
)

// frozen are the columns of what a release froze of an item version; NULL where nothing was measured, Leaf too where there is no variant.
type frozen struct {
	PBelow    *int32 `gorm:"column:p_below"`
	PCut      *int32 `gorm:"column:p_cut"`
	PAbove    *int32 `gorm:"column:p_above"`
	Info      *int32 `gorm:"column:info"`
	Stage     *int   `gorm:"column:stage"`
	Responses *int   `gorm:"column:responses"`
	Leaf      []byte `gorm:"column:leaf"`
}

func frozenColumns(f *questionbank.Frozen) frozen {
	if f == nil {
		return frozen{}
	}
	if f.Stage == 0 {
		return frozen{Leaf: f.Leaf[:]}
	}
	p := f.Params
	return frozen{&p.P[0], &p.P[1], &p.P[2], &p.Info, &f.Stage, &f.Responses, f.Leaf[:]}
}

// frozenRow is a version as a release holds it.
type frozenRow struct {
	Version    versionRow `gorm:"embedded"`
	PBelow     *int32     `gorm:"column:p_below"`
	PCut       *int32     `gorm:"column:p_cut"`
	PAbove     *int32     `gorm:"column:p_above"`
	Info       *int32     `gorm:"column:info"`
	Stage      *int       `gorm:"column:stage"`
	Responses  *int       `gorm:"column:responses"`
	FrozenLeaf []byte     `gorm:"column:frozen_leaf"`
}

func (frozenRow) TableName() string { return "item_version" }

func (r frozenRow) back() (questionbank.SealedVersion, error) {
	v, err := r.Version.back()
	if len(r.FrozenLeaf) > 0 {
		v.Frozen = &questionbank.Frozen{Leaf: hash(r.FrozenLeaf)}
	}
	if r.PBelow != nil && r.PCut != nil && r.PAbove != nil && r.Info != nil {
		v.Frozen = &questionbank.Frozen{Leaf: hash(r.FrozenLeaf), Measure: questionbank.Measure{
			Params: assembly.Params{P: [3]int32{*r.PBelow, *r.PCut, *r.PAbove}, Info: *r.Info}, Stage: number(r.Stage), Responses: number(r.Responses)}}
	}
	return v, err
}

func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

package questionbank

import (
	"encoding/hex"
	"slices"
	"strings"

	"github.com/suikao/suikao/internal/fault"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
)

// Area is a part of a picture; see assembly.Area.
type Area = assembly.Area

// Medium is a picture of an item, or a clip; a clip is followed by the still that stands for it until it plays. A writer names one that the bank holds by its digest or, in a file, by its name, or brings
// the bytes; Alt is the writer's own. What is stored has neither name nor bytes.
type Medium struct {
	assembly.Medium
	Name string // of a picture of the bank, where a file knows no digest
	Data []byte // what a file brings, or an export takes along
}

// Failures of pictures of items.
var (
	ErrAltMissing = fault.Define("item.alt_missing", fault.Invalid, "第 {n} 张图片（或视频）没有文字说明。请写明上面有什么、发生了什么，供看不见或听不见的人使用。",
		"Picture or clip {n} has no description. Say what it shows and what happens, for whoever cannot see or hear it.")
	ErrMediaMany   = fault.Define("item.media_many", fault.Invalid, "一道题最多 {n} 张图片（视频和它的静止图算两张）。", "An item has at most {n} pictures; a clip and its still are two.")
	ErrMediaTwice  = fault.Define("item.media_twice", fault.Invalid, "同一张图片在一道题里用了两次。", "The same picture stands twice in the item.")
	ErrMediaNone   = fault.Define("item.media_unknown", fault.Invalid, "题库里没有第 {n} 张图片（或视频）。请先上传，或核对文件名和摘要。", "The bank does not hold picture or clip {n}. Upload it first, or check its name and digest.")
	ErrClipStill   = fault.Define("item.clip_still", fault.Invalid, "第 {n} 项是视频，它后面要有一张静止图片，在视频没有取到时显示。", "Number {n} is a clip: a still picture has to follow it, to be shown where the clip does not come.")
	ErrClipMany    = fault.Define("item.clip_many", fault.Invalid, "一道题最多一个视频。", "An item has at most one clip.")
	ErrMediaName   = fault.Define("item.media_name", fault.Invalid, "题库里有几张同名的图片（第 {n} 张）。请改用图片的摘要。", "Several pictures of the bank have the name of picture {n}. Give its digest.")
	ErrHotspotNone = fault.Define("item.hotspot_picture", fault.Invalid, "标图题要有一张供标注的图片。", "A hotspot item needs the picture to mark.")
	ErrAreaCount   = fault.Define("item.area_count", fault.Invalid, "标图题的每个选项要有一个区域，其他题型不能有区域。", "Each option of a hotspot item has one area; items of other types have none.")
	ErrAreaForm    = fault.Define("item.area", fault.Invalid, "区域 {letter} 不完整或超出了图片（{width} × {height}）。", "Area {letter} is incomplete or lies outside the picture ({width} × {height}).")
)

// media returns the pictures as releases and papers name them.
func (c Content) media() []assembly.Medium {
	if len(c.Media) == 0 {
		return nil
	}
	out := make([]assembly.Medium, len(c.Media))
	for i, m := range c.Media {
		out[i] = m.Medium
	}
	return out
}

func mediaOf(list []assembly.Medium) []Medium {
	if len(list) == 0 {
		return nil
	}
	out := make([]Medium, len(list))
	for i, m := range list {
		out[i] = Medium{Medium: m}
	}
	return out
}

func (c Content) checkMedia() *fault.Error {
	if len(c.Media) > MaxMedia {
		return ErrMediaMany.With("n", MaxMedia)
	}
	for i, m := range c.Media {
		switch e := text(m.Alt, MaxAlt); {
		case strings.TrimSpace(m.Alt) == "":
			return ErrAltMissing.With("n", i+1)
		case e != nil:
			return e
		case !digested(m.Digest) || m.Width < 1 || m.Height < 1:
			return ErrMediaNone.With("n", i+1)
		case slices.ContainsFunc(c.Media[:i], func(o Medium) bool { return o.Digest == m.Digest }):
			return ErrMediaTwice
		}
	}
	if e := c.checkClip(); e != nil {
		return e
	}
	return when(c.Type == Hotspot && (len(c.Media) == 0 || clip.Known(c.Media[0].Type)), ErrHotspotNone)
}

// checkClip says whether a clip has a still behind it, and is the only one.
func (c Content) checkClip() *fault.Error {
	isClip := func(m Medium) bool { return clip.Known(m.Type) }
	at := slices.IndexFunc(c.Media, isClip)
	switch {
	case at < 0:
		return nil
	case at+1 == len(c.Media):
		return ErrClipStill.With("n", at+1)
	}
	return when(slices.ContainsFunc(c.Media[at+1:], isClip), ErrClipMany)
}

// digested reports whether s is a digest as pictures are named by.
func digested(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32 && strings.ToLower(s) == s
}

func (c Content) checkAreas() *fault.Error {
	switch {
	case c.Type != Hotspot:
		return when(len(c.Areas) > 0, ErrAreaCount)
	case len(c.Areas) != len(c.Options):
		return ErrAreaCount
	case len(c.Media) == 0:
		return nil // said already
	}
	board := c.Media[0]
	for i, a := range c.Areas {
		if !a.Fits(board.Width, board.Height) {
			return ErrAreaForm.With("letter", string(rune('A'+i))).With("width", board.Width).With("height", board.Height)
		}
	}
	return nil
}

// sameStem is what tells two items of a bank apart: the stem, those of the parts of a case, and the pictures it speaks of.
func (c Content) sameStem() string {
	s := c.wording()
	for _, m := range c.Media {
		s += "\n" + m.Digest
	}
	return s
}

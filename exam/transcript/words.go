package transcript

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// beijing is the zone of times in words.
var beijing = time.FixedZone("CST", 8*3600)

// Words says in Chinese and English what a file that holds proves.
func (b Bundle) Words() string {
	h := b.Head
	verdict := [2]string{"不合格", "not passed"}
	if h.Passed {
		verdict = [2]string{"合格", "passed"}
	}
	at := func(ms int64) string { return time.UnixMilli(ms).In(beijing).Format("2006-01-02 15:04:05") }
	var out strings.Builder
	fmt.Fprintf(&out, "可信：这份考试记录没有被改动过。\nGenuine: this transcript was not changed.\n\n")
	fmt.Fprintf(&out, "  成绩 score     %d / %d（合格线 pass mark %d）%s %s\n", h.Points, h.Full, h.PassMark, verdict[0], verdict[1])
	fmt.Fprintf(&out, "  考试 sitting   %s，%s — %s\n", h.Item, at(h.StartedAt), at(h.EndedAt))
	fmt.Fprintf(&out, "  作答 journal   %d 条记录，首尾相接 entries, chained from the draw\n", h.Entries)
	if chain, err := hex.DecodeString(h.Chain); err == nil {
		fmt.Fprintf(&out, "  凭据 receipt   %s，座位屏幕上最后显示的 as the seat showed at the end\n", Receipt(chain))
	}
	fmt.Fprintf(&out, "  发布 released  %s（第 %d 次 revision）\n", at(h.DecidedAt), h.Revision)
	fmt.Fprintf(&out, "  日志 log       %s：共 %d 条，第 %d 条 number %d of %d\n", b.Checkpoint.Origin, b.Checkpoint.Size, b.Log.N, b.Log.N, b.Checkpoint.Size)
	if b.DrawLog == nil {
		fmt.Fprintf(&out, "  抽题 draw      抽题时还没有透明日志 drawn before there was a log\n")
	} else {
		fmt.Fprintf(&out, "  抽题 draw      第 %d 条，先于成绩 number %d, before the result\n", b.DrawLog.N, b.DrawLog.N)
	}
	return out.String()
}

// Fault says in Chinese and English why a file does not hold.
func Fault(err error) string {
	words := []struct {
		err    error
		zh, en string
	}{
		{ErrCheckpoint, "检查点不是用这个日志的密钥签的：文件被改动过，或密钥不对。", "The checkpoint is not signed with this log's key: the file was changed, or the key is another one."},
		{ErrDraw, "抽题记录与作答记录对不上：文件被改动过。", "The record of the draw does not fit the journal: the file was changed."},
		{ErrJournal, "作答记录与评分时的不一致：文件被改动过。", "The journal is not the one that was marked: the file was changed."},
		{ErrLog, "透明日志里没有这份记录：内容被改动过，或不是本系统出具的。", "The transparency log does not hold this: it was changed, or made elsewhere."},
		{ErrFile, "这不是考试记录文件，或文件已损坏。", "This is no transcript, or the file is damaged."},
	}
	for _, w := range words {
		if errors.Is(err, w.err) {
			return "不可信：" + w.zh + "\nNot genuine. " + w.en + "\n"
		}
	}
	return "不可信：" + err.Error() + "\n"
}

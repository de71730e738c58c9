package api

import "testing"

func TestPartsOfAClip(t *testing.T) {
	for s, want := range map[string][2]int{
		"bytes=0-3": {0, 4}, "bytes=5-": {5, 10}, "bytes=-4": {6, 10}, "bytes=-40": {0, 10}, "bytes=9-99": {9, 10}, "bytes=0-9223372036854775807": {0, 10},
	} {
		if from, to, ok := partOf(s, 10); !ok || [2]int{from, to} != want {
			t.Errorf("%s: %d %d %t", s, from, to, ok)
		}
	}
	for _, s := range []string{"", "bytes=", "bytes=-", "bytes=10-", "bytes=3-2", "bytes=-0", "bytes=0-1,3-4", "bytes=a-b", "lines=0-1", "bytes=--1", "bytes=0-99999999999999999999"} {
		if from, to, ok := partOf(s, 10); ok {
			t.Errorf("%s is a part: %d %d", s, from, to)
		}
	}
	if _, _, ok := partOf("bytes=-1", 0); ok {
		t.Error("a part of nothing")
	}
}

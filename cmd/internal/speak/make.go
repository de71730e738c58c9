package speak

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
	"github.com/suikao/suikao/questionbank/picture"
)

// Lacking returns those of list that have a text without a sound; all of them where everything is to be made again.
func Lacking(list []questionbank.ItemVersion, again bool) []questionbank.ItemVersion {
	var out []questionbank.ItemVersion
	for _, v := range list {
		if again || len(v.Content.Unspoken()) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// Make has a voice speak what the versions lack. What is said twice is spoken once. tell is told of each version that is done.
func Make(ctx context.Context, voice func(context.Context, string) (clip.Sound, error), readings []Reading, list []questionbank.ItemVersion, again bool, tell func(done int)) ([]questionbank.Speaking, error) {
	m := maker{voice: voice, made: map[string]*once{}}
	out := make([]questionbank.Speaking, len(list))
	var done int
	var mu sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for i, v := range list {
		g.Go(func() error {
			one, err := m.item(ctx, v, readings, again)
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			out[i] = one
			done++
			tell(done)
			return nil
		})
	}
	return out, g.Wait()
}

type maker struct {
	voice func(context.Context, string) (clip.Sound, error)
	mu    sync.Mutex
	made  map[string]*once
}

type once struct {
	sync.Once
	sound clip.Sound
	err   error
}

func (m *maker) say(ctx context.Context, words string) (clip.Sound, error) {
	m.mu.Lock()
	o := m.made[words]
	if o == nil {
		o = &once{}
		m.made[words] = o
	}
	m.mu.Unlock()
	o.Do(func() { o.sound, o.err = m.voice(ctx, words) })
	return o.sound, o.err
}

func (m *maker) item(ctx context.Context, v questionbank.ItemVersion, readings []Reading, again bool) (questionbank.Speaking, error) {
	one := questionbank.Speaking{Version: v.ID, Data: map[string][]byte{}}
	for _, t := range v.Content.Texts() {
		if held := at(v.Content.Spoken, t.Place); held >= 0 && !again {
			one.Spoken = append(one.Spoken, v.Content.Spoken[held])
			continue
		}
		said := Say(t.Text, readings)
		words := said
		if words == "" {
			words = t.Text
		}
		sound, err := m.say(ctx, words)
		if err != nil {
			return one, fmt.Errorf("item %s, %s: %w", name(v), t.Place, err)
		}
		add(&one, t, said, sound)
	}
	return one, nil
}

// add puts the sound of a text to those of an item.
func add(one *questionbank.Speaking, t assembly.Text, said string, sound clip.Sound) {
	digest := picture.Digest(sound.Data)
	one.Spoken = append(one.Spoken, questionbank.Spoken{Place: t.Place, Of: t.Sum(), Said: said, Digest: digest})
	one.Data[digest] = sound.Data
}

func at(list []questionbank.Spoken, p assembly.Place) int {
	return slices.IndexFunc(list, func(s questionbank.Spoken) bool { return s.Place == p })
}

// name is how people know an item: by the number in its writer's file, or by its id.
func name(v questionbank.ItemVersion) string {
	if v.Content.SourceNo != "" {
		return v.Content.SourceNo
	}
	return string(v.Item)
}

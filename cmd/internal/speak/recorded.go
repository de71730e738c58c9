package speak

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/assembly"
	"github.com/suikao/suikao/questionbank/clip"
)

// Sheet is the name of the list of texts in a ZIP of sounds.
const Sheet = "texts.csv"

var heading = []string{"item", "place", "text", "said"}

// WriteSheet writes what has no sound yet as a list for a person to read from: item, place, the text, and what is to be said.
func WriteSheet(out io.Writer, list []questionbank.ItemVersion, readings []Reading) error {
	known := codes(list)
	w := csv.NewWriter(out)
	rows := [][]string{heading}
	for _, v := range list {
		code := string(v.Item)
		if known[v.Content.SourceNo] == v.Item {
			code = v.Content.SourceNo
		}
		for _, t := range v.Content.Texts() {
			if at(v.Content.Spoken, t.Place) < 0 {
				rows = append(rows, []string{code, string(t.Place), t.Text, cmp.Or(Say(t.Text, readings), t.Text)})
			}
		}
	}
	if _, err := io.WriteString(out, "\ufeff"); err != nil { // or a spreadsheet reads another alphabet
		return err
	}
	return w.WriteAll(rows)
}

// codes are the numbers in the writers' files that name one item, and can name a folder.
func codes(list []questionbank.ItemVersion) map[string]questionbank.ItemID {
	out := map[string]questionbank.ItemID{}
	for _, v := range list {
		n := v.Content.SourceNo
		if n == "" || strings.ContainsAny(n, `/\`) || n == "." || n == ".." {
			continue
		}
		if _, twice := out[n]; twice {
			out[n] = ""
			continue
		}
		out[n] = v.Item
	}
	return out
}

// Recorded reads a ZIP of sounds named ITEM/PLACE.EXT, and the Sheet they were read from: a sound holds for the text on the sheet, and
// is refused where the question says something else now. Everything that is wrong is in the error, row by row; then nothing is taken.
func Recorded(ctx context.Context, z *zip.Reader, list []questionbank.ItemVersion, hear func(context.Context, []byte) (clip.Sound, error)) ([]questionbank.Speaking, error) {
	files, sheet, err := unpack(z)
	if err != nil {
		return nil, err
	}
	known, byID := codes(list), map[questionbank.ItemID]int{}
	for i, v := range list {
		byID[v.Item] = i
	}
	out := map[int]*questionbank.Speaking{}
	var wrong []error
	fail := func(row int, format string, a ...any) {
		wrong = append(wrong, fmt.Errorf("row %d: %s", row, fmt.Sprintf(format, a...)))
	}
	for i, row := range sheet {
		at := path.Join(row[0], row[1])
		f := files[at]
		if f == nil {
			continue // not everything on the sheet has to be recorded at once
		}
		delete(files, at)
		n, ok := byID[cmp.Or(known[row[0]], questionbank.ItemID(row[0]))]
		if !ok {
			fail(i+2, "no item %s in DRAFT or APPROVED", row[0])
			continue
		}
		texts := list[n].Content.Texts()
		k := slices.IndexFunc(texts, func(t assembly.Text) bool { return string(t.Place) == row[1] })
		switch {
		case k < 0:
			fail(i+2, "item %s has no text %s", row[0], row[1])
			continue
		case texts[k].Text != row[2]:
			fail(i+2, "item %s, %s: the question says something else now", row[0], row[1])
			continue
		}
		sound, err := heard(ctx, f, hear)
		if err != nil {
			fail(i+2, "%s: %v", f.Name, err)
			continue
		}
		if out[n] == nil {
			out[n] = &questionbank.Speaking{Version: list[n].ID, Spoken: slices.Clone(list[n].Content.Spoken), Data: map[string][]byte{}}
		}
		out[n].Spoken = slices.DeleteFunc(out[n].Spoken, func(s questionbank.Spoken) bool { return string(s.Place) == row[1] })
		said := row[3]
		if said == row[2] {
			said = ""
		}
		add(out[n], texts[k], said, sound)
	}
	for at := range files {
		wrong = append(wrong, fmt.Errorf("%s stands for no row of %s", at, Sheet))
	}
	if len(out) == 0 && len(wrong) == 0 {
		wrong = append(wrong, errors.New("no sound in the file"))
	}
	if len(wrong) > 0 {
		slices.SortFunc(wrong, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
		return nil, errors.Join(wrong...)
	}
	var all []questionbank.Speaking
	for i := range list {
		if out[i] != nil {
			all = append(all, *out[i])
		}
	}
	return all, nil
}

// Bounds of a ZIP of sounds.
const (
	maxFiles = 100_000
	maxSheet = 64 << 20
)

// unpack returns the sounds by item and place, and the rows of the sheet under its heading.
func unpack(z *zip.Reader) (map[string]*zip.File, [][]string, error) {
	if len(z.File) > maxFiles {
		return nil, nil, fmt.Errorf("more than %d files", maxFiles)
	}
	files := map[string]*zip.File{}
	var sheet [][]string
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if f.Name == Sheet {
			body, err := content(f, maxSheet)
			if err != nil {
				return nil, nil, err
			}
			r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(body), "\ufeff")))
			r.FieldsPerRecord = len(heading)
			if sheet, err = r.ReadAll(); err != nil {
				return nil, nil, fmt.Errorf("%s: %w", Sheet, err)
			}
			continue
		}
		at := strings.TrimSuffix(f.Name, path.Ext(f.Name))
		if files[at] != nil {
			return nil, nil, fmt.Errorf("two sounds for %s", at)
		}
		files[at] = f
	}
	if len(sheet) == 0 || !slices.Equal(sheet[0], heading) {
		return nil, nil, fmt.Errorf("the ZIP needs the list that was read from, %s, with the columns %s", Sheet, strings.Join(heading, ", "))
	}
	return files, sheet[1:], nil
}

func content(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(body)) > most {
		err = fmt.Errorf("%s is larger than %d MB", f.Name, most>>20)
	}
	return body, errors.Join(err, r.Close())
}

// heard takes a recording as it is where the bank takes it, and has it made into Opus where not.
func heard(ctx context.Context, f *zip.File, hear func(context.Context, []byte) (clip.Sound, error)) (clip.Sound, error) {
	body, err := content(f, most)
	if err != nil {
		return clip.Sound{}, err
	}
	if s, err := clip.CheckSound(body); err == nil {
		return s, nil
	}
	return hear(ctx, body)
}

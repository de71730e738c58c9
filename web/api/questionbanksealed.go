package api

import (
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/questionbank"
	"github.com/suikao/suikao/questionbank/sealed"
)

// sealedTime is how long a sealed release may take to come in: a gigabyte at five megabits a second.
const sealedTime = 30 * time.Minute

// SealedUpload is a sealed release as the request's body, for an organisation. The body is read as it comes: a release with clips is
// larger than what a node should hold in memory.
type SealedUpload struct {
	Org string `query:"org" required:"true" minLength:"26" maxLength:"26" doc:"authority or exam body that will draw papers from it"`
	in  *atMost
}

// Resolve implements huma.Resolver.
func (u *SealedUpload) Resolve(c huma.Context) []error {
	u.in = &atMost{in: c.BodyReader(), left: questionbank.MaxSealedBytes}
	_ = c.SetReadDeadline(time.Now().Add(sealedTime)) // what cannot bound its time is bounded by its size
	return nil
}

func (u *SealedUpload) org() people.OrgID { return people.OrgID(u.Org) }

// end reads what is left of a body that was refused early: a browser that is still sending would see a broken connection, not the answer.
func (u *SealedUpload) end() { _, _ = io.Copy(io.Discard, u.in) }

// atMost reads what is no larger than a sealed release may be; more is sealed.ErrLarge.
type atMost struct {
	in   io.Reader
	left int64
}

func (a *atMost) Read(b []byte) (int, error) {
	if a.left < 0 {
		return 0, sealed.ErrLarge.With("mb", questionbank.MaxSealedBytes>>20)
	}
	if int64(len(b)) > a.left+1 {
		b = b[:a.left+1]
	}
	n, err := a.in.Read(b)
	a.left -= int64(n)
	return n, err
}

// SealedTally counts items of a sealed release.
type SealedTally struct {
	Type  questionbank.Type `json:"type" enum:"TRUE_FALSE,SINGLE,MULTIPLE,HOTSPOT,CASE"`
	Topic string            `json:"topic"`
	Items int               `json:"items"`
}

// SealedFileView is what a file of a sealed release is, without anything that its items ask.
type SealedFileView struct {
	Sum         string               `json:"sum" doc:"of what its owner signed; the import names it"`
	Owner       string               `json:"owner" doc:"as registered here"`
	Fingerprint string               `json:"fingerprint" doc:"of the owner's key"`
	Name        string               `json:"name"`
	No          int                  `json:"no" doc:"of the release at its owner"`
	ItemCode    string               `json:"item_code"`
	Purpose     questionbank.Purpose `json:"purpose" enum:"CERTIFICATION,PRACTICE"`
	MadeAt      time.Time            `json:"made_at"`
	Count       int                  `json:"count" doc:"items"`
	Files       int                  `json:"files" doc:"pictures, clips and sounds"`
	Tallies     []SealedTally        `json:"tallies" nullable:"false" doc:"items by type and topic"`
	From        string               `json:"from" format:"date" doc:"first day on which papers may be drawn"`
	To          string               `json:"to" format:"date" doc:"last day"`
	Region      string               `json:"region" doc:"digits of GB/T 2260 with which the authority's code begins; empty: everywhere"`
	Statistics  bool                 `json:"statistics" doc:"answers to its items may be counted"`
	NewBank     bool                 `json:"new_bank" doc:"false: it joins earlier releases of its owner"`
	BankName    string               `json:"bank_name"`
	Bank        string               `json:"bank,omitempty" doc:"once it is here, or where earlier ones are"`
	Release     string               `json:"release,omitempty" doc:"once it is here"`
}

// sealedFileView leaves out ids that a preview made up.
func sealedFileView(x questionbank.SealedIn, taken bool) SealedFileView {
	m := x.Manifest
	out := SealedFileView{Sum: hex.EncodeToString(x.Sum[:]), Owner: x.Owner.Name, Fingerprint: x.Owner.Fingerprint, Name: m.Name, No: m.No, ItemCode: m.ItemCode,
		Purpose: questionbank.Purpose(m.Purpose), MadeAt: time.UnixMilli(m.MadeAt).UTC(), Count: m.Items, Files: x.Files, Tallies: []SealedTally{}, From: m.Terms.NotBefore,
		To: m.Terms.NotAfter, Region: m.Terms.Region, Statistics: m.Terms.Statistics, NewBank: x.NewBank, BankName: x.Bank.Name}
	for _, t := range x.Items {
		out.Tallies = append(out.Tallies, SealedTally{t.Type, t.Topic, t.Items})
	}
	if taken || !x.NewBank {
		out.Bank = string(x.Bank.ID)
	}
	if taken {
		out.Release = string(x.Release.ID)
	}
	return out
}

// SealedKeysView is what other installations need of this one.
type SealedKeysView struct {
	Device            string `json:"device" doc:"X25519, hex: owners seal releases to it"`
	DeviceFingerprint string `json:"device_fingerprint" doc:"SHA-256, hex"`
	Owner             string `json:"owner" doc:"Ed25519, hex: receivers check this installation's releases with it"`
	OwnerFingerprint  string `json:"owner_fingerprint" doc:"SHA-256, hex"`
}

type sealedFileOut struct{ Body SealedFileView }

func registerBankSealed(g Groups, s *questionbank.Service) {
	huma.Register(g.Staff, huma.Operation{OperationID: "sealed-keys", Method: http.MethodGet, Path: "/sealed-keys", Summary: "This installation's public keys for sealed releases",
		Description: "To be given to owners and receivers, who compare the fingerprints by another way."},
		func(context.Context, *struct{}) (*struct{ Body SealedKeysView }, error) {
			k := s.PublicKeys()
			return &struct{ Body SealedKeysView }{SealedKeysView{hex.EncodeToString(k.Device), sealed.Fingerprint(k.Device), hex.EncodeToString(k.Owner), sealed.Fingerprint(k.Owner)}}, nil
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sealed-release-preview", Method: http.MethodPost, Path: "/sealed-releases/preview", Summary: "Say what a sealed release is",
		Description: "The whole file is read, at most 2 GB, and everything is checked that the import checks; nothing is kept.", RequestBody: octets()},
		func(ctx context.Context, in *SealedUpload) (*sealedFileOut, error) {
			defer in.end()
			x, err := s.PreviewSealed(ctx, in.org(), in.in)
			return &sealedFileOut{sealedFileView(x, false)}, err
		})
	huma.Register(g.Staff, huma.Operation{OperationID: "sealed-release-import", Method: http.MethodPost, Path: "/sealed-releases", DefaultStatus: http.StatusCreated, Summary: "Take a sealed release in",
		Description: "Wholly or not at all, and only the file that was previewed. It becomes a proposed release that another person puts in use.", RequestBody: octets()},
		func(ctx context.Context, in *struct {
			SealedUpload
			Seen string `query:"seen" required:"true" pattern:"^[0-9a-f]{64}$" doc:"sum of the preview"`
		}) (*sealedFileOut, error) {
			defer in.end()
			var seen [32]byte
			if _, err := hex.Decode(seen[:], []byte(in.Seen)); err != nil {
				return nil, questionbank.ErrImportChange
			}
			x, err := s.ImportSeenSealed(context.WithoutCancel(ctx), in.org(), in.in, seen) // whoever closes the page after sending all has sent it
			return &sealedFileOut{sealedFileView(x, true)}, err
		})
}

// octets describes a body of bytes that an operation reads as it comes.
func octets() *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}
}

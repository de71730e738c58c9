package questionbank

import (
	"context"

	"github.com/suikao/suikao/exam/people"
	"github.com/suikao/suikao/questionbank/assembly"
)

// Vault seals and opens what must not lie readable in the database. *crypt.Ring is one.
type Vault interface {
	// Seal encrypts plain; purpose is bound into the result.
	Seal(purpose string, plain []byte) (string, error)
	// Open returns what was sealed for the same purpose.
	Open(purpose, sealed string) ([]byte, error)
	// Index returns the blind index of a normalised value: equal values of one purpose have equal indexes.
	Index(purpose, normalized string) []byte
}

// Organisations tells about the owner of a bank. *people.Service is one.
type Organisations interface {
	Org(ctx context.Context, id people.OrgID) (people.Org, error)
	RootOrg(ctx context.Context) (people.Org, error)
}

// Catalogue tells whether a code is one that examinations are held for today.
type Catalogue interface {
	HasItem(ctx context.Context, code string) (bool, error)
}

// Tx runs a function in one transaction that the stores join; see sqldb.DB.InTx.
type Tx interface {
	InTx(ctx context.Context, fn func(ctx context.Context) error) error
	// InTransaction reports whether ctx has one open.
	InTransaction(ctx context.Context) bool
}

// BankStore keeps banks, the imports under way, and the register of cited texts. Failures: ErrBankUnknown, ErrBankExists,
// ErrCitedUnknown, ErrCitedTwice, ErrMoved.
type BankStore interface {
	AddBank(ctx context.Context, b Bank) error
	Bank(ctx context.Context, id BankID) (Bank, error)
	// LockBank holds the bank until the transaction ends, so that releases and blueprints are decided one at a time.
	LockBank(ctx context.Context, id BankID) error
	Banks(ctx context.Context) ([]Bank, error)
	AddImportJob(ctx context.Context, j ImportJob) error
	MoveImportJob(ctx context.Context, j ImportJob) error // writes Step, Rows, Batch, Code, Why and Last
	DropImportJob(ctx context.Context, id ImportJobID) error
	ImportJobs(ctx context.Context, bank BankID) ([]ImportJob, error)
	// SaveCitedText writes No 1 as a new entry, a later one over the one before it; ErrMoved where that is not there.
	SaveCitedText(ctx context.Context, c CitedText) error
	CitedText(ctx context.Context, id CitedTextID) (CitedText, error)
	CitedTexts(ctx context.Context) ([]CitedText, error)
}

// SealedVersion is an item version as stored: Content without Stem, Options, Key and Explanation, which are sealed.
type SealedVersion struct {
	ItemVersion
	StemIndex  string // blind index of the normalised stem, hex
	Body       string // sealed stem and options
	Secret     string // sealed assembly.Secret
	Commitment assembly.Hash
	Frozen     *Frozen         // as a version of a release: what the release froze of it; nil: the version as it is
	Variants   []SealedVariant // as a version of a release: in other languages
	Level      Level           // as a version of a release that took it in: of the higher bank; empty: the release's own
}

// ItemQuery selects item versions of one bank, newest first. Zero fields select all.
type ItemQuery struct {
	Bank   BankID
	State  State
	Type   Type
	Topic  string
	Tag    string
	Batch  BatchID
	Item   ItemID
	Latest bool // the latest version of each item only
	Before VersionID
	Limit  int
}

// ItemStore keeps items, versions, comments and import batches. Failures: ErrItemUnknown, ErrBatchUnknown,
// ErrTwiceInBank (a stem that another item of the bank holds), ErrMoved (the state was not as expected).
type ItemStore interface {
	// AddVersions stores new versions. Number 1 makes its item; a later number takes Latest from the one before it.
	AddVersions(ctx context.Context, list []SealedVersion) error
	Version(ctx context.Context, id VersionID) (SealedVersion, error)
	Versions(ctx context.Context, ids []VersionID) ([]SealedVersion, error)
	FindVersions(ctx context.Context, q ItemQuery) ([]SealedVersion, error)
	// Move changes the state of all ids from one to another and writes by into the signature that belongs to the new
	// state (CHECKED: Checker; APPROVED, REJECTED: Reviewer). ErrMoved where one of them was not in the state.
	Move(ctx context.Context, ids []VersionID, from, to State, by Signature) error
	// RetireOthers retires the approved versions of the same items that are not among ids.
	RetireOthers(ctx context.Context, ids []VersionID) error
	// StemHolders tells which items of the bank hold the stems of these indexes.
	StemHolders(ctx context.Context, bank BankID, indexes []string) (map[string]ItemID, error)
	// FreeStems lets the stems of those items of ids be used again that have no version in DRAFT, CHECKED or APPROVED.
	FreeStems(ctx context.Context, ids []VersionID) error
	AddComments(ctx context.Context, list []Comment) error
	Comments(ctx context.Context, v VersionID) ([]Comment, error)
	AddBatch(ctx context.Context, b Batch) error
	Batch(ctx context.Context, id BatchID) (Batch, error)
	Batches(ctx context.Context, bank BankID) ([]Batch, error)
}

// PictureStore keeps which pictures a bank holds; their bytes are blobs. Failure: ErrPictureUnknown.
type PictureStore interface {
	// AddPicture notes a picture; one that the bank holds already is no error and stays as it is.
	AddPicture(ctx context.Context, p BankPicture) error
	Picture(ctx context.Context, bank BankID, digest string) (BankPicture, error)
	// PicturesBy returns those of the bank that have one of the digests or one of the names.
	PicturesBy(ctx context.Context, bank BankID, digests, names []string) ([]BankPicture, error)
	Pictures(ctx context.Context, bank BankID, limit int) ([]BankPicture, error) // newest first, without sounds
}

// VariantStore keeps items in other languages. Failures: ErrVariantUnknown, ErrVariantWaits (Live is taken), ErrMoved.
type VariantStore interface {
	AddVariants(ctx context.Context, list []SealedVariant) error
	Variant(ctx context.Context, id VariantID) (SealedVariant, error)
	VariantsOf(ctx context.Context, item ItemID) ([]SealedVariant, error) // newest first
	VariantsIn(ctx context.Context, bank BankID, st VariantState) ([]SealedVariant, error)
	// VariantsWaiting returns WRITTEN ones, oldest first, from after the one named.
	VariantsWaiting(ctx context.Context, bank BankID, l Language, after VariantID, limit int) ([]SealedVariant, error)
	// ReplaceVariant moves the confirmed one that has this index, if there is one, to REPLACED.
	ReplaceVariant(ctx context.Context, live string) error
	// DecideVariant moves one from WRITTEN; live is its new index.
	DecideVariant(ctx context.Context, id VariantID, to VariantState, live string, by Signature, reason string) error
}

// ReleaseStore keeps releases and key versions. Failures: ErrReleaseUnknown, ErrKeyUnknown, ErrMoved, ErrOtherActive (the
// active key is taken).
type ReleaseStore interface {
	AddRelease(ctx context.Context, r Release, list []SealedVersion, keys KeyVersion, sealed string) error
	// ProposedRelease returns the release with this digest that waits for its second person, or ErrReleaseUnknown.
	ProposedRelease(ctx context.Context, bank BankID, content assembly.Hash) (Release, error)
	Release(ctx context.Context, id ReleaseID) (Release, error)
	Releases(ctx context.Context, bank BankID) ([]Release, error)
	LastReleaseNo(ctx context.Context, bank BankID) (int, error)
	ReleaseVersions(ctx context.Context, id ReleaseID) ([]SealedVersion, error)
	// DecideRelease moves a release between states; activeKey is the slot it takes when it becomes ACTIVE.
	DecideRelease(ctx context.Context, id ReleaseID, from, to ReleaseState, activeKey string, by Signature, reason string) error
	ActiveRelease(ctx context.Context, activeKey string) (Release, error) // ErrNoRelease
	AddKeyVersion(ctx context.Context, k KeyVersion, sealed string) error // ErrMoved: the number is taken
	KeyVersion(ctx context.Context, id ReleaseID, no int) (KeyVersion, string, error)
	KeyVersions(ctx context.Context, id ReleaseID) ([]KeyVersion, error)
	NewestKey(ctx context.Context, id ReleaseID) (int, error) // number of the newest approved one; 0 where there is none
	DecideKeyVersion(ctx context.Context, id ReleaseID, no int, to ReleaseState, by Signature) error
}

// BlueprintStore keeps blueprints. Failures: ErrPlanUnknown, ErrMoved, ErrOtherActive.
type BlueprintStore interface {
	AddBlueprint(ctx context.Context, b Blueprint) error
	Blueprint(ctx context.Context, id BlueprintID) (Blueprint, error)
	Blueprints(ctx context.Context, bank BankID) ([]Blueprint, error)
	DecideBlueprint(ctx context.Context, id BlueprintID, from, to ReleaseState, activeKey string, by Signature, reason string) error
	ActiveBlueprint(ctx context.Context, activeKey string) (Blueprint, error) // ErrNoBlueprint
	// InUse names release and blueprint as they are in use together; false where one of them is missing.
	InUse(ctx context.Context, activeKey string) (ReleaseID, BlueprintID, bool, error)
	ActiveKeys(ctx context.Context) ([]string, error) // of blueprints in use, the first hundred
}

// StoredDraw is one draw as kept: canonical bytes of its inputs and of its record.
type StoredDraw struct {
	Attempt   string
	ItemCode  string
	Release   ReleaseID
	Blueprint BlueprintID
	Inputs    []byte // assembly.Inputs
	Record    []byte // assembly.Record
	Proof     []byte // unique signature behind the seed; empty under a rule that has none
	DrawnAt   int64  // milliseconds since 1970 UTC
	Counted   bool
	No        uint64 // counted draws of release and blueprint before this one
	Slots     []byte // of a counted draw: the drawn items, by place among the items of the release, two bytes each, big endian
}

// Counts are how many draws of a release and blueprint were counted, and how often each item was drawn by them.
type Counts struct {
	Draws uint64
	Times assembly.Times
}

// PictureFiles keeps the bytes of pictures, sealed; the store package puts internal/blob behind it.
type PictureFiles interface {
	PutFile(ctx context.Context, key string, data []byte) error
	// File returns at most most bytes and one more; ErrPictureUnknown.
	File(ctx context.Context, key string, most int64) ([]byte, error)
}

// DrawStore keeps draws and their counts. Failures: ErrDrawn (the attempt has one), ErrDrawUnknown.
type DrawStore interface {
	// AddDraws adds all of list or nothing.
	AddDraws(ctx context.Context, list []StoredDraw) error
	// HoldCounts returns the counts and holds them until the transaction ends; items is how many items the release has.
	HoldCounts(ctx context.Context, r ReleaseID, b BlueprintID, items int) (Counts, error)
	// Counts returns them as they are now, without holding them; zero where nothing was drawn.
	Counts(ctx context.Context, r ReleaseID, b BlueprintID) (Counts, error)
	SetCounts(ctx context.Context, r ReleaseID, b BlueprintID, c Counts) error
	// EachSlots calls each with the slots of the counted draws of a release and blueprint before number no, in any order.
	EachSlots(ctx context.Context, r ReleaseID, b BlueprintID, no uint64, each func(slots []byte)) error
	Draw(ctx context.Context, attempt string) (StoredDraw, error)
	// AddDrawKey stores a key and makes it the one in use; ErrMoved where its rule has one.
	AddDrawKey(ctx context.Context, k DrawKey) error
	// DrawKeyInUse returns the fingerprint of the key that signs under a rule; ErrNoDrawKey.
	DrawKeyInUse(ctx context.Context, rule assembly.SeedRule) (string, error)
	DrawKey(ctx context.Context, fingerprint string) (DrawKey, error) // ErrNoDrawKey
	DrawKeys(ctx context.Context) ([]DrawKey, error)                  // oldest first
	// EndDrawKey takes a key out of use; ErrMoved where it is not in use. NoteKeyEnd keeps the record of that.
	EndDrawKey(ctx context.Context, fingerprint string) error
	NoteKeyEnd(ctx context.Context, fingerprint string, record []byte) error
	// DrawsOf returns the draws of a release by attempt, above after, without inputs and records.
	DrawsOf(ctx context.Context, release ReleaseID, after string, limit int) ([]StoredDraw, error)
}

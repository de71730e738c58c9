package device

// The status words of the bridge protocol.
const (
	statusOK         = "ok"
	statusNoCard     = "no_card"
	statusUnreadable = "unreadable"
	statusFailed     = "failed"
	statusOpened     = "opened"
	statusDuplicate  = "duplicate"
)

// maxBody is the largest body of the protocol in bytes.
const maxBody = 4 << 10

// cardMessage is the answer of card/read and the body of sim/card.
type cardMessage struct {
	Status  string `json:"status,omitempty"`
	State   string `json:"state,omitempty"` // sim/card only
	DocKind string `json:"doc_kind,omitempty"`
	Number  string `json:"number,omitempty"`
	Name    string `json:"name,omitempty"`
	ValidTo string `json:"valid_to,omitempty"`
}

// doorCommand is the body of door/open.
type doorCommand struct {
	Command string `json:"command"`
}

// doorAnswer is the answer of door/open.
type doorAnswer struct {
	Status string `json:"status"`
}

// doorState is body and answer of sim/door.
type doorState struct {
	Opened []string `json:"opened,omitempty"`
	Broken bool     `json:"broken"`
}

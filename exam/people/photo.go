package people

// RetakeReason is why a reviewer refuses a document photo.
type RetakeReason string

// The reasons; each has its plain text on the page.
const (
	RetakeFace       RetakeReason = "FACE"       // face turned, covered, or too small
	RetakeBackground RetakeReason = "BACKGROUND" // not white or not plain
	RetakeBlurred    RetakeReason = "BLURRED"    // out of focus or badly lit
	RetakeOld        RetakeReason = "OLD"        // no longer looks like the person
	RetakeOther      RetakeReason = "OTHER"      // Note says what
	RetakePerson     RetakeReason = "PERSON"     // shows somebody else
)

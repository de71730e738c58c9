package input

// Counts are inputs by class.
type Counts struct{ Mouse, Touch, Pen, Keys, Assist int }

// Hands is how many came through a device that the kernel counts.
func (c Counts) Hands() int { return c.Mouse + c.Touch + c.Pen + c.Keys }

// Note is what the page says of the last seconds. Counts are since the note before.
type Note struct {
	Count     int64  // inputs of this page so far
	Inputs    Counts // trusted ones
	Untrusted int    // clicks and keys made by scripts
	Moves     int    // of a pointer
	Leaps     int    // presses of a mouse somewhere else than it was, without a move
	Focused   bool
	Visible   bool
	Full      bool
	Blurs     int    // how often the focus went
	HiddenMS  int    // how long the page was hidden
	Screen    string // size and depth of the display; empty: not said
	Pointers  int    // mice and pens beyond the first
	Injected  int    // foreign nodes with code in the page
	Foreign   string // of the first: sort and host, short
	Tools     int    // signs of open developer tools
	ToolKeys  int    // keys that open them
	Automated bool   // the browser says that a program drives it
}

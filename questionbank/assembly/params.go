package assembly

// Params are what was measured of an item, as integers, because a draw must be the same on every machine. The cut is the
// ability at which the expected score of the blueprint is its pass mark.
type Params struct {
	P    [3]int32 `cbor:"1,keyasint"` // chance of a right answer half a logit below the cut, at it, half a logit above; ×100,000
	Info int32    `cbor:"2,keyasint"` // Fisher information at the cut, ×100,000
}

// The scales of a draw's sums.
const (
	pointScale = 100_000    // of expected scores, in points
	infoScale  = 10_000_000 // of information, as a part of its target
)

// expected holds, by the writers' five levels of difficulty, what is taken for the parameters of an item that nobody has
// answered yet: chances of a one-parameter item at 92, 86, 80, 72 and 62 per cent. Labels say little (their correlation
// with what is measured is about 0.5), so papers drawn by them are alike in labels and not proved alike in difficulty.
var expected = [5]Params{
	{P: [3]int32{87_461, 92_000, 94_990}, Info: 7_360},
	{P: [3]int32{78_840, 86_000, 91_014}, Info: 12_040},
	{P: [3]int32{70_812, 80_000, 86_833}, Info: 16_000},
	{P: [3]int32{60_932, 72_000, 80_914}, Info: 20_160},
	{P: [3]int32{49_739, 62_000, 72_900}, Info: 23_560},
}

// Expected returns the parameters that stand in where an item has none: those of its level of difficulty, 1 to 5.
func Expected(difficulty int) Params { return expected[min(max(difficulty, 1), 5)-1] }

// params are those the draw goes by; of a case what its questions come to together.
func (it *Item) params() Params {
	if it.Params != nil {
		return *it.Params
	}
	p := Expected(it.Difficulty)
	if n := int32(len(it.Parts)); n > 0 {
		p = Params{[3]int32{n * p.P[0], n * p.P[1], n * p.P[2]}, n * p.Info}
	}
	return p
}

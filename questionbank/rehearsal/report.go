package rehearsal

// Report is what a rehearsal found. Scores, difficulties and information are in thousandths.
type Report struct {
	Papers    int     `json:"papers" doc:"drawn"`
	Items     int     `json:"items" doc:"that a paper may hold"`
	Measured  int     `json:"measured" doc:"of them with measured difficulty; for the others the writers' label stands in"`
	Target    int64   `json:"target" doc:"expected score at the cut that every paper is levelled to, thousandths of a point"`
	Score     Spread  `json:"score" doc:"expected score of somebody exactly at the cut, thousandths of a point"`
	Pass      Spread  `json:"pass" doc:"chance of such a person to pass, hundredths of a per cent"`
	Level     Spread  `json:"level" doc:"mean difficulty label of a paper, 1 to 5, thousandths"`
	Info      Spread  `json:"info" doc:"information at the cut, thousandths"`
	Seconds   Spread  `json:"seconds" doc:"time a slow reader needs, by an estimate from characters"`
	Allowed   int     `json:"allowed" doc:"seconds allowed"`
	Higher    *Spread `json:"higher,omitempty" doc:"questions of a paper from banks of a higher level (a case counts once); absent where the release took none in"`
	Exposure  Spread  `json:"exposure" doc:"papers that hold an item, per thousand, over the items"`
	Ratio     int64   `json:"ratio" doc:"most used item: its papers by the even share of its cell, thousandths"`
	Overlap   Spread  `json:"overlap" doc:"questions that two papers share"`
	Mean      int64   `json:"overlap_mean" doc:"of all pairs, thousandths of a question"`
	Floor     int64   `json:"overlap_floor" doc:"the least mean that even use allows, thousandths of a question"`
	Cells     []Cell  `json:"cells" nullable:"false"`
	Used      []Used  `json:"used" nullable:"false" doc:"the twenty items on most papers"`
	Person    []Turn  `json:"person" nullable:"false" doc:"twenty attempts of one person"`
	Repeat    int     `json:"repeat" doc:"attempt from which on items of one's own earlier papers may come again, by reckoning"`
	Sure      bool    `json:"sure" doc:"the reckoning is proved also for shared facts, enemies and tags"`
	Conflicts int     `json:"conflicts" doc:"attempts of the twenty that repeated earlier than reckoned"`
}

// Spread is how a number spreads over the papers, with a histogram: Bins[i] counts those in [From+i·Width, From+(i+1)·Width).
type Spread struct {
	Mean  int64 `json:"mean"`
	SD    int64 `json:"sd"`
	Least int64 `json:"least"`
	Most  int64 `json:"most"`
	From  int64 `json:"from" doc:"beginning of the first bar"`
	Width int64 `json:"width" doc:"of a bar"`
	Bins  []int `json:"bins" nullable:"false"`
}

// Cell is how evenly the items of one cell were used.
type Cell struct {
	Section string `json:"section"`
	Topic   string `json:"topic" doc:"empty: the topics that no section of the type names"`
	Need    int    `json:"need"`
	Have    int    `json:"have"`
	Share   int64  `json:"share" doc:"papers that would hold each item if all were used alike, per thousand"`
	Least   int64  `json:"least" doc:"papers that hold the least used item, per thousand"`
	Most    int64  `json:"most"`
	Repeat  int    `json:"repeat" doc:"attempt from which on this cell alone would let repeats in"`
}

// Used is one item that is on many papers.
type Used struct {
	Version string `json:"version" doc:"item version"`
	Papers  int    `json:"papers"`
}

// Turn is one attempt of a person who sits again and again.
type Turn struct {
	No     int `json:"no"`
	Barred int `json:"barred" doc:"earlier papers of which no item was allowed"`
	Again  int `json:"again" doc:"questions that stood on an earlier paper"`
	Last   int `json:"last" doc:"of them on the paper just before; always 0"`
}

const mostBins = 20

// steps are the widths of bars, 1, 2 and 5 times a power of ten.
func step(span int64) int64 {
	for width := int64(1); ; width *= 10 {
		for _, by := range []int64{1, 2, 5} {
			if span/(width*by) < mostBins {
				return width * by
			}
		}
	}
}

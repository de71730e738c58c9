package assembly

// Weight is what an item brings to papers on average under a blueprint: Points with chance Need / Have.
type Weight struct {
	Item       ItemID
	Version    VersionID
	Points     int // of a case: of all its questions
	Need, Have int // quota and size of its cell
}

// Weights are those of the items that the blueprint draws from.
func (p *Plan) Weights() []Weight {
	out := make([]Weight, len(p.items))
	for i, it := range p.items {
		c := &p.cells[it.cell]
		s := &p.bp.Body.Sections[c.section]
		out[i] = Weight{it.ID, it.Version, s.Points * s.asks(), c.need, len(c.items)}
	}
	return out
}

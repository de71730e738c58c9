package media

import "time"

// Piece is a segment that is being recorded, or waits here to be kept.
type Piece struct {
	ID     string
	Source Source
	Track  Track
	From   time.Time
}

// Pieces lists what of recordings lies here and is not kept yet. It reads the spool's folder, and each head once; not for concurrent
// use with itself.
func (s *Server) Pieces() ([]Piece, error) {
	names, err := s.spool.names()
	if err != nil {
		return nil, err
	}
	known := make(map[string]Piece, len(names))
	out := make([]Piece, 0, len(names))
	for id, ext := range names {
		if ext == ".json" || ext == extAside {
			continue // its file is being made, or is gone; or nobody is going to take it
		}
		p, ok := s.pieces[id]
		if !ok {
			h, err := s.spool.head(id)
			if err != nil {
				continue // kept in this moment
			}
			p = Piece{ID: id, Source: h.Source, Track: h.Track, From: h.From}
		}
		known[id] = p
		out = append(out, p)
	}
	s.pieces = known
	return out, nil
}

package calibration

// Joined is the one answer that the answers to the questions of a case are, in their order: right when all are, open at the end of time when
// one is, its time the sum of theirs or unknown where one is unknown, its choice the questions that were answered rightly, a bit each, beside
// those that were left open. Of no questions it is the zero value.
func Joined(parts []Answer) Answer {
	var out Answer
	for n, a := range parts {
		if n == 0 {
			out = Answer{Item: a.Item, Millis: a.Millis, Right: true, Parts: int8(len(parts))}
		}
		if a.Right {
			out.Choice |= 1 << n
		}
		if a.Choice == 0 {
			out.Open |= 1 << n
		}
		out.Right, out.Late = out.Right && a.Right, out.Late || a.Late
		switch {
		case n == 0:
		case out.Millis == 0 || a.Millis == 0:
			out.Millis = 0
		default:
			out.Millis += a.Millis
		}
	}
	return out
}

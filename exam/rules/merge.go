package rules

// resolve completes the fields of the most specific set with those of the less specific ones. A blank field stops the
// search like a given one. Every field knows its name and the set it came from afterwards.
func resolve(layers []RuleSet, item *Item) Params {
	var out Params
	for _, f := range Fields() {
		to := f.slot(&out)
		for i := range layers {
			from := f.slot(&layers[i].Params)
			if from.state() != Omitted {
				to.take(from)
				to.stamp(f.Name, layers[i].ID)
				break
			}
		}
		to.stamp(f.Name, "")
	}
	if item != nil {
		fromCatalogue(&out.InitialHours, item.InitialHours, "initial_hours")
		fromCatalogue(&out.RefresherHours, item.RefresherHours, "refresher_hours")
		fromCatalogue(&out.ValidityMonths, item.ValidityMonths, "validity_months")
	}
	return out
}

func fromCatalogue(to *Param[int], from Param[int], name string) {
	if to.State == Omitted {
		*to = from
		to.Note = "操作目录"
		to.stamp(name, "")
	}
}

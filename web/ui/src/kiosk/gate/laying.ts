// One card on the reader, from being laid to being lifted, without clocks and without the reader: what was seen, what was wanted, and
// whether the card acts. A card acts once for each time it is laid; the reader is only looked at now and then, so that a card is known to
// have been lifted when it was seen empty, and not before.

/**
 * lifted: the reader was seen empty, whoever lays a card next is heard. fresh: laid, and nobody wanted it yet; it waits for its turn.
 * used: it had its turn, or lay there before anybody looked.
 */
export type Laying = 'lifted' | 'fresh' | 'used'

/** What lies there is looked at: a card after an empty reader was newly laid, any other is the one from before. */
export function seen(laying: Laying, card: boolean): Laying {
  if (!card) return 'lifted'
  return laying === 'lifted' ? 'fresh' : laying
}

/** Somebody asks for their card: one that lies there counts, although it is not known to have been laid since. */
export function wanted(laying: Laying): Laying {
  return laying === 'used' ? 'fresh' : laying
}

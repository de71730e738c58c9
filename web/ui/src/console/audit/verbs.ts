// The trail in words. Verbs are "thing.act" ("bank.item.approve": the bank's own verbs begin with it), objects are
// "thing:id", details are pairs of code words. What has no word stays as it was written: nothing is hidden from an auditor.
export type Word = (key: string) => string | undefined

export function verbText(verb: string, word: Word): string {
  const parts = verb.split('.')
  if (parts.length > 2 && parts[0] === 'bank') parts.shift()
  const [thing = '', ...rest] = parts
  const left = word(`verb.thing.${thing}`) ?? thing
  if (!rest.length) return left
  const act = rest.join('_') // the same act may be another thing's own: a hold of evidence keeps, a hold of a result waits
  return `${left} · ${word(`verb.act.${thing}_${act}`) ?? word(`verb.act.${act}`) ?? rest.join('.')}`
}

const id = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** An id as people can compare it by eye, a digest by its beginning, anything else as it is. */
export function brief(text: string): string {
  if (id.test(text)) return `…${text.slice(-6)}`
  return /^[0-9a-f]{40,}$/.test(text) ? `${text.slice(0, 12)}…` : text
}

/** "person:01m8…" as 人员档案 …7j9. */
export function objectText(object: string, word: Word): string {
  const at = object.indexOf(':')
  const thing = at < 0 ? object : object.slice(0, at)
  const rest = at < 0 ? '' : brief(object.slice(at + 1))
  return `${word(`verb.object.${thing}`) ?? word(`verb.thing.${thing}`) ?? thing} ${rest}`.trim()
}

/** What a detail is called and what it says. */
export function detailText(key: string, value: string, word: Word): { label: string; text: string } {
  const label = word(`verb.key.${key}`) ?? key
  if (id.test(value)) return { label, text: brief(value) }
  const said = value.split(/([,\s])/).map((part) => (/^[A-Z][A-Z0-9_]+$|^[a-z]+(_[a-z]+)*$/.test(part) ? (word(`verb.value.${part}`) ?? part) : part)).join('')
  return { label, text: brief(said) }
}

/** Who acted, where no person did: the part of the program by name. */
export function actorText(entry: { name: string; actor: string; actorKind: string }, word: Word): string {
  const who = entry.name || entry.actor
  if (entry.actorKind !== 'SYSTEM') return who || '–'
  return word(`verb.system.${who.replace(/^job /, '').replace(/[. ]/g, '_')}`) ?? who
}

const ofBank = ['blueprint', 'cited', 'draw_key', 'export', 'item', 'key', 'picture', 'quarantine', 'release']

/** Things to filter by: the beginning of their verbs, and their words in the reader's order. */
export function verbChoices(things: readonly string[], word: Word): { value: string; label: string }[] {
  return things
    .map((thing) => ({ value: ofBank.includes(thing) ? `bank.${thing}.` : `${thing}.`, label: word(`verb.thing.${thing}`) ?? thing }))
    .sort((a, b) => a.label.localeCompare(b.label, 'zh-CN'))
}

// The trail's verbs in words: "application.approve" is a thing and an act, each with a name; unknown parts stay as they are.
export function verbText(verb: string, word: (key: string) => string | undefined): string {
  const [thing = '', ...rest] = verb.split('.')
  const act = rest.join('.')
  const left = word(`verb.thing.${thing}`) ?? thing
  return act ? `${left} · ${word(`verb.act.${act.replace(/\./g, '_')}`) ?? act}` : left
}

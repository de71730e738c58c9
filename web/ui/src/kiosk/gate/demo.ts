// The demonstration's simulated room (proctor/device): cards are laid on its reader over HTTP. Exists with demo data only.
export interface DemoCard {
  name: string
  docKind: string
  number: string
  validTo: string
}

export type CardCondition = 'ok' | 'no_card' | 'unreadable' | 'failed'

const headers = { 'content-type': 'application/json', authorization: 'Bearer demo' }

export async function demoCards(): Promise<DemoCard[]> {
  const answer = await fetch('/demo/cards')
  return answer.ok ? ((await answer.json()) as DemoCard[] | null) ?? [] : []
}

export async function layCard(room: string, state: CardCondition, card?: DemoCard): Promise<boolean> {
  const body = { state, ...(card ? { doc_kind: card.docKind, number: card.number, name: card.name, valid_to: card.validTo } : {}) }
  return post(`/demo/bridge/${room}/sim/card`, body)
}

export async function breakDoor(room: string, broken: boolean): Promise<boolean> {
  return post(`/demo/bridge/${room}/sim/door`, { broken })
}

async function post(path: string, body: object): Promise<boolean> {
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined)
  return answer?.ok ?? false
}

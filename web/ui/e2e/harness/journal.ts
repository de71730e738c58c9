// The answer journal as it lies in the database: what acknowledgements and pages are compared with.
import { execFileSync } from 'node:child_process'
import type { Engine } from './program.ts'
import { program } from './servers.ts'

export interface JournalEntry {
  /** The candidate's number; undefined for acts of others. */
  seq?: number
  kind: string
  question: number
  answer: string
  /** First 8 bytes of the chain's hash at this entry: what its acknowledgement shows. */
  proof: string
}

const fields = 'seq, kind, question, answer, SUBSTR(HEX(hash), 1, 16)'

/** Reads it past the program. where: the database's file or socket. */
export function readJournal(engine: Engine, where: string, sitting: string): JournalEntry[] {
  if (!/^[0-9a-z]{26}$/.test(sitting)) throw new Error(`${sitting} is no sitting`)
  const query = `SELECT ${fields} FROM sitting_journal WHERE sitting_id = '${sitting}' ORDER BY place`
  const rows = engine === 'mariadb'
    ? execFileSync(program(['mariadb', 'mysql'], 'mariadb-client'), ['--no-defaults', `--socket=${where}`, '-uroot', '-N', '-B', 'suikao', '-e', query], { encoding: 'utf8' })
    : execFileSync(program(['sqlite3'], 'sqlite3'), ['-readonly', '-separator', '\t', '-cmd', '.timeout 5000', where, query], { encoding: 'utf8' })
  return rows.split('\n').filter(Boolean).map((row) => {
    const [seq = '', kind = '', question = '', answer = '', proof = ''] = row.split('\t')
    const entry = { kind, question: Number(question), answer, proof: proof.toLowerCase() }
    return /^\d+$/.test(seq) ? { ...entry, seq: Number(seq) } : entry
  })
}

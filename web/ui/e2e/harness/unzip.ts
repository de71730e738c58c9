// Unpacks a zip file whose members are stored, not packed: as bundles of evidence are written.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes every member below a folder and gives their names. */
export function unzip(zip: Buffer, folder: string): string[] {
  const names: string[] = []
  for (let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16); zip.readUInt32LE(at) === 0x02014b50;) {
    const [packed, size, nameSize, more, note, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)]
    const name = zip.toString('utf8', at + 46, at + 46 + nameSize)
    if (packed !== 0 || name.includes('..')) throw new Error(`${name} is not stored plainly`)
    const body = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, zip.subarray(body, body + size))
    names.push(name)
    at += 46 + nameSize + more + note
  }
  return names
}

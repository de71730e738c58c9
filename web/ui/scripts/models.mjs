// Brings the models of faces out of node_modules into the built pages, after comparing them with the digests that
// proctor/vision/MODELS.md names. The server looks with the same files. Nothing of them lies in git.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** File within node_modules, SHA-256 in hex. */
const files = {
  '@vladmandic/human/models/blazeface.json': 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f',
  '@vladmandic/human/models/blazeface.bin': 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72',
  '@vladmandic/human/models/faceres.json': '5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df',
  '@vladmandic/human/models/faceres.bin': '2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b',
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm': '70a5d516060464e5269f01c74bac1772d6b8ab6cb612acf16b5cdaf61f78d892',
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm': '77ebb28a6d34f371dbbf2086b7f2de8994acd8ea5a3cf1fa24d2c26c840cac7b',
}

/** @param {string} modules @param {string} dist folder of the built pages */
export function copyModels(modules, dist) {
  const to = join(dist, 'models')
  mkdirSync(to, { recursive: true })
  for (const [name, digest] of Object.entries(files)) {
    const from = join(modules, name)
    const found = createHash('sha256').update(readFileSync(from)).digest('hex')
    if (found !== digest) throw new Error(`${name} is another file than the one that was looked at: ${found}`)
    copyFileSync(from, join(to, name.slice(name.lastIndexOf('/') + 1)))
  }
}

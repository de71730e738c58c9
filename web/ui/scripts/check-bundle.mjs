// Judges the last build (.bundle.json): how much each page loads first, and what may not be in it.
import { readdirSync, readFileSync } from 'node:fs'

/** Compressed kilobytes of JavaScript and CSS before a page shows something; packages a page must never load. */
const pages = {
  kiosk: { most: 120, never: ['vue-router', 'element-plus', 'vant', '@element-plus/icons-vue', '@vueuse/core', 'pinia'] },
  portal: { most: 250, never: ['element-plus', '@vueuse/core'] },
  verify: { most: 120, never: ['vue-router', 'element-plus', 'vant', '@vueuse/core'] },
  console: { most: 450, never: ['vant'] },
}

/** @typedef {{ gzip: number, name?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[], modules?: string[] }} Out */
/** @type {Record<string, Out>} */
let files
try {
  files = JSON.parse(readFileSync(new URL('../.bundle.json', import.meta.url), 'utf8'))
} catch {
  console.error('no .bundle.json: run npm run build first')
  process.exit(1)
}

/** Every file that `start` loads, also later ones when `later`. @param {string} start @param {boolean} later */
function reach(start, later) {
  const seen = new Set([start])
  for (const name of seen) {
    const file = files[name]
    for (const next of [...(file?.imports ?? []), ...(file?.css ?? []), ...(later ? (file?.dynamicImports ?? []) : [])]) seen.add(next)
  }
  return [...seen]
}

/** @param {string} module @returns {string | undefined} */
function packageOf(module) {
  const at = module.lastIndexOf('/node_modules/')
  if (at < 0) return undefined
  const [first = '', second = ''] = module.slice(at + '/node_modules/'.length).split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

let wrong = 0
for (const [page, { most, never }] of Object.entries(pages)) {
  const entry = Object.keys(files).find((name) => files[name]?.isEntry && files[name]?.name === page)
  if (!entry) {
    console.error(`${page}: no entry in the build`)
    wrong++
    continue
  }
  const kb = reach(entry, false).reduce((sum, name) => sum + (files[name]?.gzip ?? 0), 0) / 1024
  const packages = new Set(reach(entry, true).flatMap((name) => files[name]?.modules ?? []).map(packageOf))
  const foreign = never.filter((name) => packages.has(name))
  const heavy = kb > most
  if (heavy || foreign.length > 0) wrong++
  console.log(`${heavy || foreign.length ? 'FAIL' : 'ok  '} ${page.padEnd(8)} ${kb.toFixed(1).padStart(6)} kB first load (limit ${most})${foreign.length ? `, must not load ${foreign.join(', ')}` : ''}`)
}
// Nothing may be loaded from elsewhere.
const assets = new URL('../../dist/assets/', import.meta.url)
for (const name of readdirSync(assets).filter((file) => file.endsWith('.css'))) {
  const foreign = readFileSync(new URL(name, assets), 'utf8').match(/url\(["']?(https?:)?\/\/[^)]*\)|@import/)
  if (foreign) {
    console.log(`FAIL ${name} loads ${foreign[0].slice(0, 80)}`)
    wrong++
  }
}
process.exit(wrong > 0 ? 1 : 0)

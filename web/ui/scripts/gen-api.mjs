// openapi.yaml (written from the Go types) → src/core/api.gen.ts. With --check: fails when the file is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../../api/openapi.yaml', import.meta.url)
const target = new URL('../src/core/api.gen.ts', import.meta.url)
const head = '// Made by `npm run gen:api` from web/api/openapi.yaml. Do not edit.\n'

const made = head + astToString(await openapiTS(source, { alphabetize: true }))
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== made) {
    console.error('src/core/api.gen.ts is stale: run npm run gen:api')
    process.exit(1)
  }
} else {
  writeFileSync(target, made)
}

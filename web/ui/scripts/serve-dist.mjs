// Serves ../dist as the Go program does (same routes, same content policy), for browser tests without a server.
// usage: node scripts/serve-dist.mjs [port]
import { createServer } from 'node:http'
import { createReadStream, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageFor } from './pages.mjs'
import { contentPolicy } from './csp.mjs'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const port = Number(process.argv[2] ?? 4173)
/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ogg': 'audio/ogg', '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

createServer((req, res) => {
  const path = new URL(req.url ?? '/', 'http://x').pathname
  if (path.startsWith('/api/')) {
    res.writeHead(503, { 'content-type': 'application/problem+json' })
    res.end(JSON.stringify({ status: 503, code: 'server.unavailable', detail: '服务暂时不可用，请稍后再试。' }))
    return
  }
  const file = join(dist, normalize(pageFor(path) ?? path))
  try {
    if (!file.startsWith(dist) || !statSync(file).isFile()) throw new Error('not a file')
  } catch {
    res.writeHead(404, { 'content-type': 'text/plain' })
    res.end('not found')
    return
  }
  res.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentPolicy,
  })
  createReadStream(file).pipe(res)
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))

// Reads the result files of the suites in a folder, prints the output of what failed, and ends with what was skipped, what
// failed, and the counts: a log cut to its last lines still says what went wrong.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const dir = process.argv[2]
const total = { passed: 0, failed: 0, skipped: 0 }
const counts = []
const skipped = new Map() // package → tests
const failures = []

function read(name) {
  const path = join(dir, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function add(label, part) {
  counts.push(`${label}: ${part.passed} passed, ${part.failed} failed, ${part.skipped} skipped`)
  for (const k of Object.keys(total)) total[k] += part[k]
}

function goTests(text) {
  const part = { passed: 0, failed: 0, skipped: 0 }
  const output = new Map()
  const times = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue
    const e = JSON.parse(line)
    const key = `${e.Package ?? e.ImportPath} ${e.Test ?? ''}`
    if (e.Action === 'output' || e.Action === 'build-output') output.set(key, (output.get(key) ?? '') + e.Output)
    if (e.Action === 'fail' || e.Action === 'build-fail') {
      const all = output.get(key) ?? ''
      const said = all.length > 6000 ? all.split('\n').filter((l) => /_test\.go:\d+: /.test(l)).slice(0, 20).join('\n') + '\n…\n' : '' // what failed is not cut off
      console.log(`--- ${key}\n${said}${all.slice(-6000)}`)
      failures.push(`go ${key}`)
    }
    if (e.Action === 'skip' && e.Test) skipped.set(e.Package, [...(skipped.get(e.Package) ?? []), e.Test])
    if (!e.Test) {
      if (e.Action === 'build-fail') part.failed++
      if (e.Action === 'pass' || e.Action === 'fail') times.push([e.Package.split('/').slice(3).join('/'), e.Elapsed])
      continue
    }
    if (e.Action === 'pass') part.passed++
    if (e.Action === 'fail') part.failed++
    if (e.Action === 'skip') part.skipped++
  }
  longest('go', times)
  return part
}

/** The longest of a suite, so that what makes a run long is seen in every run. */
function longest(label, times) {
  const ten = times.sort((a, b) => b[1] - a[1]).slice(0, 10)
  console.log(`${label}, longest: ${ten.map(([name, seconds]) => `${name} ${seconds.toFixed(0)} s`).join(', ')}`)
}

/** Seconds of every spec file, all its steps and engines together; notes what failed or needed a second try. */
function specTimes(suites) {
  const seconds = new Map()
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const key = `${test.projectName}/${spec.file}`
        seconds.set(key, test.results.reduce((sum, r) => sum + r.duration / 1000, seconds.get(key) ?? 0))
        if (test.status === 'expected') continue
        const first = test.results.flatMap((r) => r.errors).at(0)?.message ?? 'not run'
        failures.push(`browser ${key}: ${spec.title}: ${plain(first)}${test.status === 'flaky' ? ' (passed at the second try)' : ''}`)
      }
    }
    for (const inner of suite.suites ?? []) walk(inner)
  }
  suites.forEach(walk)
  return [...seconds]
}

/** The beginning of a message without colours, in one line. */
function plain(message) {
  return message.replace(/\u001b\[[0-9;]*m/g, '').replace(/\s+/g, ' ').slice(0, 400)
}

const go = read('go.json')
if (go !== null) {
  const err = read('go.err') ?? ''
  if (err.trim()) console.log(err.slice(-4000))
  add('go', goTests(go))
}
const ui = read('ui.json')
if (ui !== null) {
  const r = JSON.parse(ui)
  add('ui', { passed: r.numPassedTests, failed: r.numFailedTests + (r.numFailedTestSuites && !r.numFailedTests ? r.numFailedTestSuites : 0), skipped: r.numPendingTests })
}
const browser = read('browser.json')
if (browser !== null) {
  const report = JSON.parse(browser)
  const s = report.stats
  longest('browser', specTimes(report.suites))
  if (s.skipped > 0) console.log('browser: a step that was skipped has not been tried, and counts as failed')
  if (s.flaky > 0) console.log(`browser: ${s.flaky} passed at the second try, in a house begun anew`)
  add('browser', { passed: s.expected + s.flaky, failed: s.unexpected + s.skipped, skipped: 0 })
}
for (const [pkg, tests] of skipped) {
  const names = new Set(tests.map((t) => t.split('/')[0]))
  console.log(`skipped: ${pkg.split('/').slice(3).join('/')}: ${[...names].join(', ')}${tests.length > names.size ? ` (${tests.length})` : ''}`)
}
for (const line of failures) console.log(`failed: ${line}`)
counts.forEach((line) => console.log(line))
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)

// Runs a model with TensorFlow.js (cpu backend) for TestOutputsMatchThoseOfTFJS.
// node tfjs.mjs PACKAGE MODEL.json INPUT.f32 H W OUTPUT… → the outputs' numbers, one JSON object on stdout.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const [home, model, input, h, w, ...names] = process.argv.slice(2)
globalThis.WorkerGlobalScope ??= class {} // the bundle is made for browsers
const tf = await import(join(home, 'dist/tfjs.esm.js'))
await tf.setBackend('cpu')
await tf.ready()
const topology = JSON.parse(readFileSync(model, 'utf8'))
const parts = topology.weightsManifest.flatMap((g) => g.paths).map((p) => readFileSync(join(dirname(model), p)))
const all = Buffer.concat(parts)
const net = await tf.loadGraphModel({
  load: async () => ({
    modelTopology: topology.modelTopology, format: topology.format, signature: topology.signature ?? topology.userDefinedMetadata?.signature,
    weightSpecs: topology.weightsManifest.flatMap((g) => g.weights), weightData: all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength),
  }),
})
const raw = readFileSync(input)
const x = tf.tensor4d(new Float32Array(raw.buffer, raw.byteOffset, raw.byteLength / 4), [1, Number(h), Number(w), 3])
const out = net.execute(x, names)
const list = Array.isArray(out) ? out : [out]
const result = {}
for (const [i, t] of list.entries()) result[names[i]] = Array.from(await t.data())
process.stdout.write(JSON.stringify(result))

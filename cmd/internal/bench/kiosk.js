// Run by a headless browser: has the seat's worker look at pictures one after the other. Words in capitals are filled in.
async function measure() {
  const pictures = []
  for (let n = 0; n < PICTURES; n++) pictures.push(await (await fetch(`/picture?n=${n}`)).blob())
  const worker = new Worker('WORKER', { type: 'module' })
  const out = { failed: '', faces: [], ms: [] }
  for (let n = 0; n < LOOKS; n++) {
    const picture = await createImageBitmap(pictures[n % pictures.length])
    const seen = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = (event) => resolve({ failed: event.message || 'the worker cannot be loaded' })
      worker.postMessage({ picture }, [picture])
    })
    if ('failed' in seen) return { ...out, failed: seen.failed }
    out.faces.push(seen.faces)
    out.ms.push(seen.ms)
  }
  return out
}

const say = (result) => fetch('/result', { method: 'POST', body: JSON.stringify(result) })
measure().then(say, (err) => say({ failed: String(err) }))

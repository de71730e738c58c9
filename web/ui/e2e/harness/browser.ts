// How every browser of these tests is started. Its camera makes ten pictures a second, as the films do: each is coded in software.
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export const browserArgs: string[] = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=fps=10',
  '--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection',
]

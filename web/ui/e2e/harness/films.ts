// What a seat's fake camera shows: films made by ffmpeg from a drawn room and one freely usable portrait.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'

/**
 * person: somebody who sits and moves a little. two: a second face beside. covered: something before the lens. empty: the room alone.
 * still: a picture of somebody on a stand, with the noise of a sensor; a camera that repeats one picture is `freeze` below.
 */
export type Film = 'person' | 'two' | 'covered' | 'empty' | 'still'

const portrait = resolve(import.meta.dirname, '../../../../proctor/vision/clips/portrait.jpg')
const seconds = 6 // Chromium plays it in a loop: every movement below comes back to its beginning
const room = `color=c=0x9a9282:s=640x480:r=10:d=${seconds},drawbox=x=0:y=330:w=640:h=150:color=0x6b5a44:t=fill,drawbox=x=60:y=40:w=120:h=160:color=0xd8dde2:t=fill,drawbox=x=470:y=60:w=110:h=220:color=0x54616b:t=fill`
const noise = 'noise=alls=6:allf=t'
const sway = (amount: number) => `${amount}*sin(2*PI*t/${seconds})`

function graph(film: Film): { inputs: string[]; filter: string } {
  const face = ['-loop', '1', '-framerate', '10', '-t', String(seconds), '-i', portrait]
  const base = ['-f', 'lavfi', '-i', room]
  const cut = 'scale=420:420'
  switch (film) {
    case 'covered': return { inputs: ['-f', 'lavfi', '-i', `color=c=0x0a0a0a:s=640x480:r=10:d=${seconds}`], filter: `[0:v]noise=alls=3:allf=t[v]` }
    case 'empty': return { inputs: base, filter: `[0:v]${noise}[v]` }
    case 'still': return { inputs: [...base, ...face], filter: `[1:v]${cut}[p];[0:v][p]overlay=x=110:y=60,noise=alls=2:allf=t[v]` }
    case 'person': return { inputs: [...base, ...face], filter: `[1:v]${cut}[p];[0:v][p]overlay=x='110+${sway(14)}':y='60+${sway(7)}',${noise}[v]` }
    case 'two': return { inputs: [...base, ...face, ...face], filter: `[1:v]scale=340:340[p];[2:v]hflip,scale=280:280[q];[0:v][p]overlay=x='10+${sway(8)}':y=130[r];[r][q]overlay=x='355+${sway(-6)}':y='150+${sway(6)}',${noise}[v]` }
  }
}

let folder = ''

/** The file of a film, made at its first use. */
export function filmFile(film: Film): string {
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), 'sk-films-')) // 26 MB a film
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
  const file = join(folder, `${film}.y4m`)
  const { inputs, filter } = graph(film)
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, '-filter_complex', filter, '-map', '[v]', '-t', String(seconds), '-r', '10', '-pix_fmt', 'yuv420p', file])
  return file
}

/** Lets `freeze` make the camera of a page send the picture of that moment again and again. Before the page is opened. */
export async function freezable(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const devices = navigator.mediaDevices
    const open = devices.getUserMedia.bind(devices)
    devices.getUserMedia = async (wanted) => {
      const real = await open(wanted)
      const [track] = real.getVideoTracks()
      if (!track) return real
      const film = document.createElement('video')
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
      const context = canvas.getContext('2d')
      film.muted = true
      film.srcObject = new MediaStream([track])
      await film.play()
      let still: ImageData | undefined
      setInterval(() => {
        if ((window as { frozen?: boolean }).frozen) context?.putImageData((still ??= context.getImageData(0, 0, 640, 480)), 0, 0)
        else context?.drawImage(film, 0, 0, 640, 480)
      }, 66)
      return new MediaStream([...canvas.captureStream(15).getVideoTracks(), ...real.getAudioTracks()])
    }
  })
}

export async function freeze(page: Page): Promise<void> {
  await page.evaluate(() => void ((window as { frozen?: boolean }).frozen = true))
}

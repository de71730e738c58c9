// Choosing the part of a picture that becomes the document photo. Pure geometry; the page draws and moves.

/** The document photo in pixels (the authority's size; the server checks it again). */
export const photoSize = { width: 295, height: 413 } as const

export interface View {
  /** 1 = the picture just covers the frame. */
  zoom: number
  /** The picture's point in the middle of the frame, 0…1 of its width and height. */
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

export const widest = 1
export const closest = 6

/** How much of the picture, in its own pixels, fills the frame at a zoom. */
function span(picture: Size, zoom: number): Size {
  const scale = Math.min(picture.width / photoSize.width, picture.height / photoSize.height) / zoom
  return { width: photoSize.width * scale, height: photoSize.height * scale }
}

/** The nearest view whose frame lies inside the picture. */
export function clamp(picture: Size, view: View): View {
  const zoom = Math.min(closest, Math.max(widest, view.zoom))
  const part = span(picture, zoom)
  const inside = (at: number, length: number, all: number) => Math.min(1 - length / all / 2, Math.max(length / all / 2, at))
  return { zoom, x: inside(view.x, part.width, picture.width), y: inside(view.y, part.height, picture.height) }
}

/** The rectangle of the picture that the frame shows, in the picture's pixels. */
export function cut(picture: Size, view: View): Size & { left: number; top: number } {
  const { zoom, x, y } = clamp(picture, view)
  const part = span(picture, zoom)
  return { ...part, left: x * picture.width - part.width / 2, top: y * picture.height - part.height / 2 }
}

/** The view after dragging the picture by so many pixels of a frame that is `frameWidth` wide on the screen. */
export function drag(picture: Size, view: View, byX: number, byY: number, frameWidth: number): View {
  const scale = span(picture, view.zoom).width / frameWidth
  return clamp(picture, { ...view, x: view.x - (byX * scale) / picture.width, y: view.y - (byY * scale) / picture.height })
}

/** Whether the frame would have to be stretched: the photo becomes blurred. */
export function tooSmall(picture: Size, view: View): boolean {
  return cut(picture, view).width < photoSize.width * 0.8
}

/** Where to start: the whole width, a little above the middle, where faces are. */
export function firstView(picture: Size): View {
  return clamp(picture, { zoom: 1, x: 0.5, y: 0.45 })
}

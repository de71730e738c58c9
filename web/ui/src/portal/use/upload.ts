// Sending a file as it is: the API takes the bytes, not a form.

/** The part of a request that carries raw bytes; spread it beside `params`. */
export function rawBody(file: Blob) {
  return {
    body: file as unknown as string, // the description says "binary string"
    bodySerializer: () => file as unknown as string,
    headers: { 'Content-Type': 'application/octet-stream' },
  }
}

// How the server wants what the typed client would send another way.

/** Several values of one query parameter: with commas between them. */
export const commas = { querySerializer: { array: { style: 'form' as const, explode: false } } }

// A file as the body of a request.
export const octets = {
  bodySerializer: (body: unknown) => body as BodyInit,
  headers: { 'Content-Type': 'application/octet-stream' },
}

/** A file for the typed client, which describes such a body as text. */
export const asBody = (file: Blob) => file as unknown as string

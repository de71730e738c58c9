// Made by `npm run gen:api` from web/api/openapi.yaml. Until that file exists there are no operations.
export type paths = Record<never, never>

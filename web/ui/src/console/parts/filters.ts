// Filters live in the address, so that every list can be sent to a colleague and the way back leads to the same list.
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'

/** The query without `name`, or with it; an empty value or the default leaves the address short. */
export function withFilter(query: LocationQuery, name: string, value: string, fallback: string): LocationQuery {
  const next: LocationQuery = { ...query, [name]: value }
  if (value === fallback) delete next[name]
  return next
}

/** One filter, bound to `?name=`. */
export function useFilter(name: string, fallback = ''): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query[name] === 'string' ? (route.query[name] as string) : fallback),
    set: (value) => void router.replace({ query: withFilter(route.query, name, value, fallback) }),
  })
}

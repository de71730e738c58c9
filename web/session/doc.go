// Package session keeps the logins of staff and candidates and tells the HTTP layer who is asking.
//
// A session is an opaque 256-bit token in an HttpOnly, SameSite=Lax cookie (Secure under TLS): staff in
// sk_staff, candidates' in sk_person. The store in internal/kv knows only the token's hash, the owner, the account's
// epoch and two times. A session ends when it has been idle too long, is too old, or when the account's epoch has moved
// on (log-out everywhere, a new password, a disabled account): the last is asked from the database at every request, so a
// Redis that lost or kept too much cannot let anybody in.
//
// Writing requests must carry the header X-SuiKao-CSRF equal to the readable cookie sk_csrf. Its value is an HMAC of the
// session's token under the installation's key, so a cookie planted by a sibling site does not fit the session. The Origin
// header, where a browser sends one, must be this site.
//
// Logging in always makes a new token, whatever the browser sent, and ends the session it sent (no fixation).
//
// Libraries: none beyond the standard library.
//
// Why SameSite=Lax and a token besides (2026-11-21): Lax lets a link from a text message open the portal logged in, and
// the token covers old browsers and sibling sites, which SameSite does not tell apart.
package session

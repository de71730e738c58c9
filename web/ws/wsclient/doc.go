// Package wsclient is a seat terminal without a screen: it speaks the protocol of web/ws through a real socket, keeps every
// acknowledgement it received, and sends again what was not acknowledged, like the page does. Tests and load use it; it
// knows nothing of the server but the protocol.
//
// Library: gorilla/websocket, fixed by the owner.
package wsclient

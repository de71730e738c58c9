// Package onvif asks a camera that speaks ONVIF (profile S and T) where its stream is, so that a room's camera is configured by its address
// and not by a path that each maker spells differently. It asks for the camera's time, its media service, its profiles and the
// address of one profile's stream, with the password as a digest (WS-Security UsernameToken); nothing of the camera is changed.
//
// The profile: the one that is named, else the largest in H.264, which browsers play, else the first. A camera that names another host
// for its service or its stream is asked at the host it was configured with: behind a router its own idea is wrong, and nobody's answer sends
// this program elsewhere.
//
// Libraries: none. Why (2026-11-22): five questions in XML take two hundred lines; the clients for Go that are around generate the whole of ONVIF,
// and none could be had from the module proxy, nor could a library for RTSP (gortsplib): ffmpeg reads the stream.
package onvif

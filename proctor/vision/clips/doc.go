// Package clips makes the labelled clips on which the detectors of package vision are measured, and plays them to it as a camera would.
//
// A clip shows a drawn room, in it nobody, somebody or two people, who sway a little as people do; light, noise, distance, place and
// mirror differ from clip to clip. What happens in it, and which kinds must be told for it, stands beside it: what is told and stands
// not there is a false alarm. Every picture goes through a VP8 encoder at the rate of a seat's camera (ffmpeg with libvpx), because
// what an encoder does to a picture is what the detectors have to live with.
//
// The only person is Eileen Collins in NASA's portrait of 1999 (portrait.jpg, see PICTURES.md). Whether two people are told apart is
// therefore not measured, and nobody turns away. A recording played in a loop before the camera is told by nothing within the minute that
// most clips last; Films are twelve minutes long, in smaller pictures.
package clips

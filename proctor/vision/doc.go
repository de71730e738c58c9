// Package vision looks at the cameras of seats on the server: at VP8 key frames, in pure Go. It tells what it notices to the incidents
// of package proctor and decides nothing.
//
// # What is looked at
//
// Service implements media.Watcher. One key frame of a seat in two seconds is decoded and made a Grid (80×60 cells of brightness);
// lens covered, scene changed, picture standing still, a film that begins again are judged on it. Once in ten seconds faces are looked for (nobody, more than
// one, turned away), once in thirty the only face is compared with who sat down. As soon as looks begin to speak against what is
// held, key frames come each second and each is looked at for faces, for ten seconds. Nothing is told after one look: each condition
// has to be seen several times over some seconds, so that a sneeze tells nothing.
//
// A seat that is not looked at in time loses pictures, never the other way round: each waits with its newest key frame alone, and
// calls of the media server return at once. Whole pictures, faces and descriptions wait in lines of their own, every sitting once in
// each, and have shares of the workers' time (turns): when two hundred people begin at once, their first descriptions take minutes, and
// every lens is still looked at each two seconds. A picture that goes on to a later line waits there decoded, as long as there is room.
//
// # Who decides
//
// Every detector has a name, a version, a threshold and what was measured on the clips of package clips (see Detectors). The register
// of package proctor turns one that is not measured, or that live samples show to be below its budget, into one that only logs.
// TurnedAway and OtherPerson are of that kind: nobody's pictures for measuring them can be had here. (Heads turned by pulling the
// portrait's nose aside were tried, 2026-11-22: by up to 0.7 widths of the face the model sees a yaw of 0.36 at most, and TurnedAway,
// which wants 0.45, tells none of them, nor any of the honest clips. A drawing does not turn a head so far.) Photograph, Challenged and Blinked
// (the detectors that have Drawn set) are measured, but on one portrait whose head and lids are moved by drawing: a precision of 1.00
// there says that the way of judging works, nothing of living people. They only log, too, until somebody has measured them on people
// who agreed.
//
// # Faces
//
// Descriptions of a face (1,024 numbers) are made only for a person who consented; without consent no face is described, and only
// whether there is one, how many, and where they look is seen. The reference is the median of the first five looks after the paper
// began. It lives in the memory of this process alone, is written nowhere, and is overwritten when the sitting is closed.
//
// Without models everything that needs faces is not covered; Covers says so, and the room record with it.
//
// # Movement
//
// Whether somebody is in the picture and whether anything moves in it is told every second (Motion), so that answers by hand at a seat
// where nothing moves can be noticed (proctor/input, input.without_movement). When the body went from where it was, faces are looked for
// at the next key frame, so that an empty chair is known within six seconds. A seat at which the camera never saw anybody counts as
// taken here: it may look elsewhere, and Absent tells of it anyway.
//
// # A picture that stands
//
// CameraFrozen says why, as far as it can be told: no_frames, muted, ended: no picture comes for four seconds although the seat is
// connected (media.FlowStalled), with what the page says of its track; same_picture: pictures come, the page finds each the same as the
// one before, point by point, and nothing moves in what arrives (Repeats); still_picture: nothing moves and the face does not either
// (Frozen), as of a photograph on a stand. The page's word alone is nothing: without it the same picture is told by Frozen, later.
//
// # Pictures that are kept
//
// The first picture at the seat, one at times that nobody knows before (ten minutes apart in the mean), and one of what is noticed are
// given to the Album as JPEG; they become part of the sitting's evidence and go when its recordings do. At most sixty a sitting. They
// are pictures, not descriptions: nothing is compared with them.
//
// # Challenges
//
// At times nobody can know, and when picture and face stand suspiciously still, the person is asked to turn the head to the left or to
// the right, or to blink for long: to close both eyes for two seconds. The server sees by the nose between the eyes whether the head
// turned, and by how much stands out where the eyes are (openness) whether the lids fell and rose: a photograph cannot do either
// however it is held, a recording does it at the wrong time. One that is not followed is asked once more, for any of the three; the
// second is told as challenge_failed, which is no verdict either. Who cannot turn the head is no cheat: the officer on duty sees a
// person, not an alarm.
//
// A blink of a fifth of a second falls between two key frames, of which a camera gives two in a second when asked: hence the two
// seconds, and two looks in a row with closed eyes. Nothing that a kiosk says is needed for it, so that nothing can be forged.
//
// # Recordings that come later
//
// What a room node recorded while its uplink was cut is looked at when it comes back (Afterwards): the same looks on the same key frames,
// within the times in which the clock of the paper ran. What is noticed carries its own time and says that it was found afterwards. Nobody
// is asked to move, no face is described, and movement is not held against inputs.
//
// # Photographs
//
// A photograph before the camera that stands still is told by Frozen. One that is moved is noticed by what does not move in it
// (flatness): pulled straight by the best six numbers, a face in a photograph differs from itself by what sensor and encoder add, a
// living one by its eyes, lids, mouth and the depth of its nose. It only logs, and nobody is asked to do anything because of it.
//
// Measured (2026-11-22, six clips of each story, 132 of sixty seconds and more, six trials of each kind, without vector unit): lids that are
// drawn closed leave about 0.3 of the openness before; of ninety trials two were judged wrongly, people whose lids fell by chance when they
// were asked to close them. Photographs that are moved, turned and squeezed leave 0.05 to 0.07 after the best pull, drawn people who sway
// 0.09 to 0.2, calm ones less: of twelve photographs four were told, and two clips of somebody calm. A photograph that leans far from the
// camera is not pulled straight by six numbers. With eight it is, and then every second clip that is told is of somebody calm.
//
// # What is not seen
//
// A recording that is played once into the camera shows a living person and passes everything but challenges; one that begins again is
// told by its repetition (Looped). A phone or a book are not looked for. Two people told apart is not measured. Faces narrower than 40 pixels of 640 do not count.
//
// Why a changed scene has to have changed almost everywhere (2026-11-22): pattern and spread of the whole picture are another, too, when
// somebody who sits close gets up. With six clips of a story two of twelve who left were taken for a camera that was turned. Of a room that
// is left 0.65 and more of the cells stay as bright as they were, of another room at most 0.43.
//
// Libraries: golang.org/x/image/vp8 v0.47.0 decodes key frames of VP8 in pure Go. The models come with npm's @vladmandic/human 3.3.6;
// MODELS.md says whose they are.
//
// Why key frames (2026-11-22): only they can be decoded without C, at 4 ms each; the pictures between them tell nothing that a second's
// patience does not.
//
// Why a picture that stands still is not told from pixels (2026-11-22): an encoder makes the same still picture differ from itself by
// as much as a person who sits still differs. What a person cannot do is keep the nose within a fortieth of the width between the
// eyes for a quarter of a minute.
//
// Why the library's liveness is not used (2026-11-22): it took a photograph for alive with certainty.
package vision

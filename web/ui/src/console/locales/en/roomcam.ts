// The cameras of rooms, live and recorded.
export default {
  roomcam: {
    title: 'Cameras of {name}', open: 'Room cameras', start: 'Look at the room live {n}', stop: 'Stop looking {n}', none: 'This room has no camera of its own.', away: 'The cameras of the room cannot be asked for now; it is tried again.', cameras: 'Cameras', camera: 'Room camera {n}', clip: 'Recording of the room', switch: 'The room', seat: 'The seat',
    hint: 'The picture comes as the camera sends it, some seconds late. It stops after ten minutes; every look is on the trail.', stillHint: 'The browser does not play this camera\'s codec: the newest picture is shown every three seconds. Recordings can be exported and played in a player.', when: 'From', play: 'Play {n} minutes',
    state: { off: 'not looking', connecting: 'Connecting…', on: 'live', still: 'newest picture', lost: 'The picture broke off, connecting again…', nothing: 'The camera sends nothing now; it comes by itself when it does', refused: 'You may not look at this room' },
  },
}

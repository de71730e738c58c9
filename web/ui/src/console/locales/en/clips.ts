// Clips of items under work.
export default {
  clips: {
    title: 'Pictures and clips', add: 'Add a picture or clip', clip: 'Clip', alt: 'What happens and is said in clip {n} (required, for whoever cannot see or hear it)', stillAlt: 'What still {n} shows (required; it stands where the clip does not come)', drop: 'Remove clip {n} and its still', retake: 'Use the frame shown as the still',
    hint: 'Clips are WebM (VP8, VP9) or MP4 (H.264); 60 seconds, 8 MB, 1280 pixels a side and 30 frames a second at most unless the installation says otherwise, one for an item. Where and with what it was taken is left out on upload; the still is taken from the clip.',
  },
}

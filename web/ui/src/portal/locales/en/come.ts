// For somebody who is asked by text to come to a room.
export const come = {
  title: 'Please come', desk: 'the duty desk',
  asked: '{name}, please come at once: {what}', askedHint: 'Press “I am coming” if you can. If you cannot, telephone the duty desk now.',
  coming: '{name}, entered at {time}: you are on the way', comingHint: 'The duty officer sees it. Press “I am at the door” when you get there.',
  there: '{name}, entered at {time}: you are there', thereHint: 'Ring or telephone; the officer opens when they see you.',
  where: 'Where', address: 'Address', asked1: 'Asked', minutes: 'On the way', minutesText: 'about {n} minutes',
  otherComes: '{who} is coming. If you can come too, say so here.', otherThere: '{who} is there already.',
  call: 'Telephone the duty desk {phone}', numbers: 'Fire {fire} · ambulance {medical} · police {police}', note: 'This link only enters this one arrival and holds until {until}. Do not pass it on.',
  coming1: 'I am coming', here1: 'I am at the door',
}

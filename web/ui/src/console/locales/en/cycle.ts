// What becomes of permits through the years.
export default {
  cycle: {
    onDay: 'Status on a day', onDayHint: 'Choose any day to see what this permit was at its end. Derived from the history and the rules for that day, for regulators and courts.',
    day: 'Day', atEnd: 'At the end of {day}:', foreseen: 'That day is still to come: only what is decided by now counts, later decisions are not in it.', byDates: 'From dates and rules alone; no decision stood on that day.', decision: 'Decision that stood', notNational: 'Not confirmed by the national register on that day.',
  },
}

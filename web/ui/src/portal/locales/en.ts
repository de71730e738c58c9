export default {
  product: 'SuiKao',
  back: 'Back',
  tab: { label: 'Main sections', home: 'Home', learn: 'Learn', exams: 'Exams', permits: 'Permits', me: 'Me' },
  home: { emptyTitle: 'Nothing to do yet', emptyHint: 'After you log in, your next step is shown here.' },
  learn: { emptyTitle: 'No courses yet', emptyHint: 'When a training centre has put you into a class, courses and hours are shown here.' },
  exams: { emptyTitle: 'No applications yet', emptyHint: 'Log in and choose an item first. Once approved, you can book a seat.' },
  permits: { emptyTitle: 'No permits yet', emptyHint: 'When you have passed and the authority has issued a permit, it is shown here.' },
  me: { emptyTitle: 'You are not logged in', emptyHint: 'After you log in, your data, notices and records are shown here.' },
}

export default {
  product: 'SuiKao console',
  menu: { label: 'Menu', home: 'Home' },
  home: { emptyTitle: 'Nothing to do now', emptyHint: 'What needs you is listed here, most urgent first.' },
  login: {
    title: 'Log in to the console',
    name: 'Account',
    nameMissing: 'Enter your account.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    enter: 'Log in',
    out: 'Log out',
    who: 'the system administrator of your organisation',
  },
}

// The parts of Vant that the portal uses, each with its style. Import them from here, never from 'vant':
// a part imported elsewhere comes without its style.
import 'vant/es/nav-bar/style/index'

export { NavBar as VanNavBar } from 'vant'

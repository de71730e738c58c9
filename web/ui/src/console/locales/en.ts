import agents from './en/agents'
import bank from './en/bank'
import clips from './en/clips'
import sounds from './en/sounds'
import variants from './en/variants'
import counter from './en/counter'
import desk from './en/desk'
import fleet from './en/fleet'
import house from './en/house'
import incidents, { incidentWords } from './en/incidents'
import exchange, { exchangeMenu, exchangeWords } from './en/interchange'
import apiKeys, { apiKeysMenu } from './en/apikeys'
import permitSubs, { permitSubsMenu } from './en/permitsubs'
import permitSheets, { permitSheetsMenu } from './en/permitsheets'
import making, { makingMenu } from './en/making'
import archive, { archiveMenu } from './en/archive'
import cards, { cardsMenu } from './en/cards'
import intake, { intakeMenu } from './en/intake'
import runs, { runsMenu } from './en/runs'
import register, { registerMenu } from './en/register'
import cycle from './en/cycle'
import outposts from './en/outposts'
import dryrun from './en/dryrun'
import evidence from './en/evidence'
import itemhealth, { foreknowledgeMenu } from './en/itemhealth'
import people from './en/people'
import ready from './en/ready'
import rescue from './en/rescue'
import results from './en/results'
import roomcam from './en/roomcam'
import sealed, { sealedMenu } from './en/sealed'
import states from './en/states'
import texts from './en/texts'
import trail from './en/trail'
import words from './en/words'
import writing from './en/writing'

export default {
  product: 'SuiKao console',
  ...words,
  menu: { ...words.menu, ...exchangeMenu, ...foreknowledgeMenu, ...sealedMenu, ...makingMenu, ...apiKeysMenu, ...permitSheetsMenu, ...permitSubsMenu, ...cardsMenu, ...archiveMenu, ...intakeMenu, ...runsMenu, ...registerMenu },
  word: { ...words.word, ...incidentWords, verdict: { ...words.word.verdict, ...exchangeWords.verdict } },
  state: states,
  ...desk,
  ...house,
  ...incidents,
  ...bank,
  ...clips,
  ...sounds,
  ...variants,
  ...itemhealth,
  ...dryrun,
  ...exchange,
  ...ready,
  ...rescue,
  ...results,
  ...people,
  ...writing,
  ...counter,
  ...trail,
  ...texts,
  ...fleet,
  ...apiKeys,
  ...permitSheets,
  ...permitSubs,
  ...making,
  ...cards,
  ...archive,
  ...intake,
  ...runs,
  ...register,
  ...cycle,
  ...outposts,
  ...evidence,
  ...agents,
  ...roomcam,
  ...sealed,
}

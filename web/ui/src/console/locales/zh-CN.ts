import agents from './zh/agents'
import bank from './zh/bank'
import clips from './zh/clips'
import sounds from './zh/sounds'
import variants from './zh/variants'
import counter from './zh/counter'
import desk from './zh/desk'
import fleet from './zh/fleet'
import house from './zh/house'
import incidents, { incidentWords } from './zh/incidents'
import exchange, { exchangeMenu, exchangeWords } from './zh/interchange'
import apiKeys, { apiKeysMenu } from './zh/apikeys'
import permitSubs, { permitSubsMenu } from './zh/permitsubs'
import permitSheets, { permitSheetsMenu } from './zh/permitsheets'
import making, { makingMenu } from './zh/making'
import archive, { archiveMenu } from './zh/archive'
import cards, { cardsMenu } from './zh/cards'
import intake, { intakeMenu } from './zh/intake'
import runs, { runsMenu } from './zh/runs'
import register, { registerMenu } from './zh/register'
import cycle from './zh/cycle'
import outposts from './zh/outposts'
import dryrun from './zh/dryrun'
import evidence from './zh/evidence'
import itemhealth, { foreknowledgeMenu } from './zh/itemhealth'
import people from './zh/people'
import ready from './zh/ready'
import rescue from './zh/rescue'
import results from './zh/results'
import roomcam from './zh/roomcam'
import sealed, { sealedMenu } from './zh/sealed'
import states from './zh/states'
import texts from './zh/texts'
import trail from './zh/trail'
import words from './zh/words'
import writing from './zh/writing'

export default {
  product: '随考管理台',
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

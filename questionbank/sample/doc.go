// Package sample carries original question banks for demonstrations, tests and practice. Each is five files:
//
//   - <stem>.bank.json: name, the catalogue codes it serves, how its item numbers begin. A bank is found by this file.
//   - <stem>.csv: the items in the columns of the import template.
//   - <stem>.pictures.csv: items on hazards to be found in a drawing (隐患识别), in the same columns; pictures/ has the drawings.
//   - <stem>.cases.csv: cases (案例) with three to five questions each, in the same columns and 小题.
//   - <stem>.blueprint.json: the rules of the paper, in the form of assembly.Body.
//
// The demo fills in the low-voltage bank alone, so that it starts fast; `suikao export sample CODE FILE.csv` hands out any
// of them for the ordinary import, and with --pictures FILE.zip the items with drawings as a QTI package,
// with --cases FILE.csv the cases.
//
// Origin and licence: every stem, option and explanation was written for this project and is under the licence of the
// project (Apache-2.0). Nothing was taken from another bank.
//
// What they are not: they are not the national banks, not part of them and not approved by any authority. A certification
// bank goes through import, review by two people and release like any other; so does one of these.
//
// How the facts of the low-voltage bank (415 true/false and 233 single-choice items for a paper of 70 + 30) were checked:
// items were written one by one and then read through as a whole; on 2026-11-22 all of them a second time.
//
//   - 安全生产法: against the 2021 text, article by article.
//   - Permits: the regime in force from 2026-06-01 (应急管理部令第19号) only, and only facts that a found text confirms:
//     6 years without a 3-year review, renewal in 20 working days with the first-issue date kept, no limit of theory
//     attempts, no second training, any issuing authority, skill certificate instead of training. Counts that are still
//     open (how the practical attempts are counted, lengths of bans) are not asked.
//   - 重大事故隐患: 安全生产法 as above; 应急管理部令第10号, articles 3 and 11 (7), against quotations. The rest of its
//     articles 11 and 13, 建质规〔2024〕5号, 刑法, 消防法, 劳动法, 工伤保险条例 and 生产安全事故报告和调查处理条例 are from
//     professional knowledge; their full texts were not at hand. The coal standard changed in 2026 and the state of the
//     chemical one could not be confirmed; neither is asked.
//   - Technique: from professional knowledge, undisputed values only, without the full texts of the standards; whoever
//     takes the bank over for official use reads it against them. Where editions differ (burial depth of earth
//     electrodes, insulation of old and new lines, the withdrawn 42/36/24/12/6 V series) there is no item. That
//     GB 2894-2025, JGJ/T 46-2024 and GB/T 13955-2017 are the editions in force was confirmed; standards whose edition
//     could not be confirmed are cited by number and name alone. No clause numbers of technical standards are given.
//     General electrical engineering is cited as 通用电工学知识, teaching matter as the training outline of the trade.
//
// How the facts of chem_trade (危险化学品经营单位) and general_units (其他生产经营单位), both for principals and safety managers,
// were checked: each item was written with its source, then every key was read a second time against the cited rule.
//
//   - 安全生产法 and 刑法第一百三十四条之一: from professional knowledge of the texts in force, article by article; so are
//     生产安全事故应急条例, 生产安全事故报告和调查处理条例, 消防法 and the other acts cited with an article.
//   - 危险化学品安全法 (in force 2026-05-01): its articles 5, 13, 37–39, 41–43 and 86 against quotations, and nothing else of
//     it. Its rules on the trade licence and on the sale of highly toxic and precursor chemicals could not be found, and
//     how far the regulation of 2013 still holds beside it is open: neither is asked. Whoever uses the bank adds them.
//   - 应急管理部令第10号 (articles 3, 7–9, 11–14) and 第13号 (4, 6, 7, 9, 12–15): against quotations; GB 15603-2022 (what is
//     stored apart), XF 1131-2014 (distances), GB 46768-2025 (limits of the first test) likewise. AQ 3067-2026 and
//     AQ 3072-2026, in force since 2026-09-30, were not at hand and are not asked.
//   - The limits of oxygen for confined spaces differ at the upper end between GB 30871-2022 and GB 46768-2025; only the
//     lower one is asked. Other technique is from professional knowledge, undisputed values only.
//   - Papers: mix and points are open nationally. chem_trade is 40 + 30 + 15 questions of 1, 1 and 2 points in 120 minutes,
//     general_units, which serves in-house examinations, 20 + 20 + 10 of 2 points in 90; 80 of 100 pass both.
//
// How the facts of the welding bank (熔化焊接与热切割作业, a paper of 70 + 30) were checked: items were written with their
// source, then every key was read a second time as another person would; on 2026-11-22 all 472 items once more. Stems were
// narrowed and citations mended, no key was turned.
//
//   - Permits, 安全生产法 and 重大事故隐患: as in the low-voltage bank; 消防法, 职业病防治法, 刑法 and 国务院令第493号 from
//     professional knowledge of the articles cited.
//   - Technique, GB 9448, GB/T 3609, GB/T 15579.1, GB 30871-2022 (hot work, confined spaces), GB/T 7144-2016, GB/T 34525-2017,
//     TSG 23-2021 and the others: from professional knowledge, undisputed values only, without their full texts. Test periods
//     and residual pressures of cylinders, and the upper limit of oxygen in confined spaces, are not asked, because editions
//     differ. General welding is cited as 通用焊接工艺知识, teaching matter as the training outline of the trade.
//   - Editions: GB 3608-2025 replaced GB/T 3608-2008 on 2026-05-01 and GB 9448-2025 the one of 1999 on 2026-08-01; both were
//     confirmed, their texts were not at hand. Items name GB 9448 without its year and ask only what has long been safe
//     practice; whoever takes the bank over for official use reads them against the new text.
//
// Columns: the import template of the field (with 选项E where a bank has multiple choices of five) plus 标签 (several are
// separated by ;), 依据 (law or standard) and 事实 (what the item tests; at most two items share one). 原题号 is stable: a
// corrected item keeps its number, a removed one leaves a gap.
//
// Why (2026-11-21): the bank is a CSV and not Go code, because electricians review it in a spreadsheet and because the
// demonstration then runs through the same import as a real bank. The rules for it (shares of true and of key letters,
// two items per fact, twice the quota per topic, no negated pairs, no giveaway lengths or words; of several right options
// neither number nor place can be guessed) are tests, so that an edit that breaks one is seen at once.
//
// Why (2026-11-22): a bank describes itself in a file and stands in no Go list, so that whoever adds one touches nothing
// of the others; the tests take every bank that is found, and know from the issue how large it must be.
//
// Why (2026-11-21): GB/T 13869-2017 is cited by its year; the 2026 edition replaces it on 2027-02-01, and LV items that
// name it are to be read again by then.
//
// Items with drawings (2026-11-23): drawings and texts were made for this project. Each shows what it asks for clearly and nothing
// else that could be taken for it; each was rendered and looked at, with the areas of hotspots over it. Sources: 消防法 21 and 28,
// 应急管理部令第13号, GB 50303 (面对插座，左零右相上接地), JGJ/T 46-2024 (one switch box for one machine, no cable on the ground, boxes
// joined to the protective conductor), GB 9448 (acetylene upright, combustibles removed), GB 30871-2022 (5 m and 10 m), GB 15603-2022
// (oxidisers apart from flammable liquids), GB 12158 (earth before unloading), GB 50058 (no ordinary sockets), GB/T 8196 (guards).
// Undisputed facts alone, from professional knowledge, without clause numbers. They stand in files of their own because a
// paper of the field has no pictures yet, and because the rules of the plain items (twice the quota, shares of letters) are for a
// whole paper.
//
// Cases (2026-11-23): twelve, three a bank; situations, persons and texts are made up and were written for this project. Every key
// was read a second time against the rule that the case cites. Sources: 安全生产法 25, 28, 30, 36, 42, 46, 49, 54 and 83, 消防法 21
// and 44, 国务院令第493号 3, 9, 12, 13 and 16, all from professional knowledge of the articles cited; 应急管理部令第13号, GB 26860,
// JGJ/T 46-2024, GB/T 13955-2017, GB 9448, GB 30871-2022 (30 minutes between analysis and hot work, the watcher who leaves takes
// the permit back), GB 15603-2022, GB 50058-2014 and GB/T 15706 without clause numbers, undisputed facts alone. In which order the
// valves of a torch are closed after a flashback is not asked, because sources differ. They stand in files of their own for the
// reasons of the drawings.
//
// Libraries: none but embed and encoding/json.
package sample

// The status as numbered lines and questions, over the same rows, pages and words as the screen.
import type {Context} from '../../cmdlets/context.ts';
import {openAndRead} from '../../cmdlets/open-site.ts';
import {readRun, readStatus} from '../../cmdlets/status/read-status.ts';
import type {StatusRow} from '../../cmdlets/status/status-rows.ts';
import {countText} from '../../cmdlets/views/summary.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {askCommand} from '../ask-command.ts';
import {stateWord} from '../status/columns.ts';
import {commandLine} from '../status/command-line.ts';
import type {StatusEffect, StatusEvent} from '../status/events.ts';
import {titleLine, totalsLine, viewText} from '../status/header-lines.ts';
import {words} from '../status/keys.ts';
import {preparedUndo} from '../status/look-at-undo.ts';
import {pageOf} from '../status/page-of.ts';
import {shownRows} from '../status/shown-rows.ts';
import {firstState, type Prepared, type StatusState} from '../status/state.ts';
import {update} from '../status/update.ts';
import {runPlainly} from './run-plainly.ts';
import {talkOn, type Talk} from './talk.ts';

/** A page is as long as it is, and below the width at which pages draw tables: nothing stands in columns here. */
const room = {width: 69, rows: 100_000};
const wide = 200;
const mostShown = 50;
/** What makes sense only where there is a cursor or a screen. */
const notOffered = new Set(['wide', 'header', 'mark all', 'copy', 'copy command', 'menu', 'log']);

interface Walk {
  readonly context: Context;
  readonly talk: Talk;
  state: StatusState;
  isOver: boolean;
}

export async function plainStatus(context: Context): Promise<ExitCode> {
  const walk: Walk = {context, talk: talkOn(context), state: firstState, isOver: false};
  await perform(walk, {type: 'read'});
  if (walk.state.reading === null) {
    walk.talk.say(...(walk.state.problem ?? 'The hierarchy could not be read.').split('\n'));
    return exitCodes.failed;
  }
  sayFront(walk);
  while (!walk.isOver) {
    const answer = await walk.talk.ask(questionOf(walk.state));
    if (answer === null) break;
    await take(walk, answer);
  }
  return exitCodes.done;
}

function questionOf({prepared, pages, input}: StatusState): string {
  if (prepared !== null)
    return prepared.siteCode === null ? 'Type yes to run it, < back:' : `Type ${prepared.siteCode} to run it, < back:`;
  if (input?.purpose === 'reason') return 'Reason (may be empty):';
  if (input?.purpose === 'until') return 'Until, such as 2027-03-31 (empty: for good):';
  return pages.length === 0 ? 'Number of a server, /text to filter, a word, ? for help:' : 'Number, a word, < back:';
}

async function take(walk: Walk, answer: string): Promise<void> {
  const {state} = walk;
  if (answer === '<') return dispatch(walk, state.input === null ? {type: 'back'} : {type: 'endInput', taken: false});
  if (state.prepared !== null) return consent(walk, state.prepared, answer);
  if (state.input !== null) {
    await dispatch(walk, {type: 'type', text: answer}, {isQuiet: true});
    return dispatch(walk, {type: 'endInput', taken: true});
  }
  if (answer === '?') return walk.talk.say(...helpTexts());
  if (answer === '') return sayFront(walk);
  if (answer.startsWith('/')) return dispatch(walk, {type: 'setFilter', filter: answer.slice(1)});
  if (/^\d{1,6}$/.test(answer)) return number(walk, Number(answer));
  if (answer.toLowerCase() === 'quit' || answer.toLowerCase() === 'q') {
    walk.isOver = true;
    return;
  }
  await dispatch(walk, {type: 'startInput', purpose: 'command'}, {isQuiet: true});
  await dispatch(walk, {type: 'type', text: answer}, {isQuiet: true});
  return dispatch(walk, {type: 'endInput', taken: true});
}

function helpTexts(): readonly string[] {
  return [
    'A number opens a server, or chooses a line. /text lists servers that fit; / lists all again. < goes back. q leaves.',
    ...words.filter(({word}) => !notOffered.has(word)).map(({word, help}) => `${word}: ${help}`),
  ];
}

/** A number means a line of what was said last. */
async function number(walk: Walk, value: number): Promise<void> {
  const {state, talk} = walk;
  const page = state.pages.at(-1);
  if (page === undefined) {
    const row = shownRows(state).rows[value - 1];
    if (row === undefined) return talk.say(`There is no server ${value} in the list.`);
    walk.state = {...state, cursor: row.key};
    return dispatch(walk, {type: 'goTo', kind: 'server', about: row.key});
  }
  const view = pageOf(state, room.width);
  const event = view?.isText === false ? (view.items[value - 1]?.event ?? null) : null;
  if (event === null) return talk.say(`There is no line ${value} to choose here.`);
  return dispatch(walk, event);
}

async function consent(walk: Walk, prepared: Prepared, answer: string): Promise<void> {
  const wanted = prepared.siteCode ?? 'yes';
  if (answer.toLowerCase() !== wanted.toLowerCase())
    return walk.talk.say(`Not run: type ${wanted} to run it, or < to go back.`);
  walk.state = {...walk.state, prepared: null, accepting: null};
  walk.talk.say(`Runs: ${commandLine(prepared.args)}`);
  const progress = await runPlainly(walk.context, walk.talk, prepared.args, null);
  walk.talk.say(progress.end?.text ?? 'It ended.', `It ended with ${progress.end?.exitCode ?? 0}.`);
  await perform(walk, {type: 'read'});
  sayFront(walk);
}

/** One event through the screen's own function, then what it asks of the world, then what is in front now. */
async function dispatch(walk: Walk, event: StatusEvent, {isQuiet = false} = {}): Promise<void> {
  const updated = update(walk.state, event, room);
  walk.state = updated.state;
  for (const effect of updated.effects) await perform(walk, effect);
  if (walk.isOver || isQuiet) return;
  if (walk.state.message !== null) walk.talk.say(`! ${walk.state.message}`);
  if (walk.state.input === null) sayFront(walk);
}

async function perform(walk: Walk, effect: StatusEffect): Promise<void> {
  const {context, talk} = walk;
  const put = (event: StatusEvent): void => {
    walk.state = update(walk.state, event, room).state;
  };
  if (effect.type === 'leave') walk.isOver = true;
  else if (effect.type === 'read') {
    const outcome = await readStatus(context);
    put(
      outcome.kind === 'read'
        ? {type: 'read', reading: outcome.reading, cached: false}
        : {type: 'readFailed', text: outcome.text},
    );
  } else if (effect.type === 'lookAtRun') lookAtRun(walk, effect.run, put);
  else if (effect.type === 'lookAtUndo') {
    const connection = walk.state.reading?.open.site.name ?? '';
    const asked = await askCommand(context.self, [
      'undo',
      effect.run,
      '--connection',
      connection,
      '--what-if',
      '--output',
      'json',
    ]);
    const looked = preparedUndo(effect.run, connection, asked);
    put(looked.kind === 'prepared' ? {type: 'prepare', prepared: looked.prepared} : {type: 'say', text: looked.text});
  } else if (effect.type === 'copy') talk.say(effect.text);
  else if (effect.type === 'wizard') await change(walk, effect.servers);
}

function lookAtRun({context, state}: Walk, run: string, put: (event: StatusEvent) => void): void {
  if (state.reading === null) return;
  const found = readRun(context, state.reading.open, run);
  put({
    type: 'runRead',
    run,
    fields: found.kind === 'fields' ? found.fields : [],
    problem: found.kind === 'failed' ? found.text : null,
  });
}

async function change(walk: Walk, servers: readonly string[]): Promise<void> {
  const opened = await openAndRead(walk.context);
  if (opened.kind === 'refused') return;
  const {plainWizard} = await import('./plain-wizard.ts');
  await plainWizard(walk.context, opened.value, servers);
  await perform(walk, {type: 'read'});
}

/** What is in front: a command that waits, a page, or the servers. */
function sayFront({context, talk, state}: Walk): void {
  const {prepared, reading} = state;
  if (prepared !== null) {
    talk.say(prepared.title, ...prepared.review, `This command will run: ${commandLine(prepared.args)}`);
    return;
  }
  const view = pageOf(state, room.width);
  if (view !== null) {
    talk.say('', view.title, ...view.intro.map(({text}) => text));
    for (const [index, {line, event}] of view.items.entries())
      if (line.text !== '') talk.say(event === null ? line.text : `${index + 1}. ${line.text}`);
    if (view.items.length === 0) talk.say(view.empty);
    return;
  }
  if (reading === null) return;
  const {rows} = shownRows(state);
  const shown = viewText(state);
  talk.say('', titleLine(state, wide, context.clock()).text, totalsLine(state, reading, wide).text);
  if (shown !== '') talk.say(shown);
  for (const [index, row] of rows.slice(0, mostShown).entries()) talk.say(`${index + 1}. ${rowSentence(row)}`);
  if (rows.length > mostShown)
    talk.say(`and ${countText(rows.length - mostShown, 'more server')}: /text lists those that fit`);
  if (rows.length === 0) talk.say('No server fits. / lists all again.');
}

/** The important word first. */
function rowSentence(row: StatusRow): string {
  const name = row.server === '' ? `site ${row.siteCode}` : `${row.siteCode}/${row.server}`;
  if (row.status === null || row.status.proxy === null)
    return `${stateWord(row.state)}: ${name}: ${row.why ?? 'could not be read'}`;
  const use = row.usedBy.length === 0 ? 'nothing follows it' : `used by ${row.usedBy.join(', ')}`;
  return `${stateWord(row.state)}: ${name}: proxy ${row.proxy}, as ${row.as}, ${use}`;
}

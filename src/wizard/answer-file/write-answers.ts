// Answers as YAML that one would write by hand.
import {Document, isScalar, Scalar, visit} from 'yaml';
import {settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {answersSchema, type AnswerFile} from './answer-file.ts';

const header = [
  ' Answers of the cmproxy wizard. They may be edited by hand; what is not said is kept: each server its own value.',
  ' To see what they would change now: cmproxy plan --answers FILE. To do it: cmproxy apply --answers FILE.',
].join('\n');

/** Only what was said, in the order in which one would tell it. Every value comes back exactly as it is when it is read again. */
export function writeAnswers(file: AnswerFile, head: readonly string[] = [header]): string {
  const {servers, select = [], desired, overrides, ask = [], ticket, recorded} = file;
  const document = new Document({
    schema: answersSchema,
    wizard: 'site-system-proxy',
    ...(recorded === null ? {} : {recorded}),
    ...(ticket === null ? {} : {ticket}),
    ...(select.length === 0
      ? {servers}
      : {select: Object.fromEntries(select.map(({key, value}) => [key, conditionValue(key, value)]))}),
    ...settingsOf(desired),
    ...(overrides.size === 0
      ? {}
      : {overrides: Object.fromEntries([...overrides].map(([name, change]) => [name, settingsOf(change)]))}),
    ...(ask.length === 0 ? {} : {ask}),
  });
  document.commentBefore = head.join('\n');
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === 'string' && !isPlain(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({lineWidth: 0, flowCollectionPadding: false});
}

/** As one would write it: true, false and a port without quotes. */
function conditionValue(key: string, value: string): string | boolean | number {
  if (key === 'proxy.enabled') return value.toLowerCase() === 'true';
  return key === 'proxy.port' && /^[1-9]\d{0,4}$/.test(value) ? Number(value) : value;
}

/** Written without quotes: what no reader of YAML could take for something else. */
export function isPlain(text: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9 ._/\\$@+-]*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) &&
    !text.endsWith(' ')
  );
}

/** `proxy` and `softwareUpdatePoint` as nested keys. */
function settingsOf(
  change: DesiredChange,
): Readonly<Record<string, Readonly<Record<string, string | boolean | number>>>> {
  const groups: Record<string, Record<string, string | boolean | number>> = {};
  for (const key of settingKeys) {
    const value = change[key];
    if (value === undefined) continue;
    const [group = '', name = ''] = key.split('.');
    groups[group] = {...groups[group], [name]: key === 'proxy.port' ? portOf(value) : value};
  }
  return groups;
}

/** A port that is no number stands as it was typed, so that it is refused where it is read. */
function portOf(value: string | boolean): string | boolean | number {
  return typeof value === 'string' && /^[1-9]\d{0,4}$/.test(value) ? Number(value) : value;
}

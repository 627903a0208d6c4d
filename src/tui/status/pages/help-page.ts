// The help of the status screen, made from its key tables.
import {wrapText} from '../../../terminal/wrap-text.ts';
import type {Line} from '../../components/lines.tsx';
import {helpLines} from '../../key-table.ts';
import {consentKeys, pageKeys, tableKeys, words} from '../keys.ts';
import {textPage, type PageView} from './page-view.ts';

export function helpPage(width: number): PageView {
  const wrapped = (texts: readonly string[]): Line[] =>
    texts.flatMap(text => wrapText(text, width)).map(text => ({text}));
  const heading = (text: string): Line[] => [{text: ''}, {text, look: 'heading'}];
  return textPage('Keys', [
    {text: 'In the table', look: 'heading'},
    ...wrapped(helpLines(tableKeys)),
    ...heading('On a page'),
    ...wrapped(helpLines(pageKeys)),
    ...heading('Before a command runs'),
    ...wrapped(helpLines(consentKeys)),
    ...heading('Words after :'),
    ...wrapped([words.map(({word}) => word).join(', ')]),
    ...heading('States'),
    ...wrapped([
      'ok: read, nothing found.  information: worth knowing.  warning: may not work as meant.',
      'FAULT: will not work.  UNKNOWN: could not be read; never taken for absent.',
      'In use is not checked by this version: what is stored is shown.',
    ]),
  ]);
}

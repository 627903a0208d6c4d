// Before the wizard: a place that was left is offered once more.
import {useApp, useInput, useWindowSize} from 'ink';
import type {ReactElement} from 'react';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {KeptPlace} from '../../wizard/session.ts';
import {Rows} from '../components/rows.tsx';
import {toKey} from '../keys.ts';
import {offerText} from './offer-text.ts';
import type {OfferAnswer} from './take-up.ts';
import {fitRows, lineRow, type ScreenRow} from '../rows.ts';

interface Props {
  readonly place: KeptPlace;
  readonly at: string;
  readonly clock: () => Date;
  readonly onAnswer: (answer: OfferAnswer) => void;
}

export function Offer({place, at, clock, onAnswer}: Props): ReactElement {
  const {exit} = useApp();
  const {columns, rows} = useWindowSize();
  const answer = (value: OfferAnswer): void => {
    onAnswer(value);
    exit();
  };
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key?.name === 'ctrl+c') answer('leave');
    else if (key?.text === 'n') answer('anew');
  });
  const lines: readonly ScreenRow[] = [
    ...wrapText(offerText(place, at, clock()), columns, '').map(text => lineRow(text, 'heading')),
    {
      kind: 'choice',
      items: [
        {value: 'goOn', label: 'Go on there; everything is read again first'},
        {value: 'anew', label: 'Begin anew (n)'},
      ],
    },
  ];
  const drawn = fitRows({width: columns, height: Math.max(1, Math.min(rows - 1, 8))}, [], lines, [
    lineRow('enter choose  n begin anew  ctrl+c leave', 'dim'),
  ]);
  return (
    <Rows
      rows={drawn}
      width={columns}
      onType={() => undefined}
      onRefused={() => undefined}
      onChoose={value => answer(value === 'goOn' ? 'goOn' : 'anew')}
    />
  );
}

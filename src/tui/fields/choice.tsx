// A single choice out of a few: ink-select-input with our own look.
import {Box, Text} from 'ink';
import SelectInput from 'ink-select-input';
import type {ReactElement} from 'react';
import {screenText} from '../../terminal/glyphs.ts';
import {useGlyphs} from '../use-glyphs.ts';

export interface ChoiceItem<Value extends string> {
  readonly value: Value;
  /** One line. */
  readonly label: string;
}

interface Props<Value extends string> {
  readonly items: readonly ChoiceItem<Value>[];
  /** Where the pointer stands at first. */
  readonly initial?: Value;
  /** Most rows; more items scroll. */
  readonly rows?: number;
  readonly onChoose: (value: Value) => void;
}

/** Up, Down, `j` and `k` move, Enter chooses, and each entry answers to its number (the first nine). Escape is the screen's. */
export function Choice<Value extends string>({items, initial, rows, onChoose}: Props<Value>): ReactElement {
  return (
    <SelectInput
      items={items.map(({value, label}, index) => ({value, label: `${index < 9 ? `${index + 1} ` : '  '}${label}`}))}
      initialIndex={Math.max(
        0,
        items.findIndex(({value}) => value === initial),
      )}
      {...(rows === undefined ? {} : {limit: Math.max(1, rows)})}
      indicatorComponent={Pointer}
      itemComponent={Label}
      onSelect={({value}) => onChoose(value)}
    />
  );
}

function Pointer({isSelected = false}: {readonly isSelected?: boolean}): ReactElement {
  const {pointer} = useGlyphs();
  return (
    <Box width={2} flexShrink={0}>
      <Text>{isSelected ? pointer : ' '}</Text>
    </Box>
  );
}

function Label({isSelected = false, label}: {readonly isSelected?: boolean; readonly label: string}): ReactElement {
  return (
    <Text bold={isSelected} wrap="truncate">
      {screenText(label, useGlyphs())}
    </Text>
  );
}

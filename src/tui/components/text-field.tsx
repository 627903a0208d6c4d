// A one-line text field around ink-text-input: pasted line ends and controls are dropped, and control letters are not typed.
import {Box, Text, usePaste} from 'ink';
import TextInput from 'ink-text-input';
import type {ReactElement} from 'react';
import {hasStandIn} from '../keys.ts';

interface Props {
  readonly value: string;
  readonly focus: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
  readonly onRefused: (why: string) => void;
}

const control = /[\u0000-\u001f\u007f-\u009f]/;

/** What a paste may put into a field: one line without controls. null: refused, the field keeps its value. */
export function cleanPaste(text: string): string | null {
  const line = text.replace(/^[\r\n\s]+|[\r\n\s]+$/g, '');
  return control.test(line) ? null : line;
}

export function TextField({value, focus, placeholder = '', onChange, onRefused}: Props): ReactElement {
  usePaste(
    text => {
      const clean = cleanPaste(text);
      if (clean === null) onRefused('The pasted text holds control characters or several lines, so it was not taken.');
      else onChange(value + clean);
    },
    {isActive: focus},
  );
  return (
    <Box>
      <Text>[</Text>
      <TextInput
        value={value}
        focus={focus}
        showCursor={focus}
        placeholder={placeholder}
        onChange={next => {
          if (!control.test(next) && !hasStandIn(next)) onChange(next);
        }}
      />
      <Text>]</Text>
    </Box>
  );
}

// The filter: ink-text-input, kept from what it would take verbatim (control letters, pasted line ends, halves of characters).
import {Box, Text, useInput, usePaste, type DOMElement} from 'ink';
import TextInput from 'ink-text-input';
import {useRef, useState, type ReactElement} from 'react';
import {textWidth} from '../../terminal/text-width.ts';
import {hasStandIn, toKey} from '../keys.ts';
import {useGlyphs} from '../use-glyphs.ts';
import {insertPaste, lineOf, whyNotTaken} from './edit-line.ts';
import {useRealCursor} from './use-real-cursor.ts';

interface Props {
  readonly value: string;
  /** Cells of the whole field, its brackets included. */
  readonly width: number;
  readonly onChange: (value: string) => void;
  /** Told, as a sentence, why something was not taken; the value stays as it was. */
  readonly onRefused: (text: string) => void;
}

/**
 * Has the keyboard for as long as it is shown. Characters are added at the end, Backspace takes the last one, Ctrl+U all; Enter and Escape are the screen's.
 * A filter longer than the field shows its end.
 */
export function FilterField({value, width, onChange, onRefused}: Props): ReactElement {
  const {ascii} = useGlyphs();
  const box = useRef<DOMElement>(null);
  // ink-text-input counts what it was given, also where it was refused; a new one begins with the cursor at the end.
  const [generation, setGeneration] = useState(0);
  const startAnew = (): void => setGeneration(count => count + 1);

  const take = (next: string): void => {
    const added = next.startsWith(value) ? next.slice(value.length) : '';
    const why = whyNotFilter(value, added, ascii);
    if (why !== null) onRefused(`That was not taken: ${why}.`);
    const whole = next.replace(/\p{Cs}/gu, '');
    if (why !== null || hasStandIn(next) || whole !== next) startAnew();
    if (why === null && !hasStandIn(next)) onChange(whole);
  };
  usePaste(pasted => {
    const result = insertPaste(lineOf(value), pasted);
    const why =
      result.kind === 'refused' ? result.why : whyNotFilter(value, result.line.text.slice(value.length), ascii);
    if (why !== null) onRefused(`The pasted text was not taken: ${why}.`);
    else if (result.kind === 'line') {
      onChange(result.line.text);
      startAnew();
    }
  });
  useInput((input, inkKey) => {
    if (toKey(input, inkKey)?.name !== 'ctrl+u') return;
    onChange('');
    startAnew();
  });

  const room = Math.max(1, width - 2);
  const cells = textWidth(value);
  useRealCursor(box, 1 + Math.min(cells, room - 1));
  return (
    <Box ref={box} width={width} height={1} flexShrink={0}>
      <Text>[</Text>
      <Box width={room} height={1} overflow="hidden" justifyContent={cells < room ? 'flex-start' : 'flex-end'}>
        <Box width={cells + 1} flexShrink={0}>
          <TextInput key={generation} value={value} showCursor={false} onChange={take} />
        </Box>
      </Box>
      <Text>]</Text>
    </Box>
  );
}

function whyNotFilter(value: string, added: string, ascii: boolean): string | null {
  if (hasStandIn(added)) return null;
  if (ascii && /[^ -~]/.test(added)) return 'this terminal is set to ASCII, so it could not be shown';
  return whyNotTaken(lineOf(value), added);
}

// The hidden field: no echo, no length, and the value is handed on and forgotten.
import {Box, Text, useInput, usePaste, type DOMElement} from 'ink';
import {useEffect, useRef, type ReactElement} from 'react';
import {screenText} from '../../terminal/glyphs.ts';
import {textWidth} from '../../terminal/text-width.ts';
import {refusalOf} from '../../terminal/typed-line.ts';
import {toKey} from '../keys.ts';
import {useGlyphs} from '../use-glyphs.ts';
import {graphemesOf} from './edit-line.ts';
import {useRealCursor} from './use-real-cursor.ts';

interface Props {
  readonly label: string;
  /** Never called with an empty text, nor with control characters. */
  readonly onDone: (password: string) => void;
  /** Told, as a sentence, why something was not taken. It never repeats what was typed. */
  readonly onRefused: (text: string) => void;
}

const note = '(nothing is shown while you type)';

/**
 * Takes characters, a paste (whole, one line, with its blanks), Backspace, Ctrl+U and Enter; Escape is the screen's. The typed text lives in a ref, never in
 * a frame or in state, and is cleared as it is handed on and when the field goes.
 */
export function PasswordField({label, onDone, onRefused}: Props): ReactElement {
  const typed = useRef('');
  useEffect(
    () => () => {
      typed.current = '';
    },
    [],
  );
  const take = (text: string): void => {
    const why = refusalOf(`${typed.current}${text}`);
    if (why === null) typed.current += text;
    else onRefused(`That was not taken: ${why}. What was typed before it is kept; Ctrl+U clears it.`);
  };
  const handOn = (): void => {
    const password = typed.current;
    typed.current = '';
    if (password === '') onRefused('The password is empty. Type it and press Enter, or Esc to go back.');
    else onDone(password);
  };
  usePaste(text => take(text.replace(/(?:\r\n|[\r\n])$/, '')));
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key === null) return;
    if (key.name === 'enter') handOn();
    else if (key.name === 'text') take(key.text);
    else if (key.name === 'backspace')
      typed.current = typed.current.slice(0, graphemesOf(typed.current).at(-1)?.from ?? 0);
    else if (key.name === 'ctrl+u') typed.current = '';
    else if (key.name.startsWith('ctrl+') && !handledByScreens.has(key.name))
      onRefused('That was not taken: a password cannot hold control characters.');
  });
  return <Prompt text={`${screenText(label, useGlyphs())}: `} />;
}

/** Ctrl+C and Ctrl+Z. */
const handledByScreens: ReadonlySet<string> = new Set(['ctrl+c', 'ctrl+z']);

function Prompt({text}: {readonly text: string}): ReactElement {
  const box = useRef<DOMElement>(null);
  useRealCursor(box, textWidth(text));
  return (
    <Box ref={box} height={1}>
      <Text wrap="truncate">
        {text} {note}
      </Text>
    </Box>
  );
}

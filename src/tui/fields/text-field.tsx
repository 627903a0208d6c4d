// The one-line text field of the screens: our own editing, the terminal's own cursor, and nothing in it that the person cannot see.
import {Box, Text, useInput, usePaste, type DOMElement} from 'ink';
import {useReducer, useRef, type ReactElement} from 'react';
import {asciiGlyphs, screenText, type Glyphs} from '../../terminal/glyphs.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {toKey} from '../keys.ts';
import {useGlyphs} from '../use-glyphs.ts';
import {editLine, insertPaste, lineOf, whyNotTaken, type EditedLine} from './edit-line.ts';
import {fieldWindow} from './field-window.ts';
import {useRealCursor} from './use-real-cursor.ts';

interface Props {
  readonly value: string;
  /** Cells of the whole field, its brackets included. It takes exactly as many, and one row. */
  readonly width: number;
  /** Whether it has the keyboard. Only one field at a time may. */
  readonly focus: boolean;
  /** Shown while the value is empty. */
  readonly placeholder?: string;
  /** For names that have to be ASCII: what looks like a letter of a to z and is none stands as its code point (hardening T4). */
  readonly escapeBeyondAscii?: boolean;
  /** Gets pastes instead of the field, whole and as they are: a list has many lines. */
  readonly onPaste?: ((text: string) => void) | undefined;
  readonly onChange: (value: string) => void;
  /** Told, as a sentence, why a paste or a typed character was not taken; the value stays as it was. */
  readonly onRefused: (text: string) => void;
}

/**
 * `value` is the caller's; the field keeps only its cursor, which is at the end when it gets the keyboard. It takes the keys that edit
 * (characters, Left, Right, Home, End, Backspace, Delete, Ctrl+A, E, U, K, W) and no other: Enter, Escape, Tab and the rest are the screen's.
 */
export function TextField(props: Props): ReactElement {
  return props.focus ? <FieldWithKeyboard {...props} /> : <RestingField {...props} />;
}

const brackets = 2;

function useFieldGlyphs(escapeBeyondAscii: boolean): Glyphs {
  const glyphs = useGlyphs();
  return escapeBeyondAscii ? asciiGlyphs : glyphs;
}

function RestingField({value, width, placeholder = '', escapeBeyondAscii = false}: Props): ReactElement {
  const glyphs = useFieldGlyphs(escapeBeyondAscii);
  const room = Math.max(1, width - brackets);
  const text = cutToWidth(screenText(value === '' ? placeholder : value, glyphs), room, '>');
  return (
    <Box width={width} height={1} flexShrink={0}>
      <Text wrap="truncate">
        [<Text dimColor={value === ''}>{padToWidth(text, room)}</Text>]
      </Text>
    </Box>
  );
}

function FieldWithKeyboard({
  value,
  width,
  placeholder = '',
  escapeBeyondAscii = false,
  onPaste,
  onChange,
  onRefused,
}: Props): ReactElement {
  const glyphs = useFieldGlyphs(escapeBeyondAscii);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const latest = useRef<EditedLine>(lineOf(value));
  // The caller has another value than was typed here: what it has, counts.
  if (latest.current.text !== value) latest.current = lineOf(value);

  const take = (line: EditedLine): void => {
    const changed = line.text !== latest.current.text;
    latest.current = line;
    if (changed) onChange(line.text);
    redraw();
  };
  usePaste(pasted => {
    if (onPaste !== undefined) {
      onPaste(pasted);
      return;
    }
    const result = insertPaste(latest.current, pasted);
    if (result.kind === 'line') take(result.line);
    else onRefused(`The pasted text was not taken: ${result.why}.`);
  });
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key === null) return;
    const why = key.name === 'text' ? whyNotTaken(latest.current, key.text) : null;
    if (why !== null) {
      onRefused(`That was not taken: ${why}.`);
      return;
    }
    const line = editLine(latest.current, key);
    if (line !== null) take(line);
  });
  return <Editor line={latest.current} width={width} placeholder={placeholder} glyphs={glyphs} />;
}

interface EditorProps {
  readonly line: EditedLine;
  readonly width: number;
  readonly placeholder: string;
  readonly glyphs: Glyphs;
}

function Editor({line, width, placeholder, glyphs}: EditorProps): ReactElement {
  const box = useRef<DOMElement>(null);
  const first = useRef(0);
  const room = Math.max(1, width - brackets);
  const shown = fieldWindow(line, room, first.current, glyphs);
  first.current = shown.first;
  useRealCursor(box, 1 + shown.column);
  return (
    <Box ref={box} width={width} height={1} flexShrink={0}>
      <Text wrap="truncate">
        [
        {line.text === '' ? (
          <Text dimColor>{padToWidth(cutToWidth(screenText(placeholder, glyphs), room, '>'), room)}</Text>
        ) : (
          shown.text
        )}
        ]
      </Text>
    </Box>
  );
}

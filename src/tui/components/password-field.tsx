// The hidden field: no echo, no length, and the value is handed on and forgotten.
import {Text, useInput, usePaste} from 'ink';
import {useRef, type ReactElement} from 'react';
import {toKey} from '../keys.ts';

interface Props {
  readonly label: string;
  readonly onDone: (password: string) => void;
}

/** The typed text lives in a ref, never in a frame; it is cleared as it is handed on. */
export function PasswordField({label, onDone}: Props): ReactElement {
  const typed = useRef('');
  const take = (text: string): void => {
    typed.current += text.replace(/[\u0000-\u001f\u007f].*$/s, '');
  };
  usePaste(take);
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key?.name === 'enter') {
      const password = typed.current;
      typed.current = '';
      onDone(password);
    } else if (key?.name === 'backspace' || key?.name === 'delete') typed.current = typed.current.slice(0, -1);
    else if (key?.name === 'ctrl+u') typed.current = '';
    else if (key?.name === 'text') take(key.text);
  });
  return <Text>{label} (nothing is shown while you type)</Text>;
}

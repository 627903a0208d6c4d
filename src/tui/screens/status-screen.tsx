// The status screen in Ink: keys to events, rows to lines.
import {useInput, useWindowSize} from 'ink';
import {useSyncExternalStore, type ReactElement} from 'react';
import {Rows} from '../components/rows.tsx';
import {bindingOf, singleKeys} from '../key-table.ts';
import {toKey, type Key} from '../keys.ts';
import {keysOf} from '../status/keys.ts';
import {screenRows} from '../status/screen-rows.ts';
import type {StatusStore} from '../status/store.ts';

interface Props {
  readonly store: StatusStore;
  readonly clock: () => Date;
}

export function StatusScreen({store, clock}: Props): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.get);
  const {columns, rows} = useWindowSize();
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key !== null) onKey(store, key);
  });
  const drawn = screenRows(state, {width: Math.max(1, columns), height: Math.max(1, rows - 1)}, clock());
  return (
    <Rows
      rows={drawn}
      width={columns}
      onType={text => store.dispatch({type: 'type', text})}
      onRefused={text => store.dispatch({type: 'say', text})}
    />
  );
}

/** While a field has the keyboard, only what ends it is a key. */
function onKey(store: StatusStore, key: Key): void {
  const {input} = store.get();
  if (input !== null) {
    if (key.name === 'enter') store.dispatch({type: 'endInput', taken: true});
    else if (key.name === 'escape') store.dispatch({type: 'endInput', taken: false});
    else if (key.name === 'ctrl+c') store.dispatch({type: 'leave'});
    else if (key.name === 'ctrl+z') store.dispatch({type: 'suspend'});
    return;
  }
  for (const single of singleKeys(key)) {
    const binding = bindingOf(keysOf(store.get()), single);
    if (binding !== null) store.dispatch(binding.action);
  }
}

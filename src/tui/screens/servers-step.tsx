// Step 1: which site system servers.
import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import {factsOfRole, siteSystemRole} from '../../model/roles.ts';
import {identityText, proxyText} from '../../cmdlets/views/proxy-text.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {shownChoices} from '../../wizard/answers.ts';
import type {ServerChoice} from '../../wizard/state.ts';
import {Frame, frameRows} from '../components/frame.tsx';
import {LineText, pageStart} from '../components/lines.tsx';
import {FilterField} from '../fields/filter-field.tsx';
import type {ScreenProps} from '../screen-props.ts';

export function ServersStep({state, dispatch, width, height}: ScreenProps): ReactElement {
  const choices = shownChoices(state);
  const rows = Math.max(1, height - frameRows - 1);
  const start = pageStart(state.cursor, rows);
  const hidden = [...state.marked].filter(key => !choices.some(choice => choice.key === key)).length;
  const counts = `${choices.length} of ${state.choices.length} shown, ${state.marked.size} marked (${hidden} hidden)`;
  return (
    <Frame
      state={state}
      width={width}
      step="servers"
      keys={
        state.filtering
          ? 'type to filter   enter keep   esc clear'
          : 'arrows move  space mark  a mark all shown  / filter  enter next  ctrl+c cancel'
      }
    >
      <Box justifyContent="space-between">
        <Box>
          <Text>Filter: </Text>
          {state.filtering ? (
            <FilterField
              value={state.filter}
              width={24}
              onChange={text => dispatch({type: 'filter', text})}
              onRefused={text => dispatch({type: 'say', text})}
            />
          ) : (
            <Text>{state.filter === '' ? 'none' : makeSafe(state.filter)}</Text>
          )}
        </Box>
        {width >= 70 ? <Text dimColor>{counts}</Text> : <Text dimColor>{`${state.marked.size} marked`}</Text>}
      </Box>
      {choices.slice(start, start + rows).map((choice, index) => (
        <LineText
          key={choice.key}
          line={{
            text: choiceText(choice, {
              selected: start + index === state.cursor,
              marked: state.marked.has(choice.key),
              width,
            }),
            ...(start + index === state.cursor
              ? {look: 'selected' as const}
              : choice.why === null
                ? {}
                : {look: 'dim' as const}),
          }}
        />
      ))}
      {choices.length === 0 ? <Text>No server fits the filter. Press / and change it.</Text> : null}
    </Frame>
  );
}

function choiceText(
  choice: ServerChoice,
  {selected, marked, width}: {selected: boolean; marked: boolean; width: number},
): string {
  const {system} = choice;
  const mark = choice.why === null ? (marked ? '[x]' : '[ ]') : ' - ';
  const name = `${system.siteCode || '?'}/${system.server}`;
  const nameWidth = Math.min(34, Math.max(18, Math.floor(width * 0.36)));
  const head = `${selected ? '>' : ' '} ${mark} ${fit(name, nameWidth)} `;
  if (choice.why !== null) return `${head}cannot be picked: ${choice.why}`;
  const proxyWidth = Math.min(26, Math.max(10, Math.floor(width * 0.28)));
  return `${head}${fit(proxyText(system.proxy), proxyWidth)} ${fit(identityText(system.proxy), 14)} ${rolesText(choice)}`;
}

function fit(text: string, width: number): string {
  return padToWidth(cutToWidth(makeSafe(text), width), width);
}

/** Roles that may use the internet come first, because the column is narrow. */
function rolesText(choice: ServerChoice): string {
  const names = choice.system.roles
    .filter(role => role.name !== siteSystemRole)
    .map(role => ({name: role.name, facts: factsOfRole(role.name)}));
  const rank = ({facts}: (typeof names)[number]): number => (facts === undefined || facts.internet === 'may' ? 0 : 1);
  return names
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({name, facts}) => facts?.shortName ?? name)
    .join(', ');
}

// Step 3: the proxy page, with who will inherit it previewed while typing.
import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import {identityName, isAffected, verdictText} from '../../cmdlets/views/preview-view.ts';
import {accountText} from '../../cmdlets/views/proxy-text.ts';
import {subjectName} from '../../cmdlets/views/used-by.ts';
import type {FieldDefinition} from '../../model/fields.ts';
import type {FieldKey} from '../../model/finding.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {lookAlikeWarning} from '../../model/look-alike.ts';
import {shortName} from '../../model/server-name.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {answerProblem, firstProblem, pickedSystems, visibleFields} from '../../wizard/answers.ts';
import {planOfState} from '../../wizard/plan-of-state.ts';
import {keep, type WizardState} from '../../wizard/state.ts';
import {Frame, frameRows} from '../components/frame.tsx';
import {LineText, Lines, type Line} from '../components/lines.tsx';
import {TextField} from '../fields/text-field.tsx';
import type {ScreenProps} from '../screen-props.ts';

export function ProxyStep({state, dispatch, width, height}: ScreenProps): ReactElement {
  const systems = pickedSystems(state);
  const fields = visibleFields(state);
  const current = fields[state.field];
  const [only] = systems;
  const title =
    systems.length === 1 && only !== undefined ? `Proxy for ${only.server}` : `Proxy for ${systems.length} servers`;
  const isText = current?.kind === 'text';
  const rows = Math.max(1, height - frameRows - fields.length - 5);
  return (
    <Frame
      state={state}
      width={width}
      step="proxy"
      title={title}
      keys={
        isText
          ? 'type   up/down field   enter next   f2 new account   f1 help   esc back'
          : 'left/right choose  up/down field  enter next  f2 new account  f1 help  esc back'
      }
    >
      <LineText
        line={{
          text: `  ${padToWidth('', columnsFor(width).title)}${padToWidth('NOW', columnsFor(width).now)} NEW`,
          look: 'dim',
        }}
      />
      {fields.map((field, index) => (
        <FieldRow
          key={field.key}
          state={state}
          field={field}
          focused={index === state.field}
          systems={systems}
          width={width}
          dispatch={dispatch}
        />
      ))}
      <HelpText line={helpLine(state, current)} />
      <LineText line={{text: '-'.repeat(width), look: 'dim'}} />
      {state.view === 'help' && current !== undefined ? (
        <Text wrap="wrap">{current.longHelp}</Text>
      ) : (
        <Lines lines={previewLines(state)} height={rows} />
      )}
    </Frame>
  );
}

/** Cells of the title and of the present value, which a narrow terminal does without. */
function columnsFor(width: number): {readonly title: number; readonly now: number} {
  return width >= 70 ? {title: 31, now: 24} : {title: Math.min(20, Math.floor(width * 0.4)), now: 0};
}

interface FieldRowProps extends Pick<ScreenProps, 'state' | 'dispatch' | 'width'> {
  readonly field: FieldDefinition;
  readonly focused: boolean;
  readonly systems: readonly SiteSystem[];
}

function FieldRow({state, field, focused, systems, width, dispatch}: FieldRowProps): ReactElement {
  const value = state.answers[field.key];
  const columns = columnsFor(width);
  const head = `${focused ? '>' : ' '} ${padToWidth(cutToWidth(field.title, columns.title - 1), columns.title)}${columns.now === 0 ? '' : padToWidth(cutToWidth(makeSafe(spread(systems, field.key)), columns.now - 1), columns.now)} `;
  return (
    <Box>
      <Text bold={focused}>{head}</Text>
      {field.kind === 'choice' ? (
        <Text bold={focused}>{value === keep ? '< keep >' : `< ${value} >`}</Text>
      ) : focused ? (
        <TextField
          value={value}
          width={Math.max(8, width - columns.title - columns.now - 3)}
          focus
          placeholder={systems.length > 1 ? 'keep' : ''}
          escapeBeyondAscii={field.key === 'proxy.serverName'}
          onChange={next => dispatch({type: 'answer', key: field.key, value: next})}
          onRefused={text => dispatch({type: 'say', text})}
        />
      ) : (
        <Text>{value === keep && systems.length > 1 ? 'keep' : makeSafe(value)}</Text>
      )}
    </Box>
  );
}

/** What the picked servers have now: one value, or each with its count. */
function spread(systems: readonly SiteSystem[], key: FieldKey): string {
  const counts = new Map<string, number>();
  for (const system of systems) {
    const value = presentValue(system, key);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const entries = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (systems.length === 1) return entries[0]?.[0] ?? '-';
  return entries.map(([value, count]) => `${value} x${count}`).join(', ') || '-';
}

function presentValue(system: SiteSystem, key: FieldKey): string | null {
  const {proxy, softwareUpdatePoint: updates} = system;
  if (key === 'softwareUpdatePoint.useProxy') return updates === null ? null : yesNo(updates.useProxy);
  if (key === 'softwareUpdatePoint.useProxyForAutoDeploymentRule')
    return updates === null ? null : yesNo(updates.useProxyForAutoDeploymentRule);
  if (proxy === null) return '?';
  if (key === 'proxy.enabled') return yesNo(proxy.enabled);
  if (key === 'proxy.serverName') return proxy.serverName ?? 'none';
  if (key === 'proxy.port') return proxy.port === null ? 'none' : String(proxy.port);
  return proxy.account.kind === 'account'
    ? accountText(proxy.account)
    : proxy.account.kind === 'system'
      ? 'System'
      : 'not told';
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** Help in one line; a problem may take more, because it says what to do. */
function HelpText({line}: {readonly line: Line}): ReactElement {
  return line.look === 'warning' ? (
    <Text wrap="wrap" color="yellow">
      {makeSafe(line.text)}
    </Text>
  ) : (
    <LineText line={line} />
  );
}

function helpLine(state: WizardState, field: FieldDefinition | undefined): Line {
  if (field === undefined) return {text: ''};
  const problem = answerProblem(state, field.key);
  const lookAlike = field.key === 'proxy.serverName' ? lookAlikeWarning(state.answers[field.key]) : null;
  if (problem !== null) return {text: `! ${problem.text}. ${problem.do} ${lookAlike ?? ''}`.trimEnd(), look: 'warning'};
  if (lookAlike !== null) return {text: `! ${lookAlike}`, look: 'warning'};
  const account =
    field.key === 'proxy.account' && state.createAccount ? ' New account: it is created where it is missing (F2).' : '';
  return {text: `${field.help}${account}`, look: 'dim'};
}

/** Who will use what, changed rows only; errors of the plan first. */
function previewLines(state: WizardState): readonly Line[] {
  if (firstProblem(state) >= 0) return [{text: 'WHO WILL INHERIT: shown as soon as every answer is good', look: 'dim'}];
  const made = planOfState(state);
  if (made.kind === 'refused') return [{text: made.why, look: 'warning'}];
  const {plan} = made;
  const errors = plan.findings.filter(
    finding => finding.severity === 'error' && !['CMP001', 'CMP002', 'CMP003'].includes(finding.code),
  );
  const affected = plan.inheritance.filter(isAffected);
  const heading: Line = {
    text:
      affected.length === 0
        ? 'WHO WILL INHERIT: no role or feature changes its proxy'
        : `WHO WILL INHERIT (${affected.length})`,
    look: 'heading',
  };
  return [
    ...errors.map((finding): Line => ({
      text: `${finding.code} ${finding.text}${finding.code === 'CMP004' ? ' (F2: create it)' : ''}`,
      look: 'fault',
    })),
    heading,
    ...affected.map((row): Line => ({
      text: `  ${row.server === null ? '' : `${shortName(row.server)} `}${subjectName(row.subject)}: ${verdictText(row.before ?? row)} -> ${verdictText(row.after ?? row)}, as ${identityName((row.after ?? row).identity)}`,
    })),
  ];
}

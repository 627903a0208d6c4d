// A profile fills the proxy page: the same change as `--profile` makes on the command line.
import {describe, expect, test} from 'vitest';
import {desiredFromAnswers, overridesFromAnswers} from '../../src/wizard/answers.ts';
import type {DesiredChange} from '../../src/model/desired-change.ts';
import {reduce} from '../../src/wizard/reduce.ts';
import type {WizardEvent} from '../../src/wizard/events.ts';
import type {SavedProfiles, WizardState} from '../../src/wizard/state.ts';
import {contosoStart} from '../tui/wizard/contoso-start.ts';

const after = (state: WizardState, ...events: readonly WizardEvent[]): WizardState => events.reduce(reduce, state);

function proxyPage(names: readonly string[], profiles: SavedProfiles): WizardState {
  const begun = contosoStart(names);
  const state = {...begun, subject: {...begun.subject, profiles}};
  return after(state, {type: 'next'}, {type: 'next'});
}

const saved = (...settings: readonly DesiredChange[]): SavedProfiles => ({
  all: settings.map((item, index) => ({name: `p${index}`, description: '', settings: item})),
  why: null,
});

const standby: DesiredChange = {'proxy.serverName': 'proxy-s.contoso.com', 'proxy.port': '3128'};

describe('the list of profiles', () => {
  test('one is chosen: what it says is answered, the rest is kept', () => {
    const page = proxyPage(['PS1/CM01', 'PS2/DP21'], saved({'proxy.port': '1'}, standby));
    const open = after(page, {type: 'pick', kind: 'profile'});
    expect(open.picking).toEqual({kind: 'profile', cursor: 0});
    const filled = after(open, {type: 'move', by: 1}, {type: 'choose'});
    expect(filled.picking).toBeNull();
    expect(desiredFromAnswers(filled)).toEqual({...standby, 'proxy.enabled': true});
  });

  test('one that turns off turns off, and hides the rest', () => {
    const page = proxyPage(['PS1/CM01', 'PS2/DP21'], saved({'proxy.enabled': false}));
    const filled = after(page, {type: 'pick', kind: 'profile'}, {type: 'choose'});
    expect(desiredFromAnswers(filled)).toEqual({'proxy.enabled': false});
  });

  test('on the page of an exception it fills that server alone', () => {
    const page = after(
      proxyPage(['PS1/CM01', 'PS2/DP21'], saved(standby)),
      {type: 'pick', kind: 'exception'},
      {type: 'move', by: 1},
      {type: 'choose'},
      {type: 'pick', kind: 'profile'},
      {type: 'choose'},
    );
    expect(desiredFromAnswers(page)).toEqual({});
    expect([...overridesFromAnswers(page)]).toEqual([['PS2/dp21.contoso.com', {...standby, 'proxy.enabled': true}]]);
  });

  test('switches reach the software update point that synchronizes with Microsoft, and no other', () => {
    const page = proxyPage(['CAS/CM00', 'PS1/SUP01', 'PS1/CM01'], saved({'softwareUpdatePoint.useProxy': false}));
    const filled = after(page, {type: 'pick', kind: 'profile'}, {type: 'choose'});
    expect([...overridesFromAnswers(filled)]).toEqual([
      ['CAS/cm00.contoso.com', {'softwareUpdatePoint.useProxy': false}],
    ]);
  });

  test('a switch means nothing to a server without the role', () => {
    const page = proxyPage(['PS1/CM01'], saved({'softwareUpdatePoint.useProxy': false}));
    const filled = after(page, {type: 'pick', kind: 'profile'}, {type: 'choose'});
    expect(filled.answers).toEqual(page.answers);
  });

  test.each([
    ['none is saved', saved(), 'No profile is saved'],
    ['they could not be read', {all: [], why: 'The profiles could not be read: line 1'}, 'line 1'],
  ])('%s: that is said, and no list opens', (_, profiles, text) => {
    const page = after(proxyPage(['PS1/CM01'], profiles), {type: 'pick', kind: 'profile'});
    expect(page.picking).toBeNull();
    expect(page.message).toContain(text);
  });
});

// Carries out removing and applying profiles.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {nameKey} from '../../settings/profiles/profile.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {withoutAgreement} from '../agree-to-keep.ts';
import {apply} from '../change/apply-plan.ts';
import {textOf, type Values} from '../cmdlet.ts';
import {withoutConsent} from '../consent.ts';
import type {Context} from '../context.ts';
import {keepProfiles} from './keep-profiles.ts';
import {needProfile} from './need-profile.ts';
import {showPlan} from '../change/show-plan.ts';

export async function removeProfile(values: Values, context: Context): Promise<ExitCode> {
  const found = needProfile(context, textOf(values, 'Name') ?? '');
  if (found.kind === 'refused') return found.exitCode;
  const {name} = found.value;
  const ended = await withoutAgreement(context, {
    operation: 'Remove-CMProxyProfile',
    target: name,
    readOnly: 'refused',
  });
  if (ended !== null) return ended;
  const code = await keepProfiles(context, profiles => profiles.filter(item => nameKey(item.name) !== nameKey(name)));
  if (code === exitCodes.done) context.message(makeSafe(`The profile ${name} is forgotten; servers stay as they are.`));
  return code;
}

/** The same as `apply --profile NAME`, and `plan` with -WhatIf. */
export async function applyProfile(values: Values, context: Context): Promise<ExitCode> {
  const renamed = new Map([...values].map(([key, value]) => [key === 'Name' ? 'Profile' : key, value] as const));
  if (context.whatIf) return showPlan(renamed, context);
  const noConsent = withoutConsent(context, {command: 'profile apply', look: 'the same with --what-if'});
  return noConsent ?? apply(renamed, context);
}

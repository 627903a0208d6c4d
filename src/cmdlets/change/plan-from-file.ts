// A plan from a file: untrusted, so it is checked like anything else that comes from outside, and held to the hierarchy that is open.
import {resolve} from 'node:path';
import {readJsonFile} from '../../files/read-json-file.ts';
import {parseJson} from '../../files/parse-json.ts';
import {readStandardInput} from '../../files/read-text-file.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {type Plan} from '../../plan/plan.ts';
import {readPlan, recheck} from '../../plan/read-plan.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse} from '../refuse.ts';

const limit = 400_000_000;

export async function planFromFile(context: Context, open: OpenSite, file: string): Promise<Opened<Plan>> {
  const name = file === '-' ? 'standard input' : file;
  const value = await readValue(context, file, name);
  if (value.kind === 'refused') return value;
  const read = readPlan(value.value);
  if (read.kind === 'refused')
    return refuse(context, exitCodes.failed, {
      what: `${name} is not a plan that can be applied`,
      why: read.path === '' ? read.why : `${read.path}: ${read.why}`,
      todo: 'Make it again with: cmproxy plan ... --out FILE',
    });
  const {plan} = read;
  if (plan.hierarchyId !== open.hierarchyId)
    return refuse(context, exitCodes.failed, {
      what: 'This plan is for another hierarchy',
      why: `it was made for ${plan.hierarchyId}, and ${open.site.name} is ${open.hierarchyId}`,
      todo: 'Choose the connection with --connection, or make the plan again.',
    });
  const checked = recheck(plan, open.reading.hierarchy);
  if (checked.kind === 'refused')
    return refuse(context, exitCodes.failed, {
      what: `${name} was not applied`,
      why: checked.why,
      todo: 'Make the plan again with: cmproxy plan ... --out FILE',
    });
  return {kind: 'open', value: plan};
}

async function readValue(context: Context, file: string, name: string): Promise<Opened<unknown>> {
  if (file === '-') {
    const text = await readStandardInput(limit);
    if (text.kind !== 'text')
      return refuse(
        context,
        exitCodes.failed,
        text.kind === 'refused'
          ? text.problem
          : {what: 'There is no plan', why: 'standard input is empty', todo: 'Pipe a plan in, or name its file.'},
      );
    const parsed = parseJson(text.text, {file: name});
    return parsed.kind === 'value'
      ? {kind: 'open', value: parsed.value}
      : refuse(context, exitCodes.failed, parsed.problem);
  }
  const read = readJsonFile(resolve(file), {maxBytes: limit, what: file});
  if (read.kind === 'missing')
    return refuse(context, exitCodes.failed, {
      what: `${file} could not be read`,
      why: 'there is no such file',
      todo: 'Make a plan with: cmproxy plan ... --out FILE',
    });
  return read.kind === 'value' ? {kind: 'open', value: read.value} : refuse(context, exitCodes.failed, read.problem);
}

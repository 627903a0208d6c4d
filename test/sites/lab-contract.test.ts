// The embedded lab keeps the contract of every site.
import type {ContractSite} from './contract.ts';
import {siteReadContract, siteReadOnlyContract, siteWriteContract} from './contract.ts';
import {contosoKnown} from './contoso-known.ts';
import {labFolder} from './lab-folder.ts';
import {openLab} from '../../src/sites/lab/lab.ts';

async function lab(): Promise<ContractSite> {
  const made = labFolder();
  return {
    site: made.site,
    settle: async () => made.pass(60_000),
    known: contosoKnown,
    [Symbol.dispose]: () => made[Symbol.dispose](),
  };
}

siteReadContract('the lab', lab);
siteWriteContract('the lab', lab);

const noPlace = async (): Promise<ContractSite> => ({
  site: openLab({file: null, clock: () => new Date()}),
  settle: async () => undefined,
  known: contosoKnown,
  [Symbol.dispose]: () => undefined,
});
siteReadContract('the lab without a place for its file', noPlace);
siteReadOnlyContract('the lab without a place for its file', noPlace);

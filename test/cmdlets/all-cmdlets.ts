// The whole table of cmdlets, made once.
import {cmdlets} from '../../src/cmdlets/index.ts';

export const allCmdlets = await cmdlets();

// The screens, behind functions that load them: Ink costs more than everything else together.
import type {Context, Screens} from './cmdlets/context.ts';
import {screenColour} from './terminal/colour.ts';

export const screens: Screens = {
  wizard: async (context, open, names) => {
    const {openWizard} = await loadScreen(context, () => import('./tui/open-wizard.tsx'));
    return openWizard(context, open, names);
  },
  plainWizard: async (context, open, names) => {
    const {plainWizard} = await import('./tui/plain/plain-wizard.ts');
    return plainWizard(context, open, names);
  },
  status: async context => {
    if (context.plain) {
      const {plainStatus} = await import('./tui/plain/plain-status.ts');
      return plainStatus(context);
    }
    const {openScreens} = await loadScreen(context, () => import('./tui/open-screens.tsx'));
    return openScreens(context);
  },
};

/**
 * Raw mode is on from now, so that keys typed meanwhile are neither echoed nor turned into other keys. Whether Ink colours is decided once, as it is
 * loaded, by FORCE_COLOR alone; what we start later finds the variable as it was.
 */
async function loadScreen<Module>({colour}: Context, load: () => Promise<Module>): Promise<Module> {
  process.stdin.setRawMode(true);
  const before = process.env['FORCE_COLOR'];
  process.env['FORCE_COLOR'] = screenColour(colour, before);
  const loaded = await load();
  if (before === undefined) delete process.env['FORCE_COLOR'];
  else process.env['FORCE_COLOR'] = before;
  return loaded;
}

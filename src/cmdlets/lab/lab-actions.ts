// The lab's own actions, loaded only when one is asked for.
export {labExport} from '../../sites/lab/export-lab.ts';
export {labDelay, labFaultAdd, labFaultClear, labFaults} from '../../sites/lab/lab-settings.ts';
export {labGenerate, labImport, labReset} from '../../sites/lab/replace-lab.ts';

// What a run takes, loaded only where something is written.
export {runPlan} from '../../apply/run-plan.ts';
export {eventPrinter, printReport} from './run-report.ts';
export {runSetting} from './run-setting.ts';

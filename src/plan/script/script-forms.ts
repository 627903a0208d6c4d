// The forms in which a plan or a run can be shown.

export const scriptForms = [
  {form: 'cmdlet', title: 'Configuration Manager cmdlets (PowerShell)'},
  {form: 'cli', title: 'cmproxy commands (sh)'},
  {form: 'answers', title: 'answer file'},
  {form: 'dsc', title: 'ConfigMgrCBDsc configuration'},
  {form: 'ansible', title: 'Ansible play'},
] as const;

export type ScriptForm = (typeof scriptForms)[number]['form'];

export function titleOfForm(form: ScriptForm): string {
  return scriptForms.find(item => item.form === form)?.title ?? form;
}

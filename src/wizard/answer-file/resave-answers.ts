// Changes single answers in the text of an answer file: comments, order and blank lines of everything else stay.
import {isMap, isScalar, parseDocument, type Scalar} from 'yaml';
import {isFieldKey, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {parsing} from './answers-yaml.ts';

/** `text` has been read without a refusal. Exceptions that say something of the same key get the value too; keys that `answers` does not have are left. */
export function resaveAnswers(text: string, answers: DesiredChange): string {
  const document = parseDocument(text, parsing);
  for (const key of settingKeys) {
    const value = answers[key];
    if (value === undefined || !isFieldKey(key)) continue;
    const path = key.split('.');
    const written = key === 'proxy.port' && /^[1-9]\d{0,4}$/.test(String(value)) ? Number(value) : value;
    const scalar = document.getIn(path, true);
    if (isScalar(scalar)) replaceValue(scalar, written);
    else document.setIn(path, written);
    const overrides = document.get('overrides');
    if (!isMap(overrides)) continue;
    for (const {value: own} of overrides.items) {
      const exception: unknown = isMap(own) ? own.getIn(path, true) : undefined;
      if (isScalar(exception)) replaceValue(exception, written);
    }
  }
  return document.toString({lineWidth: 0, flowCollectionPadding: false});
}

/** A value that is the same already keeps its spelling. */
function replaceValue(scalar: Scalar, value: string | number | boolean): void {
  if (String(scalar.value) === String(value)) return;
  scalar.value = value;
  delete scalar.source;
}

import { jsonText } from '../std/pretty-json.js';
import type { Reporter } from './reporter.js';

/** One report object, or `{ version, reports }` for several files (schemas/report.schema.json). */
export const json: Reporter = (reports) => {
  const [first] = reports;
  const whole = reports.length === 1 ? first : { version: 1, reports };
  return jsonText(whole);
};

/** The schema for editors, as text, from the language. */
export function editorSchema(language: unknown): string;
/** The same for what may stand in a file of its own. */
export function ownSchema(language: unknown, name: 'workload' | 'model'): string;

/** The schema for editors, as text, from the language. */
export function editorSchema(language: unknown): string;

export const hostileFiles: Readonly<Record<string, () => string>>;

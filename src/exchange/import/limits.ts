/** Bytes of a file that cannot be read line by line (JSON), at most, if nobody says otherwise. */
export const defaultMaxDumpBytes = 64 * 1024 * 1024;

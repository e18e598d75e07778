import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    // Nothing of ours keeps state that is not keyed by what it is about, so files may share what they
    // import: loading it again for each of them took a third of the time. Nor is a core left idle.
    isolate: false,
    maxWorkers: '100%',
  },
});

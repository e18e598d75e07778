// What the compiled schemas call in place of ajv's own lists of errors and keys: no file, however
// large, makes a list of errors that nobody reads, or has the keys of a map listed again and again.
import ucs2length from 'ajv/dist/runtime/ucs2length.js';

/** Characters of a text. Node gives the exports of a CommonJS module, bundlers their default. */
export const lengthOf = ucs2length.default ?? ucs2length;

/** One more than are told (src/spec/structure/first-findings.ts): it says that there are others. */
export const mostErrors = 1001;

export const isFull = (errors) => errors !== null && errors.length >= mostErrors;

export function push(errors, error) {
  if (errors.length < mostErrors) errors.push(error);
}

export function append(errors, more) {
  for (const error of more) push(errors, error);
  return errors;
}

/** Forgets what was found on the way, as setting the length does of a list without end. */
export function cut(errors, length) {
  if (length < errors.length) errors.length = length;
}

let listed;
let keys = [];
let count = 0;

/** The keys of an object, listed once although several keywords ask for them. */
export function keysOf(object) {
  if (object !== listed) {
    listed = object;
    keys = Object.keys(object);
    count = keys.length;
  }
  return keys;
}

export function hasLess(object, least) {
  keysOf(object);
  return count < least;
}

/** Whether an object has more keys than it may have; then they are not looked at one by one. */
export function hasMore(object, most) {
  keysOf(object);
  if (count > most) keys = [];
  return count > most;
}

/** A compiled schema as a function of its own: objects may have changed between two calls. */
export function afresh(check) {
  return function validate(value) {
    listed = undefined;
    const fits = check(value);
    listed = undefined;
    keys = [];
    validate.errors = check.errors;
    return fits;
  };
}

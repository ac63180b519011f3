import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const set = async (method, ...values) => seen(await cache[method](name, 'key', ...values));

  check('not if present', await set('setIfPresent', 'a'), 'NotStored');
  check('not if equal, when there is none', await set('setIfEqual', 'a', 'x'), 'NotStored');
  check('if absent', await set('setIfAbsent', 'a'), 'Stored');
  check('not if absent', await set('setIfAbsent', 'b'), 'NotStored');
  check('not if it does not exist', await set('setIfNotExists', 'b'), 'NotStored');
  check('if present', await set('setIfPresent', 'b'), 'Stored');
  check('if equal', await set('setIfEqual', 'c', 'b'), 'Stored');
  check('not if equal', await set('setIfEqual', 'd', 'b'), 'NotStored');
  check('if not equal', await set('setIfNotEqual', 'd', 'b'), 'Stored');
  check('not if not equal', await set('setIfNotEqual', 'e', 'd'), 'NotStored');
  check('if present and not equal', await set('setIfPresentAndNotEqual', 'e', 'x'), 'Stored');
  check('not if present and not equal', await set('setIfPresentAndNotEqual', 'f', 'e'), 'NotStored');
  check('if absent or equal', await set('setIfAbsentOrEqual', 'f', 'e'), 'Stored');
  check('not if absent or equal', await set('setIfAbsentOrEqual', 'g', 'e'), 'NotStored');
  check('the last that was stored', seen(await cache.get(name, 'key')), 'f');

  const hash = (await cache.getWithHash(name, 'key')).hashUint8Array();
  const other = (await cache.setWithHash(name, 'other', 'something else')).hashUint8Array();
  const stored = async response => (await response).type;
  check('not if the hash is another', await stored(cache.setIfPresentAndHashEqual(name, 'key', 'h', other)), 'NotStored');
  check('not if the hash is the same', await stored(cache.setIfPresentAndHashNotEqual(name, 'key', 'h', hash)), 'NotStored');
  check('not if it is there with the same hash', await stored(cache.setIfAbsentOrHashNotEqual(name, 'key', 'h', hash)), 'NotStored');
  check('not if it is there with another hash', await stored(cache.setIfAbsentOrHashEqual(name, 'key', 'h', other)), 'NotStored');
  check('if the hash is the same', await stored(cache.setIfPresentAndHashEqual(name, 'key', 'h', hash)), 'Stored');
  check('if the hash is another', await stored(cache.setIfPresentAndHashNotEqual(name, 'key', 'i', hash)), 'Stored');
  check('if there is none, whatever the hash', await stored(cache.setIfAbsentOrHashEqual(name, 'new', 'j', hash)), 'Stored');
  check('what the hashes let through', seen(await cache.get(name, 'key')), 'i');
}

import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const list = async options => seen(await cache.listFetch(name, 'list', options));

  check('no list', await list(), 'Miss');
  check('push to the back', seen(await cache.listPushBack(name, 'list', 'c')), 'Success');
  check('push to the front', seen(await cache.listPushFront(name, 'list', 'b')), 'Success');
  check('several to the back', seen(await cache.listConcatenateBack(name, 'list', ['d', 'e'])), 'Success');
  check('several to the front', seen(await cache.listConcatenateFront(name, 'list', ['a', 'b'])), 'Success');
  check('all', await list(), ['a', 'b', 'b', 'c', 'd', 'e']);
  check('a part', await list({ startIndex: 1, endIndex: 3 }), ['b', 'b']);
  check('a part counted from the end', await list({ startIndex: -2 }), ['d', 'e']);
  check('the length', seen(await cache.listLength(name, 'list')), 6);
  check('pop from the front', seen(await cache.listPopFront(name, 'list')), 'a');
  check('pop from the back', seen(await cache.listPopBack(name, 'list')), 'e');
  check('remove a value', [seen(await cache.listRemoveValue(name, 'list', 'b')), await list()], ['Success', ['c', 'd']]);
  check('push and cut the front', [seen(await cache.listPushBack(name, 'list', 'e', { truncateFrontToSize: 2 })), await list()], ['Success', ['d', 'e']]);
  check('push and cut the back', [seen(await cache.listPushFront(name, 'list', 'c', { truncateBackToSize: 2 })), await list()], ['Success', ['c', 'd']]);
  await cache.listConcatenateBack(name, 'list', ['e', 'f']);
  check('retain', [seen(await cache.listRetain(name, 'list', { startIndex: 1, endIndex: 3 })), await list()], ['Success', ['d', 'e']]);

  await cache.set(name, 'text', 'value');
  check('no list but a text', seen(await cache.listPushBack(name, 'text', 'a')), 'FAILED_PRECONDITION_ERROR');
  // The web SDK cannot encode as much.
  if (!emulator.isWeb) check('an element that is too large', seen(await cache.listPushBack(name, 'list', 'x'.repeat(200_000))), 'LIMIT_EXCEEDED_ERROR');
  await cache.listPopFront(name, 'list');
  await cache.listPopFront(name, 'list');
  check('empty is gone', seen(await cache.keyExists(name, 'list')), false);
}

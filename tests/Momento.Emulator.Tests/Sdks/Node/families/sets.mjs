import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const all = async () => {
    const found = seen(await cache.setFetch(name, 'set'));
    return found === 'Miss' ? found : [...found].sort();
  };

  check('no set', await all(), 'Miss');
  check('add an element', seen(await cache.setAddElement(name, 'set', 'a')), 'Success');
  check('add elements', seen(await cache.setAddElements(name, 'set', ['a', 'b', 'c', 'd'])), 'Success');
  check('all, each once', await all(), ['a', 'b', 'c', 'd']);
  check('contains an element', seen(await cache.setContainsElement(name, 'set', 'a')), 'Hit');
  check('contains elements', seen(await cache.setContainsElements(name, 'set', ['a', 'missing'])), { a: true, missing: false });
  check('the length', seen(await cache.setLength(name, 'set')), 4);
  const sample = [...seen(await cache.setSample(name, 'set', 2))];
  check('a sample', [sample.length, sample.every(element => 'abcd'.includes(element)), (await all()).length], [2, true, 4]);
  check('remove an element', [seen(await cache.setRemoveElement(name, 'set', 'a')), await all()], ['Success', ['b', 'c', 'd']]);
  check('remove elements', [seen(await cache.setRemoveElements(name, 'set', ['b', 'missing'])), await all()], ['Success', ['c', 'd']]);
  const popped = [...seen(await cache.setPop(name, 'set', 2))].sort();
  check('pop', [popped, await all()], [['c', 'd'], 'Miss']);
}

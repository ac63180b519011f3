import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { cache } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const { SortedSetOrder, SortedSetAggregate } = emulator.sdk;
  const pairs = response => {
    const found = seen(response);
    return Array.isArray(found) ? found.map(({ value, score }) => `${value}=${score}`).join(' ') : found;
  };
  const byRank = async (options, set = 'sorted') => pairs(await cache.sortedSetFetchByRank(name, set, options));
  const byScore = async options => pairs(await cache.sortedSetFetchByScore(name, 'sorted', options));

  check('no sorted set', await byRank(), 'Miss');
  check('put an element', seen(await cache.sortedSetPutElement(name, 'sorted', 'c', 3.5)), 'Success');
  check('put elements', seen(await cache.sortedSetPutElements(name, 'sorted', { a: 1, b: 2, d: 4 })), 'Success');
  check('by rank', await byRank(), 'a=1 b=2 c=3.5 d=4');
  check('some ranks, descending', await byRank({ startRank: 1, endRank: 3, order: SortedSetOrder.Descending }), 'c=3.5 b=2');
  check('by score', await byScore({ minScore: 2, maxScore: 3.5 }), 'b=2 c=3.5');
  check('by score, some of them', await byScore({ offset: 1, count: 2, order: SortedSetOrder.Descending }), 'c=3.5 b=2');
  check('a rank', seen(await cache.sortedSetGetRank(name, 'sorted', 'c')), 2);
  check('a rank, descending', seen(await cache.sortedSetGetRank(name, 'sorted', 'c', { order: SortedSetOrder.Descending })), 1);
  check('a score', seen(await cache.sortedSetGetScore(name, 'sorted', 'c')), 3.5);
  check('scores', seen(await cache.sortedSetGetScores(name, 'sorted', ['a', 'missing', 'd'])), { a: 1, d: 4 });
  check('increment a score', seen(await cache.sortedSetIncrementScore(name, 'sorted', 'a', 9)), 10);
  check('the length', seen(await cache.sortedSetLength(name, 'sorted')), 4);
  check('the length by score', seen(await cache.sortedSetLengthByScore(name, 'sorted', { minScore: 3, maxScore: 5 })), 2);

  await cache.sortedSetPutElements(name, 'other', { a: 1, e: 5 });
  const union = await cache.sortedSetUnionStore(
    name, 'union', [{ sortedSetName: 'sorted', weight: 1 }, { sortedSetName: 'other', weight: 2 }], { aggregate: SortedSetAggregate.SUM });
  check('union', [seen(union), await byRank({}, 'union')], [5, 'b=2 c=3.5 d=4 e=10 a=12']);
  check('remove an element', [seen(await cache.sortedSetRemoveElement(name, 'sorted', 'a')), await byRank()], ['Success', 'b=2 c=3.5 d=4']);
  check('remove elements', [seen(await cache.sortedSetRemoveElements(name, 'sorted', ['b', 'c', 'd'])), await byRank()], ['Success', 'Miss']);
}

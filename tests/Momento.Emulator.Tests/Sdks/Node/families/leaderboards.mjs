import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { leaderboards } = emulator.as(emulator.keys.superuser);
  const { LeaderboardOrder } = emulator.sdk;
  const board = leaderboards.leaderboard(emulator.cache, 'board');
  const ranked = response => response.values?.()?.map(({ id, score, rank }) => `${rank}:${id}=${score}`).join(' ') ?? seen(response);

  check('upsert', seen(await board.upsert({ 1: 10, 2: 20.5, 3: 30 })), 'Success');
  check('by rank', ranked(await board.fetchByRank(0, 2)), '0:1=10 1:2=20.5');
  check('by rank, descending', ranked(await board.fetchByRank(0, 2, { order: LeaderboardOrder.Descending })), '0:3=30 1:2=20.5');
  check('by score', ranked(await board.fetchByScore({ minScore: 15, maxScore: 25 })), '1:2=20.5');
  check('ranks', ranked(await board.getRank([3, 1, 99])), '2:3=30 0:1=10');
  check('the length', seen(await board.length()), 3);
  await board.upsert({ 1: 40 });
  check('a new score', ranked(await board.getRank([1])), '2:1=40');
  check('remove elements', [seen(await board.removeElements([1, 2])), seen(await board.length())], ['Success', 1]);
  check('delete', [seen(await board.delete()), seen(await board.length())], ['Success', 0]);
  check('of a cache that is not there', seen(await leaderboards.leaderboard('no-such-cache', 'board').length()), 'NOT_FOUND_ERROR');
}

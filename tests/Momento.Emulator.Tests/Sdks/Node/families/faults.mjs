import { Received } from '../received.mjs';
import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const name = emulator.cache;
  const ask = faults => emulator.as(emulator.keys.superuser, { faults }).cache;
  await ask({}).set(name, 'key', 'value');

  const refused = ask({ 'request-id': 'a', 'return-error': 'permission-denied', 'error-rpcs': 'get' });
  check('the method that is named fails', seen(await refused.get(name, 'key')), 'PERMISSION_ERROR');
  check('the others do not', seen(await refused.set(name, 'key', 'value')), 'Success');

  // The Node SDK tries again what it may; the web SDK does not.
  const once = ask({ 'request-id': 'b', 'return-error': 'unavailable', 'error-rpcs': 'get', 'error-count': '1' });
  check('once', seen(await once.get(name, 'key')), emulator.isWeb ? 'SERVER_UNAVAILABLE' : 'value');
  check('and not again', seen(await once.get(name, 'key')), 'value');
  check('what is not repeated', seen(await ask({ 'return-error': 'unavailable', 'error-rpcs': 'increment' }).increment(name, 'n', 1)), 'SERVER_UNAVAILABLE');
  check('and was not done', seen(await ask({}).get(name, 'n')), 'Miss');

  if (!emulator.isWeb) {
    const faults = { 'stream-error-rpcs': 'topic-subscribe', 'stream-error': 'permission-denied', 'stream-error-message-limit': '2' };
    const { topics } = emulator.as(emulator.keys.superuser, { faults });
    const received = new Received();
    check('a stream begins', seen(await topics.subscribe(name, 'topic', received.options)), 'Subscription');
    await topics.publish(name, 'topic', 'a');
    check('has as many messages as asked for', (await received.take(1)).map(item => item.value()), ['a']);
    check('and ends with the status that is named', await received.error(), 'PERMISSION_ERROR');
  }
}

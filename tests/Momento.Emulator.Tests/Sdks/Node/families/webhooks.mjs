import crypto from 'node:crypto';
import http from 'node:http';
import { once } from 'node:events';
import { seen } from '../seen.mjs';

export default async function (emulator, check) {
  const { topics } = emulator.as(emulator.keys.superuser);
  const name = emulator.cache;
  const received = [];
  const server = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    received.push({ body, signature: request.headers['momento-signature'] });
    response.end();
    server.emit('delivered');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/hook`;
  const delivered = async text => {
    const delivery = once(server, 'delivered');
    await topics.publish(name, 'topic', text);
    await delivery;
    const { body, signature } = received.pop();
    const signed = secret => crypto.createHmac('sha3-256', secret).update(body).digest('hex') === signature;
    return { signed, event: JSON.parse(body) };
  };

  const put = await topics.putWebhook(name, 'hook', { topicName: 'topic', destination: url });
  check('put', seen(put), 'Success');
  const secret = (await topics.getWebhookSecret(name, 'hook')).secret();
  check('its secret', secret, put.secretString());
  const listed = (await topics.listWebhooks(name)).getWebhooks();
  check('list', listed.map(hook => [hook.id.webhookName, hook.id.cacheName, hook.topicName, hook.destination.url()]), [['hook', name, 'topic', url]]);

  const first = await delivered('a');
  check('what is delivered', [first.event.cache, first.event.topic, first.event.text, first.event.topic_sequence_number], [name, 'topic', 'a', 1]);
  check('signed with the secret', first.signed(secret), true);

  const rotated = (await topics.rotateWebhookSecret(name, 'hook')).secret();
  const second = await delivered('b');
  check('rotate', [rotated === secret, second.signed(secret), second.signed(rotated)], [false, false, true]);

  check('with a key for data only', seen(await emulator.as(emulator.keys.readWrite).topics.listWebhooks(name)), 'PERMISSION_ERROR');
  check('delete', seen(await topics.deleteWebhook(name, 'hook')), 'Success');
  check('none left', (await topics.listWebhooks(name)).getWebhooks(), []);
  check('no secret either', seen(await topics.getWebhookSecret(name, 'hook')).endsWith('NOT_FOUND_ERROR'), true);
}

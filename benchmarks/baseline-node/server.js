// The seed design's webhook handler, as it is but for its log lines, behind Express instead of Lambda: proves the signature over
// the raw body, parses, pushes to the front of the course's list, answers 200. Momento's own SDK, one client, made once.
import { createHmac } from 'node:crypto';
import express from 'express';
import { CacheClient, CacheListPushFront, Configurations, MomentoLocalProvider } from '@gomomento/sdk';

const cacheName = 'course-comments';
const signingSecret = process.env.SIGNING_SECRET;
const momento = new URL(process.env.MOMENTO);
const cacheClient = await CacheClient.create({
  configuration: Configurations.InRegion.Default.latest(),
  credentialProvider: new MomentoLocalProvider({ hostname: momento.hostname, port: Number(momento.port) }),
  defaultTtlSeconds: 60,
});

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/webhooks/momento', express.text({ type: 'application/json' }), async (request, response) => {
  const signature = createHmac('sha3-256', signingSecret).update(request.body).digest('hex');
  if (signature !== request.get('momento-signature')) {
    response.status(403).json({ message: 'Access Denied!' });
    return;
  }

  const event = JSON.parse(request.body);
  const message = JSON.parse(event.text);
  const pushed = await cacheClient.listPushFront(
    cacheName, String(message.courseId), JSON.stringify({ userID: event.token_id, comment: message.comment }));
  if (!(pushed instanceof CacheListPushFront.Success)) {
    response.status(500).json({ message: 'An error occurred!' });
    return;
  }

  response.type('application/json').send('{}');
});

const server = app.listen(0, '127.0.0.1', () => console.log(`Now listening on: http://127.0.0.1:${server.address().port}`));

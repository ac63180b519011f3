// A way to the emulator that can break.
import net from 'node:net';

// jsdom does not notice that a connection broke, only that an answer ended.
const lastChunk = '0\r\n\r\n';

export class Proxy {
  #callers = new Set();
  #isOpen = true;

  static async to(address) {
    const [host, port] = address.split(':');
    const proxy = new Proxy();
    const server = net.createServer(near => proxy.#take(near, net.connect(Number(port), host)));
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    proxy.address = `127.0.0.1:${server.address().port}`;
    return proxy;
  }

  // Ends all connections; new ones are refused.
  refuse(isHttp1) {
    this.#isOpen = false;
    this.#callers.forEach(near => (isHttp1 ? near.end(lastChunk) : near.destroy()));
  }

  accept() {
    this.#isOpen = true;
  }

  #take(near, far) {
    [near, far].forEach(socket => socket.on('error', () => {}));
    near.on('close', () => { far.destroy(); this.#callers.delete(near); });
    far.on('close', () => near.destroy());
    if (!this.#isOpen) {
      near.destroy();
      return;
    }

    this.#callers.add(near);
    near.pipe(far).pipe(near);
  }
}

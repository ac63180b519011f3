// What the web SDK finds in a page: jsdom's requests, which ask the server's leave to cross origins as a browser does.
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('', { url: 'http://page.test/' });
for (const [name, value] of Object.entries({ window, navigator: window.navigator, XMLHttpRequest: window.XMLHttpRequest })) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}

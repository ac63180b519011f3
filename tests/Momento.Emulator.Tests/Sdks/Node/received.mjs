// What a subscription received, for those who wait; a wait that never ends is the business of who started the program.
export class Received {
  #items = [];
  #errors = [];
  #changed = () => {};

  options = {
    onItem: item => { this.#items.push(item); this.#changed(); },
    onError: error => { this.#errors.push(error); this.#changed(); },
  };

  // The next so many items.
  async take(count) {
    await this.#until(() => this.#items.length >= count);
    return this.#items.splice(0, count);
  }

  // The code of the first error.
  async error() {
    await this.#until(() => this.#errors.length > 0);
    return this.#errors[0].errorCode();
  }

  async #until(isSo) {
    while (!isSo()) await new Promise(resolve => { this.#changed = resolve; });
  }
}

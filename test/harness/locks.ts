/**
 * The Web Locks of a browser for Node, which has none before version 24: who asks for a name waits for those
 * who asked before. For `npm run test:mutation` alone; every other run of these tests is in a browser.
 */
const last = new Map<string, Promise<unknown>>();

const locks = {
  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(name) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(name, own);
    return own;
  },
};

if (!globalThis.navigator?.locks) {
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
}

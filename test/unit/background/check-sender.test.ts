import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkSender,
  type FrameSender,
  type MessageSender,
  privateKeysFor,
} from '../../../src/background/check-sender.ts';
import { anySite } from '../settings/arbitrary.ts';

const OWN = { id: 'own', root: 'moz-extension://own/' };

function frame(urls: { url: string; origin?: string; tabUrl?: string }): FrameSender {
  const { url, origin, tabUrl } = urls;
  const sender: MessageSender = {
    id: 'own',
    url,
    ...(origin !== undefined && { origin }),
    frameId: 4,
    documentId: 'D',
    tab: { id: 2, url: tabUrl, incognito: true, active: true },
  };
  const checked = checkSender(sender, OWN);
  if (checked.is !== 'frame') throw new Error('no frame');
  return checked;
}

test('a frame is told by tab, frame and document', () => {
  const { tabId, frameId, documentId } = frame({ url: 'https://a.example/' });
  expect({ tabId, frameId, documentId }).toEqual({ tabId: 2, frameId: 4, documentId: 'D' });
});

test.each([
  [
    { url: 'https://a.b.example/x', tabUrl: 'https://b.example/' },
    ['a.b.example', 'b.example', 'example'],
  ],
  [
    { url: 'https://ads.test/', tabUrl: 'https://b.example/' },
    ['ads.test', 'test', 'b.example', 'example'],
  ],
  [{ url: 'about:srcdoc', origin: 'https://b.example' }, ['b.example', 'example']],
  [{ url: 'about:blank', origin: 'null', tabUrl: 'file:///news.html' }, ['file:']],
  [{ url: 'data:text/html,x', origin: 'null' }, []],
])('%j has the sites %j', (urls, sites) => {
  expect(frame(urls).sites).toEqual(sites);
});

test('of private rules a frame gets those of its own sites alone, whatever keys it names', () => {
  const sender = frame({ url: 'https://a.example/', tabUrl: 'https://a.example/' });
  const keys = ['private:a.example', 'private:example', 'private:b.example', 'site:a.example', ''];
  expect(privateKeysFor(sender, keys)).toEqual(['private:a.example', 'private:example']);
  fc.assert(
    fc.property(anySite, anySite, fc.array(fc.oneof(anySite, fc.string())), (own, tab, others) => {
      const asked = others.flatMap((other) => [`private:${other}`, other, `started${other}`]);
      const given = privateKeysFor(
        frame({ url: `https://${own}/`, tabUrl: `https://${tab}/` }),
        asked,
      );
      for (const key of given) {
        const site = key.slice('private:'.length);
        const isOwn = [own, tab].some((mine) => mine === site || mine.endsWith(`.${site}`));
        expect(key.startsWith('private:') && isOwn, `${key} of ${own} in ${tab}`).toBe(true);
      }
    }),
  );
});

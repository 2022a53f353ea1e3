// What a candidate's first page costs over the air, as the server sends it: HTML, style, glue and WebAssembly.
import { get, type IncomingHttpHeaders } from 'node:http';
import { expect, test } from './support.ts';

/** The first page with its style, script and WebAssembly, brotli-compressed, in bytes: little on a slow phone. */
const BUDGET = 250_000;

/** The bytes of a body as they travel, and its headers. */
async function transferred(url: string, accept: string): Promise<{ body: Buffer; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br', accept } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve({ body: Buffer.concat(chunks), headers: answer.headers });
        else reject(new Error(`${url}: status ${answer.statusCode}`));
      });
    }).on('error', reject);
  });
}

test('the first page keeps its budget of bytes', async ({ page, baseURL }) => {
  // What the page itself loads decides what is counted; the sizes are asked for outside the browser's cache.
  const kinds: Record<string, string> = { document: 'HTML', stylesheet: 'CSS', script: 'JS' };
  const loaded = new Map<string, string>();
  page.on('request', (request) => {
    const url = request.url();
    const kind = new URL(url).pathname.endsWith('.wasm') ? 'WASM' : kinds[request.resourceType()];
    if (kind && url.startsWith(baseURL ?? '')) loaded.set(url, kind);
  });
  await page.goto('/');
  await page.locator('body[data-hydrated]').waitFor({ state: 'attached' });

  const sizes = { HTML: 0, CSS: 0, JS: 0, WASM: 0 };
  for (const [url, kind] of loaded) {
    if (!(kind in sizes)) continue;
    const { body, headers } = await transferred(url, kind === 'HTML' ? 'text/html' : '*/*');
    // A few hundred bytes may travel as they are.
    if (body.length > 1_000) expect(headers['content-encoding'], url).toBe('br');
    sizes[kind as keyof typeof sizes] += body.length;
  }
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const figures = Object.entries(sizes).map(([kind, size]) => `${kind} ${size}`).join(' + ');
  process.stdout.write(`first page, brotli: ${figures} = ${total} bytes of ${BUDGET}\n`);
  expect(sizes.WASM).toBeGreaterThan(0);
  expect(sizes.CSS).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(BUDGET);
});

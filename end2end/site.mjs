// Lays out the site folder: `node site.mjs DEST FROM=TO…`. Writes only what changed, adds precompressed
// siblings (.br, .gz) to what compresses, removes what is no longer named.
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = new Set(['.css', '.html', '.ico', '.js', '.json', '.svg', '.txt', '.wasm', '.webmanifest', '.xml']);

const [dest, ...pairs] = process.argv.slice(2);
if (!dest || pairs.length === 0) {
  console.error('usage: node site.mjs DEST FROM=TO…');
  process.exit(2);
}

/** Every file below a path, or the path itself when it is a file. */
async function filesBelow(path) {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const exists = (path) => stat(path).then(() => true, () => false);

/** A reader never sees half a file. */
async function replace(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

const br = promisify(brotliCompress);
const gz = promisify(gzip);
const wanted = new Set();
let written = 0;

for (const pair of pairs) {
  const [from, to] = pair.split('=');
  for (const source of await filesBelow(from)) {
    const target = join(dest, to, relative(from, source));
    const content = await readFile(source);
    wanted.add(target);
    const compressible = COMPRESSIBLE.has(extname(target));
    if (compressible) wanted.add(`${target}.br`).add(`${target}.gz`);
    const old = await readFile(target).catch(() => null);
    const complete = !compressible || ((await exists(`${target}.br`)) && (await exists(`${target}.gz`)));
    if (old?.equals(content) && complete) continue;
    if (compressible) {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      await replace(`${target}.br`, await br(content, { params }));
      await replace(`${target}.gz`, await gz(content, { level: 9 }));
    }
    await replace(target, content);
    written += 1;
  }
}

for (const path of await filesBelow(dest)) if (!wanted.has(path)) await rm(path);

console.log(`site: ${written} of ${wanted.size} files written, in ${dest}`);
for (const path of [...wanted].filter((path) => path.includes('/pkg/') && path.endsWith('.br')).sort()) {
  console.log(`  ${relative(dest, path).padEnd(24)} ${String((await stat(path)).size).padStart(9)} bytes`);
}

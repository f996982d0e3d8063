import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join, normalize } from 'node:path';
import { typeOf } from '../functions/release/files.ts';
import { fileName } from '../functions/release/tree.ts';
import { policyFor } from '../functions/routes/guards.ts';

/** A folder served as a plain web server serves it, with the site's security policies. */
export interface StaticServer {
	readonly url: string;
	close(): Promise<void>;
}

/** Serves a folder on loopback, known when the first request comes. There is no function layer behind it. */
export async function serveFolder(folder: () => string | Promise<string>): Promise<StaticServer> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		answer(response, folder, decodeURIComponent(pathname)).catch((error: unknown) => {
			response.writeHead(500).end(String(error));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port was given');
	return {
		url: `http://localhost:${address.port}`,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function answer(
	response: ServerResponse,
	folderOf: () => string | Promise<string>,
	path: string,
): Promise<void> {
	const folder = await folderOf();
	const found = await readIfThere(join(folder, normalize(fileName(path))));
	const shown = found ?? (await readIfThere(join(folder, '404.html'))) ?? Buffer.from('not found');
	response.writeHead(found ? 200 : 404, {
		'Content-Type': typeOf(found ? fileName(path) : '404.html'),
		// The search runs WebAssembly in a worker, which is under the policy of its own file.
		'Content-Security-Policy': policyFor(path.startsWith('/pagefind/') ? '/search/' : path),
	});
	response.end(shown);
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
	return readFile(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT' || error.code === 'EISDIR') return undefined;
		throw error;
	});
}

import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { noon } from './builders.ts';

/** A Git host on loopback that speaks smart HTTP: git's own server behind basic authentication. */
export interface GitHost {
	/** The address of its one repository. */
	readonly url: string;
	readonly token: string;
	/** What it was asked, as `GET /content.git/info/refs`. */
	readonly asked: readonly string[];
	/** Runs git in its repository. */
	git(...args: readonly string[]): Promise<string>;
	/** The newest commit of its branch `main`; `undefined` while there is none. */
	tip(): Promise<string | undefined>;
	/** The text of a file on its branch `main`. */
	text(path: string): Promise<string>;
	/** Answers the next requests with a status, or ends connections without an answer; `undefined` works again. */
	failWith(failure: number | 'hang-up' | 'silence' | undefined): void;
	/** A person with a working copy of the repository. */
	clone(): Promise<WorkingCopy>;
	close(): Promise<void>;
}

export interface WorkingCopy {
	readonly folder: string;
	git(...args: readonly string[]): Promise<string>;
	/** Takes the branch as the host has it, whatever was here. */
	catchUp(): Promise<void>;
	/** Writes files (`null` removes one), commits and pushes. */
	push(
		files: Readonly<Record<string, string | null>>,
		...options: readonly string[]
	): Promise<string>;
}

const run = promisify(execFile);

async function git(folder: string, args: readonly string[]): Promise<string> {
	const at = noon.toISOString();
	const env = {
		...process.env,
		GIT_AUTHOR_DATE: at,
		GIT_COMMITTER_DATE: at,
		GIT_CONFIG_GLOBAL: '/dev/null',
		GIT_CONFIG_NOSYSTEM: '1',
	};
	const person = ['-c', 'user.name=Wu', '-c', 'user.email=wu@county.example'];
	const { stdout } = await run('git', [...person, ...args], { cwd: folder, env });
	return stdout.trim();
}

export async function startGitHost({
	user = 'git',
	token = 'a-token-of-the-host',
} = {}): Promise<GitHost> {
	const root = await mkdtemp(join(tmpdir(), 'mingbai-host-'));
	const folder = join(root, 'content.git');
	await git(root, ['init', '--bare', '--initial-branch=main', folder]);
	const asked: string[] = [];
	let failure: number | 'hang-up' | 'silence' | undefined;
	const expected = `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;

	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url?.split('?')[0]}`);
		if (failure === 'silence') return;
		if (failure === 'hang-up') {
			request.socket.destroy();
			return;
		}
		if (failure !== undefined) {
			response.writeHead(failure, { location: '/elsewhere.git' }).end('the host says no');
			return;
		}
		if (request.headers.authorization !== expected) {
			response.writeHead(401, { 'www-authenticate': 'Basic realm="host"' }).end();
			return;
		}
		serveGit(root, user, request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port was given');

	return {
		url: `http://127.0.0.1:${address.port}/content.git`,
		token,
		asked,
		git: (...args) => git(folder, args),
		tip: () => git(folder, ['rev-parse', '--verify', '-q', 'main']).catch(() => undefined),
		text: (path) => git(folder, ['show', `main:${path}`]),
		failWith(next) {
			failure = next;
		},
		async clone() {
			const copy = await mkdtemp(join(root, 'copy-'));
			await git(root, ['clone', '-q', folder, copy]);
			return workingCopy(copy);
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await rm(root, { recursive: true, maxRetries: 3 });
		},
	};
}

function workingCopy(folder: string): WorkingCopy {
	const inCopy = (...args: readonly string[]) => git(folder, args);
	return {
		folder,
		git: inCopy,
		async catchUp() {
			await inCopy('fetch', '-q');
			await inCopy('checkout', '-q', '-B', 'main', 'origin/main');
		},
		async push(files, ...options) {
			for (const [path, text] of Object.entries(files)) {
				const file = join(folder, path);
				await mkdir(dirname(file), { recursive: true });
				if (text === null) await rm(file, { recursive: true });
				else await writeFile(file, text);
			}
			await inCopy('add', '-A');
			await inCopy('commit', '-q', '-m', 'Change', ...options.filter((each) => each === '--amend'));
			await inCopy(
				'push',
				'-q',
				'origin',
				'HEAD:main',
				...options.filter((each) => each === '--force'),
			);
			return inCopy('rev-parse', 'HEAD');
		},
	};
}

/** The common gateway interface of `git http-backend` (git-http-backend(1)). */
function serveGit(
	root: string,
	user: string,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const { pathname, search } = new URL(request.url ?? '/', 'http://host');
	const child = spawn('git', ['http-backend'], {
		env: {
			PATH: process.env['PATH'] ?? '',
			GIT_PROJECT_ROOT: root,
			GIT_HTTP_EXPORT_ALL: '1',
			PATH_INFO: pathname,
			QUERY_STRING: search.slice(1),
			REQUEST_METHOD: request.method ?? 'GET',
			CONTENT_TYPE: request.headers['content-type'] ?? '',
			CONTENT_LENGTH: request.headers['content-length'] ?? '',
			REMOTE_USER: user,
		},
	});
	request.pipe(child.stdin);
	const chunks: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	child.on('close', () => {
		const output = Buffer.concat(chunks);
		const end = output.indexOf('\r\n\r\n');
		const lines = output.subarray(0, end).toString().split('\r\n');
		const headers = Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2)));
		const { Status: status = '200', ...rest } = headers as Record<string, string>;
		response.writeHead(Number.parseInt(status, 10), rest).end(output.subarray(end + 4));
	});
}

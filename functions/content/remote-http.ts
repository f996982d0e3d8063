import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git';
import type { RemoteProblem } from '../../src/domain/staff-answers.ts';

/** A Git host that did not do what it was asked, which is expected now and then. */
export class RemoteError extends Error {
	readonly problem: RemoteProblem;

	/** `kind` names the error behind it, for the log. */
	constructor(problem: RemoteProblem, kind?: string) {
		super(`CONTENT_REMOTE cannot be used now: ${problem}`, kind ? { cause: kind } : {});
		this.name = 'RemoteError';
		this.problem = problem;
	}
}

/** Bounds of one exchange with the Git host. */
export interface RemoteLimits {
	/** Milliseconds for one request with its answer. */
	readonly timeout: number;
	/** Bytes of one answer: a packfile is read into memory as a whole. */
	readonly bytes: number;
}

/**
 * Speaks with the Git host for isomorphic-git, within bounds. A redirect is not followed: the token belongs to the
 * address that the operator wrote down.
 */
export function remoteHttp(limits: RemoteLimits, stop: AbortSignal): HttpClient {
	return {
		async request({ url, method = 'GET', headers = {}, body }: GitHttpRequest) {
			const sent = body ? await wholeOf(body) : undefined;
			const signal = AbortSignal.any([stop, AbortSignal.timeout(limits.timeout)]);
			const request = { method, headers, redirect: 'manual' as const, signal };
			const response = await fetch(url, sent ? { ...request, body: sent } : request).catch(fail);
			const problem = problemOf(response.status);
			if (problem) {
				await response.body?.cancel();
				throw new RemoteError(problem);
			}
			return {
				url,
				method,
				statusCode: response.status,
				statusMessage: response.statusText,
				headers: Object.fromEntries(response.headers),
				body: iterated(await bytesOf(response, limits.bytes)),
			} satisfies GitHttpResponse;
		},
	};
}

function problemOf(status: number): RemoteProblem | undefined {
	if (status === 200) return undefined;
	if (status === 401 || status === 403) return 'sign-in-refused';
	if (status === 404) return 'no-repository';
	if (status === 413) return 'too-large';
	return status >= 300 && status < 400 ? 'moved' : 'host-failed';
}

async function wholeOf(parts: AsyncIterableIterator<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array[] = [];
	// isomorphic-git hands over arrays as well as streams.
	for await (const chunk of parts) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function bytesOf(response: Response, most: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of response.body ?? []) {
			length += chunk.length;
			if (length > most) throw new RemoteError('too-large');
			chunks.push(chunk);
		}
	} catch (error) {
		fail(error);
	}
	return Buffer.concat(chunks);
}

function fail(error: unknown): never {
	if (error instanceof RemoteError) throw error;
	const isLate = error instanceof Error && error.name === 'TimeoutError';
	throw new RemoteError(isLate ? 'timeout' : 'unreachable');
}

async function* iterated(bytes: Uint8Array): AsyncIterableIterator<Uint8Array> {
	yield bytes;
}

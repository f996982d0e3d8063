import type { Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { problem } from '../../src/domain/problem.ts';
import type { Logger } from '../log.ts';
import type { StoreHealth } from '../store/store-health.ts';
import { problemAnswer } from './problem-answer.ts';
import type { AnswerUnavailable } from './unavailable.ts';

export interface FaultParts {
	readonly basePath: string;
	readonly health: Pick<StoreHealth, 'note' | 'look'>;
	readonly unavailable: AnswerUnavailable;
	readonly log: Pick<Logger, 'error'>;
}

/**
 * Answers what is not there and what goes wrong, and logs the latter without anything that somebody wrote. Where the store
 * is the reason, its health is in the log already.
 */
export function answerFaults(app: Hono, { basePath, health, unavailable, log }: FaultParts): void {
	app.notFound((context) => failed(context, basePath, 404));
	app.onError(async (error, context) => {
		if (error instanceof HTTPException) return error.getResponse();
		// Nobody is there to be answered, and nothing of ours failed.
		if (isBrokenOff(error)) return failed(context, basePath, 400);
		// Some libraries say no more than that something failed, so the store is asked.
		const fault = health.note(error) ?? (await health.look());
		if (fault !== 'ok') return unavailable(context, fault);
		const { method } = context.req;
		const path = withoutSecret(context.req.path);
		// An error's message may hold what somebody wrote; where it was thrown does not.
		const at = error.stack
			?.split('\n')
			.filter((line) => /^\s+at /.test(line))
			.slice(0, 8);
		log.error('request failed', { method, path, error: error.name, at });
		return failed(context, basePath, 500);
	});
}

/** Whoever sent it went away before all of it was sent, as Node says it (`ConnResetException` of its HTTP server). */
function isBrokenOff(error: NodeJS.ErrnoException): boolean {
	return error.code === 'ECONNRESET' && error.message === 'aborted';
}

/** The secret of a link is written nowhere, not even where something fails. */
function withoutSecret(path: string): string {
	return path.replace(/\/link\/[^/]*/, '/link/…');
}

const plainly = {
	400: '没有收完整。\nThis did not arrive whole.\n',
	404: '这个地址没有内容。\nThere is nothing at this address.\n',
	500: '服务器出错了，请稍后再试。\nSomething went wrong on the server. Please try again in a moment.\n',
} as const;

const codes = { 400: 'bad-request', 404: 'not-found', 500: 'server-error' } as const;

/** JSON for programs, a readable line for people. */
function failed(context: Context, basePath: string, status: 400 | 404 | 500): Response {
	context.header('Cache-Control', 'no-store');
	return context.req.path.startsWith(`${basePath}/api/`)
		? problemAnswer(context, status, problem(codes[status]))
		: context.text(plainly[status], status);
}

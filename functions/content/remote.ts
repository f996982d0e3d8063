import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import type { ContentRemote } from '../config.ts';
import { writeDurably } from '../release/objects.ts';
import { branch } from './branch-lock.ts';
import { durableFiles } from './durable-files.ts';
import { type Refusal, walkIncoming } from './incoming.ts';
import { openQuarantine, type Quarantine } from './quarantine.ts';
import { RemoteError, type RemoteLimits, remoteHttp } from './remote-http.ts';

/** The content branch on a Git host. What the host does not do is thrown as a `RemoteError`. */
export interface Remote {
	/** The newest commit there; `undefined` while the branch is empty. */
	tip(): Promise<string | undefined>;
	/** The newest commit that was there when we last took from it or gave to it. */
	lastKnown(): Promise<string | undefined>;
	/** Brings the branch's commits into our repository, looked at and whole, beside our branch, whose newest commit is given. */
	fetch(
		known: string | undefined,
	): Promise<{ readonly tip: string } | { readonly refusal: Refusal }>;
	/** Puts our branch there, unless the branch there holds something that ours does not. */
	push(): Promise<void>;
	/** Ends what is under way and refuses more. */
	stop(): void;
}

/** An answer of a minute and a packfile of 128 MB are far more than a county's content needs. */
const usualLimits: RemoteLimits = { timeout: 60_000, bytes: 128 * 2 ** 20 };

/** Below this a pack is taken apart, as git does itself: many small packs make every later reading slower. */
const fewObjects = 500;

/** Opens the branch on a Git host for the repository in a folder. */
export function openRemote(
	gitdir: string,
	{ url, user, token, branch: name }: ContentRemote,
	limits = usualLimits,
): Remote {
	const stopping = new AbortController();
	const http = remoteHttp(limits, stopping.signal);
	const there = `refs/heads/${name}`;
	const noted = `refs/remotes/mirror/${name}`;
	const base = { fs: durableFiles, gitdir };
	// isomorphic-git writes into the headers it is given, so each exchange has its own.
	const place = () => ({ http, url, headers: signIn(user, token) });

	async function lastKnown() {
		return git.resolveRef({ ...base, ref: noted }).catch((error: unknown) => {
			if (error instanceof git.Errors.NotFoundError) return undefined;
			throw error;
		});
	}

	async function keepPack({ folder, arrived }: Quarantine): Promise<void> {
		for (const each of await arrived())
			await writeDurably(join(gitdir, 'objects/pack', each), await readFile(join(folder, each)));
	}

	async function takeApart({ files }: Quarantine, objects: readonly string[]): Promise<void> {
		const reading = { fs: files, gitdir, cache: {} };
		for (const oid of objects) {
			const read = await git.readObject({ ...reading, oid, format: 'content' });
			if (read.format === 'content') await git.writeObject({ ...base, ...read });
		}
	}

	return {
		async tip() {
			const refs = await asked(
				git.listServerRefs({ ...place(), prefix: there, protocolVersion: 1 }),
			);
			return refs.find(({ ref }) => ref === there)?.oid;
		},
		lastKnown,
		async fetch(ours) {
			await mkdir(join(gitdir, 'objects/pack'), { recursive: true });
			const quarantine = await openQuarantine(gitdir);
			try {
				const reading = { fs: quarantine.files, gitdir, cache: {} };
				// isomorphic-git asks the configuration where to note branches.
				await git.addRemote({ ...base, remote: 'mirror', url, force: true });
				const before = await lastKnown();
				const wanted = {
					ref: before ? noted : branch,
					remoteRef: there,
					remote: 'mirror',
					singleBranch: true,
				};
				const { fetchHead: tip } = await asked(git.fetch({ ...reading, ...place(), ...wanted }));
				if (!tip) throw new RemoteError('host-failed');
				const known = [ours, before].filter((each) => each !== undefined);
				const found = await walkIncoming(reading, tip, known);
				if ('refusal' in found) return found;
				const keep = found.objects.length > fewObjects ? keepPack : takeApart;
				await keep(quarantine, found.objects);
				await git.writeRef({ ...base, ref: noted, value: tip, force: true });
				return { tip };
			} finally {
				await quarantine.clear();
			}
		},
		async push() {
			const to = { remote: 'mirror', ref: branch, remoteRef: there };
			await asked(git.push({ ...base, cache: {}, ...place(), ...to }));
		},
		stop: () => stopping.abort(),
	};
}

function signIn(user: string, token: string | undefined): Record<string, string> {
	if (token === undefined) return {};
	return { Authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` };
}

/** Whatever the host or the protocol brought about becomes a reason that may be shown and written down. */
async function asked<T>(exchange: Promise<T>): Promise<T> {
	try {
		return await exchange;
	} catch (error) {
		if (error instanceof RemoteError || isOurs(error)) throw error;
		const isRefused =
			error instanceof git.Errors.GitPushError || error instanceof git.Errors.PushRejectedError;
		const kind = error instanceof Error ? error.name : typeof error;
		throw isRefused ? new RemoteError('push-refused') : new RemoteError('host-failed', kind);
	}
}

/** A full disk is not the host's fault. */
function isOurs(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error;
}

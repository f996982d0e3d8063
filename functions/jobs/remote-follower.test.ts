import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { type GitHost, startGitHost } from '../../tests/git-host.ts';
import { openRemote } from '../content/remote.ts';
import type { RemoteLimits } from '../content/remote-http.ts';
import { openRepository, type Repository } from '../content/repository.ts';
import { createRemoteFollower, pauseAfter, type RemoteFollower } from './remote-follower.ts';

let folder: string;
let host: GitHost;
let repository: Repository;
let follower: RemoteFollower;
let taken: number;
let now: Date;
const logged: { level: string; message: string; about: object | undefined }[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-git-'));
	host = await startGitHost();
	repository = await openRepository(folder);
	now = noon;
	taken = 0;
	logged.length = 0;
	follow();
});

afterEach(async () => {
	follower.stop();
	await host.close();
	await rm(folder, { recursive: true, force: true });
});

function follow({ token = host.token, limits }: { token?: string; limits?: RemoteLimits } = {}) {
	const remote = openRemote(folder, { url: host.url, branch: 'main', user: 'git', token }, limits);
	const line = (level: string) => (message: string, about?: object) =>
		void logged.push({ level, message, about });
	follower = createRemoteFollower({
		repository,
		remote,
		onTaken: () => {
			taken += 1;
		},
		now: () => now,
		log: { info: line('info'), error: line('error') },
	});
}

/** Publishes here, as the portal does. */
async function publish(files: Readonly<Record<string, string | null>>, at = now): Promise<string> {
	const result = await repository.commit({
		parent: await repository.head(),
		changes: new Map(
			Object.entries(files).map(([path, text]) => [
				path,
				text === null ? null : new TextEncoder().encode(text),
			]),
		),
		author: { name: '林', email: 'lin@county.example' },
		message: 'Publish',
		at,
	});
	if (result === 'conflict') throw new Error('the branch has moved');
	return result.commit;
}

/** Asks the host, whatever the pause is. */
async function askHost() {
	follower.askNow();
	await follower.run();
	return follower.state();
}

async function textHere(path: string): Promise<string | undefined> {
	const blob = await repository.blobAt((await repository.head()) ?? '', path);
	return blob && new TextDecoder().decode(await repository.readBlob(blob));
}

async function fsck(): Promise<string> {
	const { stdout, stderr } = await promisify(execFile)('git', ['fsck', '--strict', '--full'], {
		cwd: folder,
	});
	return (stdout + stderr).replace(/^(?:dangling|notice|Checking).*$/gm, '').trim();
}

describe('what is published here', () => {
	test('goes to an empty repository with its whole history', async () => {
		await publish({ 'notices/a.md': '甲' });
		const head = await publish({ 'notices/b.md': '乙' });
		expect(await askHost()).toEqual({ kind: 'in-step' });
		expect(await host.tip()).toBe(head);
		expect(await host.git('log', '--format=%an', 'main')).toBe('林\n林');
		expect(await host.git('fsck', '--strict')).toBe('');
	});

	test('follows commit by commit', async () => {
		await publish({ 'notices/a.md': '甲' });
		await askHost();
		await publish({ 'notices/a.md': '甲二', 'notices/b.md': '乙' });
		await askHost();
		expect(await host.text('notices/a.md')).toBe('甲二');
	});

	test('waits while the host is down, says since when, and catches up', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		host.failWith('hang-up');
		now = atHour(1);
		await publish({ 'a.md': '2' });
		now = atHour(2);
		await publish({ 'a.md': '3' });
		expect(await askHost()).toEqual({
			kind: 'failing',
			problem: 'unreachable',
			since: atHour(2),
			missingSince: atHour(1),
		});
		expect(await textHere('a.md')).toBe('3');
		host.failWith(undefined);
		expect(await askHost()).toEqual({ kind: 'in-step' });
		expect(await host.text('a.md')).toBe('3');
		expect(logged.map(({ level, message }) => `${level} ${message}`)).toEqual([
			'info content remote in step',
			'error content remote behind',
			'info content remote in step',
		]);
	});

	test('is offered again after growing pauses, and not before', async () => {
		await publish({ 'a.md': '1' });
		host.failWith(503);
		const attempts: number[] = [];
		for (let second = 0; second < 40; second += 1) {
			now = new Date(noon.getTime() + second * 1000);
			const before = host.asked.length;
			await follower.run();
			if (host.asked.length > before) attempts.push(second);
		}
		expect(attempts).toEqual([0, 5, 15, 35]);
		expect(pauseAfter(50)).toBe(600_000);
	});

	test.each([
		[401, 'sign-in-refused'],
		[403, 'sign-in-refused'],
		[404, 'no-repository'],
		[302, 'moved'],
		[413, 'too-large'],
		[500, 'host-failed'],
	] as const)('waits when the host answers %i, and the reason is %s', async (status, problem) => {
		await publish({ 'a.md': '1' });
		host.failWith(status);
		expect(await askHost()).toMatchObject({ kind: 'failing', problem });
	});

	test('waits when the host does not answer in time', async () => {
		follow({ limits: { timeout: 100, bytes: 1000 } });
		await publish({ 'a.md': '1' });
		host.failWith('silence');
		expect(await askHost()).toMatchObject({ kind: 'failing', problem: 'timeout' });
	});

	test('waits when the host protects its branch', async () => {
		await publish({ 'a.md': '1' });
		await host.git('config', 'receive.denyCurrentBranch', 'refuse');
		await host.git('config', 'core.bare', 'false');
		expect(await askHost()).toMatchObject({ kind: 'failing', problem: 'push-refused' });
	});
});

describe('with a wrong token', () => {
	test('nothing is exchanged, and the token is in no log line', async () => {
		follow({ token: 'a-wrong-secret-token' });
		await publish({ 'a.md': '1' });
		expect(await askHost()).toMatchObject({ kind: 'failing', problem: 'sign-in-refused' });
		expect(await host.tip()).toBeUndefined();
		expect(logged).toHaveLength(1);
		const lines = JSON.stringify(logged);
		expect(lines).not.toContain('a-wrong-secret-token');
		expect(lines).not.toContain(Buffer.from('git:a-wrong-secret-token').toString('base64'));
	});
});

describe('what was pushed to the host', () => {
	test('is taken as it is when nothing was published meanwhile', async () => {
		await publish({ 'notices/a.md': '甲' });
		await askHost();
		const pushed = await (await host.clone()).push({ 'notices/b.md': '乙' });
		expect(await askHost()).toEqual({ kind: 'in-step' });
		expect(await repository.head()).toBe(pushed);
		expect(await textHere('notices/b.md')).toBe('乙');
		expect(taken).toBe(1);
		expect(await fsck()).toBe('');
	});

	test('is looked for once a minute when nobody says that it is there', async () => {
		await publish({ 'a.md': '1' });
		await follower.run();
		await (await host.clone()).push({ 'b.md': '2' });
		now = new Date(noon.getTime() + 59_000);
		await follower.run();
		expect(await textHere('b.md')).toBeUndefined();
		now = new Date(noon.getTime() + 60_000);
		await follower.run();
		expect(await textHere('b.md')).toBe('2');
	});

	test('is merged with what was published meanwhile in other files', async () => {
		await publish({ 'notices/a.md': '甲', 'notices/b.md': '乙', 'notices/c.md': '丙' });
		await askHost();
		const colleague = await host.clone();
		const theirs = await colleague.push({ 'notices/b.md': '乙二', 'notices/c.md': null });
		const ours = await publish({ 'notices/a.md': '甲二' });
		expect(await askHost()).toEqual({ kind: 'in-step' });
		expect(await textHere('notices/a.md')).toBe('甲二');
		expect(await textHere('notices/b.md')).toBe('乙二');
		expect(await textHere('notices/c.md')).toBeUndefined();
		expect(await host.git('log', '-1', '--format=%P', 'main')).toBe(`${ours} ${theirs}`);
		expect(await host.tip()).toBe(await repository.head());
		expect(await fsck()).toBe('');
	});

	test('is not taken at all when a file was changed on both sides, and the files are named', async () => {
		await publish({ 'notices/a.md': '甲', 'notices/b.md': '乙' });
		await askHost();
		const theirs = await (await host.clone()).push({
			'notices/a.md': '他们',
			'notices/b.md': '他们',
		});
		now = atHour(1);
		const ours = await publish({ 'notices/a.md': '我们' });
		expect(await askHost()).toEqual({
			kind: 'conflict',
			paths: ['notices/a.md'],
			since: atHour(1),
			missingSince: atHour(1),
		});
		expect(await repository.head()).toBe(ours);
		expect(await textHere('notices/b.md')).toBe('乙');
		expect(await host.tip()).toBe(theirs);
		expect(taken).toBe(0);
	});

	test('ends the conflict when it was merged there', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		const colleague = await host.clone();
		await colleague.push({ 'a.md': 'theirs' });
		await publish({ 'a.md': 'ours' });
		await askHost();
		await colleague.git('fetch', '-q', folder, 'main');
		await colleague.git('merge', '-q', '-s', 'ours', '-m', 'Merge', 'FETCH_HEAD');
		await colleague.git('push', '-q', 'origin', 'HEAD:main');
		expect(await askHost()).toEqual({ kind: 'in-step' });
		expect(await textHere('a.md')).toBe('theirs');
	});

	test('goes on being published here while there is a conflict', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		await (await host.clone()).push({ 'a.md': 'theirs' });
		await publish({ 'a.md': 'ours' });
		await askHost();
		await publish({ 'b.md': 'new' });
		expect(await askHost()).toMatchObject({ kind: 'conflict', paths: ['a.md'] });
		expect(await textHere('b.md')).toBe('new');
	});

	test('is not taken while another program holds the branch, and the portal does not say that all is well', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		await (await host.clone()).push({ 'b.md': '2' });
		await writeFile(join(folder, 'refs/heads/main.lock'), '');
		await expect(askHost()).rejects.toThrow('held by another program');
		await rm(join(folder, 'refs/heads/main.lock'));
		expect(await askHost()).toEqual({ kind: 'in-step' });
		expect(await textHere('b.md')).toBe('2');
	});

	test('is taken in a large pack as well', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		const many = Object.fromEntries(
			Array.from({ length: 600 }, (_, n) => [`notices/n${n}.md`, `第${n}条`]),
		);
		await (await host.clone()).push(many);
		await askHost();
		expect(await textHere('notices/n599.md')).toBe('第599条');
		expect(await readdir(join(folder, 'objects/pack'))).toHaveLength(2);
		expect(await fsck()).toBe('');
		await publish({ 'notices/n599.md': '改了' });
		await askHost();
		expect(await host.text('notices/n599.md')).toBe('改了');
	});
});

describe('a host that rewrote its history', () => {
	test('takes nothing away that was published here', async () => {
		await publish({ 'a.md': '1' });
		await publish({ 'b.md': '1' });
		await askHost();
		const colleague = await host.clone();
		await colleague.git('reset', '-q', '--hard', 'HEAD~1');
		await colleague.push({ 'c.md': '1' }, '--force');
		expect(await askHost()).toEqual({ kind: 'in-step' });
		for (const path of ['a.md', 'b.md', 'c.md']) expect(await textHere(path)).toBe('1');
		expect(await host.text('b.md')).toBe('1');
	});

	test('back to an earlier commit gets our commits again', async () => {
		await publish({ 'a.md': '1' });
		const head = await publish({ 'b.md': '1' });
		await askHost();
		await host.git('update-ref', 'refs/heads/main', 'main~1');
		await askHost();
		expect(await host.tip()).toBe(head);
		expect(await repository.head()).toBe(head);
	});

	test('with other texts in our files is a conflict', async () => {
		await publish({ 'a.md': '1' });
		const head = await publish({ 'b.md': 'ours' });
		await askHost();
		const colleague = await host.clone();
		await colleague.push({ 'b.md': 'theirs' }, '--amend', '--force');
		expect(await askHost()).toMatchObject({ kind: 'conflict', paths: ['b.md'] });
		expect(await repository.head()).toBe(head);
	});

	test('from nothing is a conflict without files', async () => {
		const head = await publish({ 'a.md': '1' });
		await askHost();
		const colleague = await host.clone();
		await colleague.git('checkout', '-q', '--orphan', 'other');
		const theirs = await colleague.push({ 'a.md': 'other' }, '--force');
		expect(await askHost()).toMatchObject({ kind: 'conflict', paths: [] });
		expect(await repository.head()).toBe(head);
		expect(await host.tip()).toBe(theirs);
	});
});

describe('of what the host sends', () => {
	test('a file of more than 10 MB is refused with its name, until it is gone', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		const colleague = await host.clone();
		const head = await repository.head();
		await colleague.push({ 'uploads/film.mp4': 'x'.repeat(11 * 2 ** 20) });
		expect(await askHost()).toMatchObject({
			kind: 'refused',
			refusal: { kind: 'file-too-large', path: 'uploads/film.mp4' },
		});
		expect(await repository.head()).toBe(head);
		const asked = host.asked.length;
		await askHost();
		expect(host.asked.slice(asked)).toEqual(['GET /content.git/info/refs']);
		await colleague.push({ 'uploads/film.mp4': null });
		expect(await askHost()).toEqual({ kind: 'in-step' });
	});

	test('an answer beyond the limit is not read to its end', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		await (await host.clone()).push({
			'b.md': Array.from({ length: 4000 }, (_, n) => n * 7919).join(),
		});
		follow({ limits: { timeout: 10_000, bytes: 4000 } });
		expect(await askHost()).toMatchObject({ kind: 'failing', problem: 'too-large' });
		expect(await textHere('b.md')).toBeUndefined();
		expect(await readdir(join(folder, 'objects/pack'))).toEqual([]);
	});

	test('a tree with a name that leads out of the folder is refused as a whole', async () => {
		await publish({ 'a.md': '1' });
		await askHost();
		const head = await repository.head();
		const blob = await host.git('rev-parse', 'main:a.md');
		const colleague = await host.clone();
		const tree = await mktree(colleague.folder, `100644 blob ${blob}\t..\\evil.md\n`);
		const bad = await host.git('commit-tree', '-p', 'main', '-m', 'Bad', tree);
		await host.git('update-ref', 'refs/heads/main', bad);
		expect(await askHost()).toMatchObject({ kind: 'refused', refusal: { kind: 'unsafe-name' } });
		expect(await repository.head()).toBe(head);
	});

	test('links and dot files are no content', async () => {
		await publish({ 'notices/a.md': '1' });
		await askHost();
		const colleague = await host.clone();
		await symlink('/etc/passwd', join(colleague.folder, 'notices/link.zh-CN.md'));
		await colleague.push({ '.github/x.yml': 'x', 'notices/b.md': '2' });
		expect(await askHost()).toEqual({ kind: 'in-step' });
		const head = (await repository.head()) ?? '';
		const paths = (await repository.source(head).list()).map(({ path }) => path);
		expect(paths).toContain('notices/b.md');
		expect(paths).not.toContain('notices/link.zh-CN.md');
	});
});

async function mktree(folder: string, entries: string): Promise<string> {
	const gitdir = await promisify(execFile)('git', ['config', 'remote.origin.url'], { cwd: folder });
	const made = promisify(execFile)('git', ['mktree'], { cwd: gitdir.stdout.trim() });
	made.child.stdin?.end(entries);
	return (await made).stdout.trim();
}

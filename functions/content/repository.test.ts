import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { openRepository, type Repository } from './repository.ts';

let folder: string;
let repository: Repository;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-git-'));
	repository = await openRepository(folder);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function commit(files: Readonly<Record<string, string | null>>, parent?: string) {
	const changes = new Map(
		Object.entries(files).map(([path, text]) => [
			path,
			text === null ? null : new TextEncoder().encode(text),
		]),
	);
	const author = { name: '林', email: 'lin@county.example' };
	return repository.commit({ parent, changes, author, message: 'Change', at: noon });
}

async function commitOf(
	files: Readonly<Record<string, string | null>>,
	parent?: string,
): Promise<string> {
	const result = await commit(files, parent);
	if (result === 'conflict') throw new Error('the branch has moved');
	return result.commit;
}

async function texts(at: string): Promise<Record<string, string>> {
	const source = repository.source(at);
	const files = await source.list();
	return Object.fromEntries(
		await Promise.all(files.map(async ({ path, blob }) => [path, await source.read(blob)])),
	);
}

test('a new repository has no commit', async () => {
	expect(await repository.head()).toBeUndefined();
});

test('a commit adds, changes and deletes, and leaves everything else alone', async () => {
	const first = await commitOf({
		'notices/a.md': '甲',
		'notices/b.md': '乙',
		'settings/portal.yml': 's',
	});
	const second = await commitOf(
		{ 'notices/a.md': '甲二', 'notices/b.md': null, 'faqs/c.md': '丙' },
		first,
	);
	expect(await texts(second)).toEqual({
		'notices/a.md': '甲二',
		'settings/portal.yml': 's',
		'faqs/c.md': '丙',
	});
	expect(await texts(first)).toEqual({
		'notices/a.md': '甲',
		'notices/b.md': '乙',
		'settings/portal.yml': 's',
	});
});

test('a commit of thousands of files is written with few of them open at once', async () => {
	const names = Array.from({ length: 3_000 }, (_, index) => `notices/n-${index}.md`);
	const first = await commitOf(Object.fromEntries(names.map((name) => [name, `正文 ${name}`])));
	expect(Object.keys(await texts(first))).toHaveLength(names.length);
	await promisify(execFile)('git', ['fsck', '--strict'], { cwd: folder });
});

test('a commit tells in which files it differs from an earlier one', async () => {
	const first = await commitOf({
		'notices/a.md': '甲',
		'notices/b.md': '乙',
		'faqs/c.md': '丙',
		folder: '一个文件',
	});
	const second = await commitOf(
		{ 'notices/a.md': '甲二', 'notices/b.md': null, folder: null, 'folder/d.md': '丁' },
		first,
	);
	const changes = await repository.source(second).changesSince?.(repository.source(first));
	expect(new Set(changes?.keys())).toEqual(
		new Set(['notices/a.md', 'notices/b.md', 'folder', 'folder/d.md']),
	);
	expect(changes?.get('notices/a.md')).toBe(await repository.blobAt(second, 'notices/a.md'));
	expect(changes?.get('notices/b.md')).toBeNull();
	expect(changes?.get('folder')).toBeNull();
});

test('nothing is told of a source from elsewhere', async () => {
	const first = await commitOf({ 'a.md': '1' });
	const elsewhere = { list: async () => [], read: async () => '' };
	expect(await repository.source(first).changesSince?.(elsewhere)).toBeUndefined();
});

describe('two commits on the same parent', () => {
	test('one after the other: the second is a conflict', async () => {
		const first = await commitOf({ 'a.md': '1' });
		await commitOf({ 'a.md': '2' }, first);
		expect(await commit({ 'a.md': '3' }, first)).toBe('conflict');
	});

	test('at once: exactly one stands', async () => {
		const first = await commitOf({ 'a.md': '1' });
		const results = await Promise.all(
			['2', '3', '4'].map((text) => commit({ 'a.md': text }, first)),
		);
		expect(results.filter((result) => result !== 'conflict')).toHaveLength(1);
	});

	test('while git itself holds the branch: a conflict, and nothing is lost', async () => {
		const first = await commitOf({ 'a.md': '1' });
		await writeFile(join(folder, 'refs/heads/main.lock'), '');
		expect(await commit({ 'a.md': '2' }, first)).toBe('conflict');
		expect(await repository.head()).toBe(first);
	});
});

test('a lock that a killed process left is gone at the next start', async () => {
	const first = await commitOf({ 'a.md': '1' });
	await writeFile(join(folder, 'refs/heads/main.lock'), '');
	repository = await openRepository(folder);
	expect(await commit({ 'a.md': '2' }, first)).not.toBe('conflict');
});

test('a branch that a power cut emptied can be put back', async () => {
	const first = await commitOf({ 'a.md': '1' });
	await writeFile(join(folder, 'refs/heads/main'), '');
	repository = await openRepository(folder);
	expect(await repository.head()).toBeUndefined();
	expect(await repository.restore('0'.repeat(40))).toBe(false);
	expect(await repository.restore(first)).toBe(true);
	expect(await repository.head()).toBe(first);
});

test('what git has packed away is read and written on', async () => {
	const first = await commitOf({ 'notices/a.md': '甲' });
	await promisify(execFile)('git', ['gc', '-q'], { cwd: folder });
	repository = await openRepository(folder);
	expect(await repository.head()).toBe(first);
	const second = await commitOf({ 'notices/b.md': '乙' }, first);
	expect(await repository.head()).toBe(second);
	expect(await texts(second)).toEqual({ 'notices/a.md': '甲', 'notices/b.md': '乙' });
});

describe('a folder with names that lead out of it', () => {
	const git = async (args: readonly string[], input?: Uint8Array) => {
		const running = promisify(execFile)('git', args, { cwd: folder });
		running.child.stdin?.end(input);
		return (await running).stdout.trim();
	};

	/** A commit that has such a folder beside the notices. */
	async function unsafeCommit(parent: string): Promise<string> {
		const blob = await git(['hash-object', '-w', '--stdin'], new TextEncoder().encode('丙'));
		const names = ['..', '.git', 'a/b', 'good.md'];
		const entries = names.flatMap((name) => [
			Buffer.from(`100644 ${name}\0`),
			Buffer.from(blob, 'hex'),
		]);
		const hash = ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'];
		const bad = await git(hash, Buffer.concat(entries));
		const listed = await git(['ls-tree', parent]);
		const tree = await git(['mktree'], Buffer.from(`${listed}\n040000 tree ${bad}\tfaqs\n`));
		const author = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
		return git([...author, 'commit-tree', tree, '-p', parent, '-m', 'Unsafe']);
	}

	test('is read without them, and committed on', async () => {
		const first = await commitOf({ 'notices/a.md': '甲' });
		const unsafe = await unsafeCommit(first);
		await git(['update-ref', 'refs/heads/main', unsafe]);
		expect(await texts(unsafe)).toEqual({ 'notices/a.md': '甲', 'faqs/good.md': '丙' });
		const next = await commitOf({ 'notices/b.md': '乙', 'faqs/d.md': '丁' }, unsafe);
		expect(Object.keys(await texts(next))).toEqual([
			'faqs/d.md',
			'faqs/good.md',
			'notices/a.md',
			'notices/b.md',
		]);
	});

	test('is refused when it is pushed', async () => {
		const first = await commitOf({ 'notices/a.md': '甲' });
		const elsewhere = await mkdtemp(join(tmpdir(), 'mingbai-clone-'));
		await git(['clone', '-q', '--bare', folder, elsewhere]);
		const portal = folder;
		folder = elsewhere;
		const unsafe = await unsafeCommit(first);
		const pushed = git(['push', portal, `${unsafe}:refs/heads/main`]);
		await expect(pushed).rejects.toThrow(/hasDot/);
		folder = portal;
		await rm(elsewhere, { recursive: true });
		expect(await repository.head()).toBe(first);
	});
});

test('git finds the repository sound, with author and time', async () => {
	const first = await commitOf({ 'notices/关于.md': '甲' });
	await commitOf({ 'b.md': '乙' }, first);
	const git = promisify(execFile);
	await git('git', ['fsck', '--strict'], { cwd: folder });
	const { stdout } = await git('git', ['log', '-1', '--format=%an %ae %aI', 'main'], {
		cwd: folder,
	});
	expect(stdout.trim()).toBe('林 lin@county.example 2026-03-14T12:00:00+08:00');
});

import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { saveOf } from '../functions/cms/cms-for-tests.ts';
import { readConfig } from '../functions/config.ts';
import { openPortal, type Portal } from '../functions/portal.ts';
import { storeAreas } from '../functions/store/areas.ts';
import { noon, noticeText, settingsText, yellowWarning } from './builders.ts';
import { type GitHost, startGitHost, type WorkingCopy } from './git-host.ts';
import { aStaffMember, password, passwordHash } from './staff.ts';

const secret = 'a secret of the git host';
const origin = 'http://localhost:4321';

let dataDir: string;
let host: GitHost;
let colleague: WorkingCopy;
let portal: Portal;
const logged: string[] = [];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'mingbai-remote-'));
	host = await startGitHost();
	colleague = await host.clone();
	await colleague.push({
		'settings/portal.yml': settingsText(),
		'notices/first.zh-CN.md': noticeText({ title: '第一条公告' }),
	});
	const read = readConfig({
		DATA_DIR: dataDir,
		SITE_URL: origin,
		CONTENT_REMOTE: host.url,
		CONTENT_REMOTE_TOKEN: host.token,
		WEBHOOK_SECRET: secret,
	});
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	const log = (message: string, about?: object) =>
		void logged.push(`${message} ${JSON.stringify(about)}`);
	portal = await openPortal({
		config: read.config,
		root: process.cwd(),
		now: () => noon,
		log: { info: log, error: log },
	});
});

afterAll(async () => {
	await portal?.close();
	await host?.close();
	await rm(dataDir, { recursive: true, maxRetries: 3 });
});

/** The Git host says that something was pushed. */
async function callHook(key = secret): Promise<number> {
	const body = JSON.stringify({ ref: 'refs/heads/main' });
	const signature = createHmac('sha256', key).update(body).digest('hex');
	const headers = { 'X-Hub-Signature-256': `sha256=${signature}` };
	const { status } = await portal.app.request(`${origin}/api/hooks/git`, {
		method: 'POST',
		body,
		headers,
	});
	return status;
}

async function get(path: string, headers: Readonly<Record<string, string>> = {}) {
	const answer = await portal.app.request(origin + path, { headers });
	return { status: answer.status, text: await answer.text() };
}

async function health(): Promise<Record<string, unknown>> {
	return JSON.parse((await get('/api/health')).text);
}

test('a new portal begins with what is on the Git host', async () => {
	expect((await get('/notices/first/')).text).toContain('第一条公告');
	await vi.waitFor(async () => {
		expect(await health()).toMatchObject({ contentRemote: { kind: 'in-step' } });
	}, 30_000);
});

test('and leaves there with which keys it signs', async () => {
	await vi.waitFor(async () => {
		await colleague.catchUp();
		const text = await readFile(join(colleague.folder, 'settings/signing-keys.json'), 'utf8');
		expect(JSON.parse(text)).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f]{12}$/) }]);
	}, 10_000);
});

test('a call with a wrong signature is refused and makes the portal ask nobody', async () => {
	const asked = host.asked.length;
	expect(await callHook('another secret of the host')).toBe(401);
	expect(host.asked).toHaveLength(asked);
});

test('a notice that was pushed is live after the call, waits for a publisher and alerts nobody', async () => {
	await colleague.push({
		'notices/pushed.zh-CN.md': noticeText({
			...yellowWarning,
			alert: 'true',
			title: '推送来的预警',
		}),
	});
	expect((await get('/notices/pushed/')).status).toBe(404);
	expect(await callHook()).toBe(202);
	await vi.waitFor(
		async () => expect((await get('/notices/pushed/')).text).toContain('推送来的预警'),
		10_000,
	);
	const held = await vi.waitFor(async () => {
		const found = await storeAreas(portal.store).announcements.held();
		expect(found).toHaveLength(1);
		return found;
	});
	expect(held).toMatchObject([{ announcement: { ref: 'pushed' }, reason: 'unsigned' }]);
	expect(await storeAreas(portal.store).alerts.latest(10)).toEqual([]);
});

test('what is no content, and what cannot be used, takes nothing else down', async () => {
	await symlink('/etc/passwd', join(colleague.folder, 'notices/link.zh-CN.md'));
	await symlink('/etc', join(colleague.folder, 'uploads'));
	await colleague.push({
		'notices/broken.zh-CN.md': '---\ntitle: [\n---\n',
		'notices/.hidden.zh-CN.md': noticeText({ title: '隐藏' }),
		'elsewhere/page.html': '<script>alert(1)</script>',
		'.htaccess': 'Deny from all',
		'settings/portal.yml': 'name: [',
		'notices/good.zh-CN.md': noticeText({ title: '照常发布' }),
	});
	await colleague.git('rm', '-q', '--cached', 'uploads');
	await rm(join(colleague.folder, 'uploads'));
	await colleague.push({ 'uploads/page.html': '<h1>x</h1>', 'uploads/.secret.png': 'x' });
	await callHook();
	await vi.waitFor(
		async () => expect((await get('/notices/good/')).text).toContain('照常发布'),
		10_000,
	);
	expect(await health()).toMatchObject({ status: 'ok', setAside: 3, notRendered: 0 });
	expect((await get('/notices/first/')).text).toContain('第一条公告');
	for (const path of ['/notices/link/', '/elsewhere/page.html', '/.htaccess', '/uploads/page.html'])
		expect((await get(path)).status).toBe(404);
	expect((await get('/uploads/.secret.png')).status).toBe(404);
});

test('what is published here is on the Git host soon after', async () => {
	await publish('from-here', '本站发布的公告');
	await vi.waitFor(
		async () => expect(await host.text('notices/from-here.zh-CN.md')).toContain('本站发布的公告'),
		10_000,
	);
	expect(await host.git('log', '-1', '--format=%an', 'main')).toBe('李明');
});

test('what was changed in two ways is named on the staff page, and ours stays', async () => {
	await colleague.catchUp();
	await colleague.push({ 'notices/both.zh-CN.md': noticeText({ title: '他们的公告' }) });
	await publish('both', '我们的公告');
	await callHook();
	await vi.waitFor(
		async () => expect(await health()).toMatchObject({ contentRemote: { kind: 'conflict' } }),
		10_000,
	);
	expect((await get('/notices/both/')).text).toContain('我们的公告');
	const { text } = await get('/staff/', { cookie: await signedIn() });
	expect(text).toContain('notices/both.zh-CN.md');
	expect(text).toContain('以本站为准');
});

test.each([
	['/staff/', '连不上 Git 服务器'],
	['/en/staff/', 'The Git host cannot be reached'],
])('%s and the log say that the copy is behind while the host is down', async (path, sentence) => {
	host.failWith('hang-up');
	await callHook();
	await vi.waitFor(
		async () =>
			expect(await health()).toMatchObject({
				status: 'ok',
				contentRemote: { kind: 'failing', problem: 'unreachable', since: noon.toISOString() },
			}),
		10_000,
	);
	expect((await get(path, { cookie: await signedIn() })).text).toContain(sentence);
	expect(logged.join('\n')).toContain('content remote behind {"kind":"failing"');
	expect(logged.join('\n')).not.toContain(host.token);
});

test('a host that does not answer holds up no publication', async () => {
	host.failWith('silence');
	await publish('meanwhile', '照样发布');
	expect((await get('/notices/meanwhile/')).text).toContain('照样发布');
});

/** Publishes a notice as an editor and publisher do in the CMS. */
async function publish(ref: string, title: string): Promise<void> {
	const cookie = await signedIn();
	const entry = { collection: 'notices', slug: ref, expected: { version: 1 } };
	const path = `notices/${ref}.zh-CN.md`;
	await cms(cookie, 'persistEntry', saveOf(path, noticeText({ title })));
	const ready = { ...entry, newStatus: 'pending_publish' };
	await cms(cookie, 'updateUnpublishedEntryStatus', ready);
	const { drafts } = storeAreas(portal.store);
	const { version = null } = (await drafts.get('notices', ref)) ?? {};
	await cms(cookie, 'publishUnpublishedEntry', { ...entry, expected: { version } });
}

async function cms(cookie: string, action: string, params: object): Promise<void> {
	const body = JSON.stringify({ branch: 'main', action, params: { branch: 'main', ...params } });
	const length = String(new TextEncoder().encode(body).length);
	const answer = await portal.app.request(`${origin}/api/cms?language=zh-CN`, {
		method: 'POST',
		body,
		headers: { cookie, origin, 'content-type': 'application/json', 'content-length': length },
	});
	if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
}

async function signedIn(): Promise<string> {
	const { email } = await aStaffMember(portal.store, {
		roles: ['editor', 'publisher'],
		passwordHash: await passwordHash(),
	});
	const body = new URLSearchParams({ email, password }).toString();
	const answer = await portal.app.request(`${origin}/staff/sign-in/`, {
		method: 'POST',
		body,
		headers: {
			origin,
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': String(body.length),
		},
	});
	return answer.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
}

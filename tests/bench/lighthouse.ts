import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openRepository } from '../../functions/content/repository.ts';
import { seedDemo } from '../../functions/content/seed.ts';
import { openSigningKeys } from '../../functions/signing/signing-keys.ts';
import { browserPath } from '../browser.ts';
import { startPortal } from '../portal-process.ts';

/** Fetched when it is measured with: the site does not need it. */
const lighthouse = 'lighthouse@13.5.0';
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const pages = {
	home: '/',
	notice: '/notices/2026-12-orange/',
	'rumor response': '/rumors/no-lockdown/',
	support: '/support/',
	report: '/report/',
};

interface Report {
	readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
	readonly audits: Readonly<
		Record<string, { readonly title: string; readonly score: number | null }>
	>;
}

/** Lighthouse's scores for a phone, of the demo county as if it were a real one: a fictional county is hidden from search engines. */
export async function benchLighthouse(): Promise<Record<string, unknown>> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-lighthouse-'));
	const portal = await startPortal({ env: { CONTENT_REPO: await realCounty(folder) } });
	try {
		const rows: Record<string, unknown> = {};
		for (const [name, path] of Object.entries(pages))
			rows[name] = rowOf(await measure(portal.url + path));
		return rows;
	} finally {
		await portal.remove();
		await rm(folder, { recursive: true, force: true });
	}
}

async function realCounty(folder: string): Promise<string> {
	const content = join(folder, 'content');
	await cp('content', content, { recursive: true });
	const settings = join(content, 'settings/portal.yml');
	const text = await readFile(settings, 'utf8');
	await writeFile(settings, text.replace('fictional: true', 'fictional: false'));
	const path = join(folder, 'content.git');
	const now = new Date();
	const { sign } = await openSigningKeys(folder, now);
	await seedDemo(await openRepository(path), content, now, sign);
	return path;
}

async function measure(url: string): Promise<Report> {
	const flags = '--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage';
	const { stdout } = await promisify(execFile)(
		'npx',
		['--yes', lighthouse, url, '--output=json', '--quiet', `--chrome-flags=${flags}`],
		{ env: { ...process.env, CHROME_PATH: await browserPath() }, maxBuffer: 64 * 2 ** 20 },
	);
	return JSON.parse(stdout) as Report;
}

/** The four scores, and the names of what cost points. */
function rowOf({ categories: scored, audits }: Report): Record<string, unknown> {
	const points = categories.map((name) => [name, Math.round((scored[name]?.score ?? 0) * 100)]);
	const lost = Object.values(audits).filter(({ score }) => score !== null && score < 0.9);
	return { ...Object.fromEntries(points), lost: lost.map(({ title }) => title).join('; ') };
}

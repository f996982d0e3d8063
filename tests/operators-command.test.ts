import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, install } from './installed-portal.ts';

let code: string;
let installed: Installation;

/** The command that we hand out, before a portal that says how it was called. */
beforeAll(async () => {
	code = await mkdtemp(join(tmpdir(), 'mingbai-code-'));
	await chmod(code, 0o755);
	await mkdir(join(code, 'node_modules/.bin'), { recursive: true });
	await mkdir(join(code, 'functions'));
	await symlink(process.execPath, join(code, 'node_modules/.bin/node'));
	await writeFile(join(code, 'package.json'), '{"type":"module"}');
	await writeFile(
		join(code, 'functions/cli.ts'),
		`process.stdout.write(JSON.stringify({
			args: process.argv.slice(2), env: process.env, uid: process.getuid(), umask: process.umask(),
		}));`,
	);
	installed = await install(code);
});
afterAll(async () => {
	await installed?.remove();
	await rm(code, { recursive: true });
});

interface Called {
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly uid: number;
	readonly umask: number;
}

/** What the portal is told by a command after `mingbai`, with a file of variables. */
async function called(
	file: string,
	args = 'help',
	env: Readonly<Record<string, string>> = {},
): Promise<Called> {
	await writeFile(join(installed.folder, 'mingbai.env'), file, { mode: 0o600 });
	const { stdout, stderr } = await installed.run(`mingbai ${args}`, env);
	if (stderr) throw new Error(stderr);
	return JSON.parse(stdout);
}

describe('the command of an installed portal', () => {
	test('has the variables of the service, its data folder and its arguments as they were given', async () => {
		const { args, env } = await called(
			'SITE_URL=https://www.example.gov.cn\nTRUST_PROXY=1\n',
			`banner '水库泄洪，$HOME "请" 远离' --hours 6`,
		);
		expect(args).toEqual(['banner', '水库泄洪，$HOME "请" 远离', '--hours', '6']);
		expect(env).toMatchObject({
			SITE_URL: 'https://www.example.gov.cn',
			TRUST_PROXY: '1',
			DATA_DIR: join(installed.folder, 'data'),
		});
	});

	test('takes each value as systemd does, and carries nothing out', async () => {
		const values = [
			['p$a&b#c;d', 'p$a&b#c;d'],
			['$(touch hacked)`touch hacked`', '$(touch hacked)`touch hacked`'],
			['p\'a"b', 'p\'a"b'],
			['  two words  ', 'two words'],
			['back\\\\slash\\#', 'back\\slash#'],
			["'p$a & b #;\"c\\d '", 'p$a & b #;"c\\d '],
			['"say \\"hi\\" \\$HOME \\n `x` \' "', 'say "hi" $HOME \\n `x` \' '],
			["'it'\"'\"'s'", "it's"],
			['one\\\ntwo', 'onetwo'],
			['"one\ntwo"', 'one\ntwo'],
			['', ''],
			['密码=值', '密码=值'],
		];
		const lines = values.map(([written], index) => `VALUE_${index}=${written}\n`);
		const { env } = await called(lines.join(''));
		expect(values.map((_, index) => env[`VALUE_${index}`])).toEqual(
			values.map(([, value]) => value),
		);
	});

	test('leaves out comments, and lines that are no variable', async () => {
		const file = '# A=1 \\\nB=2\n; C=3\n1D=4\nE F=5\n  G = 6\r\nno variable\nH=7';
		const { env } = await called(file);
		const names = Object.keys(env).filter((name) => /^[A-H]$|^1D|^E/.test(name));
		expect(names.sort()).toEqual(['G', 'H']);
		expect(env).toMatchObject({ G: '6', H: '7' });
	});

	test('gives way to a data folder and a database that stand before it', async () => {
		const file = 'DATA_DIR=/srv/county\nDATABASE_URL=postgres://db/county\n';
		const { env } = await called(file);
		expect(env).toMatchObject({ DATA_DIR: '/srv/county', DATABASE_URL: 'postgres://db/county' });
		const trial = { DATA_DIR: '/srv/trial', DATABASE_URL: 'postgres://db/trial' };
		expect((await called(file, 'help', trial)).env).toMatchObject(trial);
	});

	test('runs as the user of the service, and as root makes the renderer', async () => {
		const { uid, umask } = await called('', 'backup');
		expect(umask).toBe(0o027);
		const renderer = await called('', 'build-renderer');
		expect(renderer.umask).toBe(0o022);
		if (installed.isRoot) expect([uid === 0, renderer.uid === 0]).toEqual([false, true]);
	});

	test('says what is missing where there is no portal', async () => {
		await rm(join(installed.folder, 'mingbai.env'), { force: true });
		const { code: ended, stderr } = await installed.run('mingbai help');
		expect(ended).toBe(1);
		expect(stderr).toContain('Is this the machine of the portal?');
	});
});

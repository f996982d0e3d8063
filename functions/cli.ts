import { readConfig } from './config.ts';
import { newCountyFiles } from './content/new-county.ts';
import { openRepository } from './content/repository.ts';
import { seedCounty } from './content/seed.ts';
import { buildRenderer } from './release/renderer.ts';

interface Command {
	readonly usage: string;
	readonly run: (args: readonly string[]) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
	help: { usage: 'help                      list the commands', run: help },
	init: {
		usage: 'init NAME                 begin a real county: its settings, no outbreak',
		run: init,
	},
	'build-renderer': {
		usage: 'build-renderer            bundle the site’s code, if it changed',
		run: bundle,
	},
};

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!command) process.stderr.write(`There is no command "${name}".\n`);
process.exitCode = command ? await command.run(args) : await help().then(() => 2);

async function help(): Promise<number> {
	const lines = Object.values(commands).map(({ usage }) => `  npm run mingbai -- ${usage}`);
	process.stdout.write(`${lines.join('\n')}\n`);
	return 0;
}

async function init([county]: readonly string[]): Promise<number> {
	const config = configuration();
	if (!config) return 1;
	if (!county) {
		process.stderr.write('Say the name of the county: npm run mingbai -- init 某某县\n');
		return 2;
	}
	const repository = await openRepository(config.contentRepo);
	if (await repository.head()) {
		process.stderr.write(`${config.contentRepo} holds content already; nothing was changed.\n`);
		return 1;
	}
	await seedCounty(
		repository,
		newCountyFiles(county, new URL(config.siteUrl).hostname),
		new Date(),
	);
	process.stdout.write(
		`${county} begins in ${config.contentRepo}. Start the portal and fill in the settings at /admin/.\n`,
	);
	return 0;
}

async function bundle(): Promise<number> {
	const config = configuration();
	if (!config) return 1;
	await buildRenderer(process.cwd(), config.basePath);
	return 0;
}

function configuration() {
	const read = readConfig(process.env);
	if ('config' in read) return read.config;
	for (const { variable, message } of read.problems)
		process.stderr.write(`${variable} ${message}\n`);
	return undefined;
}

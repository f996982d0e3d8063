import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languages, languageTags } from '../src/domain/languages.ts';
import { problemText } from '../src/i18n/strings.ts';
import { liftBanner, raiseBanner } from './banner/banner-file.ts';
import { operator } from './banner/follow-banner.ts';
import { stampTree } from './banner/stamp-tree.ts';
import { readConfig } from './config.ts';
import { newCountyFiles } from './content/new-county.ts';
import { openRepository } from './content/repository.ts';
import { seedCounty } from './content/seed.ts';
import { askPortal, type OperatorRequest } from './operator-requests.ts';
import { buildRenderer } from './release/renderer.ts';
import { reportFiles } from './report-files.ts';
import { subscriptionFiles } from './subscription-files.ts';

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
	banner: {
		usage: `banner ${bannerTexts()} [--hours N]   put a plain text above every page, at once`,
		run: putUpBanner,
	},
	'banner-off': {
		usage: 'banner-off                take the plain text down',
		run: takeDownBanner,
	},
	rollback: {
		usage: 'rollback NUMBER           serve an earlier release until it is lifted',
		run: rollBack,
	},
	resume: {
		usage: 'resume                    lift a rollback and release what is new',
		run: resume,
	},
	'rotate-signing-key': {
		usage:
			'rotate-signing-key [--compromised TIME]   sign with a new key; what the old one signed stays genuine, unless it was stolen',
		run: rotateSigningKey,
	},
	'rotate-vapid-key': {
		usage:
			'rotate-vapid-key          identify to push services with a new key; browsers move to it when they come by',
		run: () => ask({ verb: 'rotate-vapid-key' }),
	},
	subscriptions: {
		usage:
			'subscriptions export|import FILE   write all push subscriptions to a file, or take those of one; - is standard output or input',
		run: moveSubscriptions,
	},
	match: {
		usage:
			'match --input FILE [--measure]   say of each report of a file, in order, which item the desk would offer; or how well it did',
		run: async (args) => (await import('./match-file.ts')).matchFile(args),
	},
	reports: {
		usage:
			'reports import FILE [--dry-run]   take reports out of a CSV or NDJSON file, or tell what would become of it',
		run: moveReports,
	},
	readiness: {
		usage:
			'readiness [--strict]       say what is ready for each hazard, and what is overdue or missing; strictly, that is a fault',
		run: readiness,
	},
	'build-renderer': {
		usage: 'build-renderer            bundle the site’s code, if it changed',
		run: bundle,
	},
};

/** What became of a request to the running portal. */
const answers = {
	done: 'Done.',
	refused:
		'It was not done. For a rollback: there is no such release; the staff page lists those that can be served.',
	waiting: 'The portal does not run, or is busy. It will be done as soon as it can be.',
} as const;

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

async function putUpBanner(args: readonly string[]): Promise<number> {
	const config = configuration();
	if (!config) return 1;
	const { values, positionals } = parseArgs({
		args: [...args],
		options: { hours: { type: 'string', default: '2' } },
		allowPositionals: true,
	});
	const text = Object.fromEntries(languageTags.map((tag, index) => [tag, positionals[index]]));
	const request = { text, hours: Number(values.hours), by: operator };
	const raised = await raiseBanner(config.dataDir, request, new Date());
	if ('problems' in raised) {
		for (const each of raised.problems)
			process.stderr.write(`${each.field}: ${problemText(each, 'en')}\n`);
		return 2;
	}
	const pages = await stampTree(join(config.dataDir, 'site'), raised.banner);
	const until = raised.banner.until.toISOString();
	process.stdout.write(
		`The banner is up until ${until}: in ${pages} files for a web server now, in the running portal within a second.\n`,
	);
	return 0;
}

/** A text in each language, in the order of the list: `TEXT [ENGLISH] [ITALIANO]`. */
function bannerTexts(): string {
	const [, ...others] = languages.map(({ name }) => `[${name.toUpperCase()}]`);
	return ['TEXT', ...others].join(' ');
}

async function takeDownBanner(): Promise<number> {
	const config = configuration();
	if (!config) return 1;
	await liftBanner(config.dataDir);
	await stampTree(join(config.dataDir, 'site'), undefined);
	process.stdout.write('The banner is down.\n');
	return 0;
}

async function rollBack([number = '']: readonly string[]): Promise<number> {
	if (/^\d+$/.test(number)) return ask({ verb: 'rollback', number: Number(number) });
	process.stderr.write('Say which release: npm run mingbai -- rollback 41\n');
	return 2;
}

function resume(): Promise<number> {
	return ask({ verb: 'resume' });
}

async function rotateSigningKey(args: readonly string[]): Promise<number> {
	const options = { compromised: { type: 'string' } } as const;
	const { values } = parseArgs({ args: [...args], options });
	const { compromised } = values;
	if (compromised === undefined) return ask({ verb: 'rotate-signing-key' });
	const since = new Date(compromised);
	if (!Number.isNaN(since.getTime()) && since <= new Date())
		return ask({ verb: 'rotate-signing-key', compromisedSince: since.toISOString() });
	process.stderr.write(
		'Say since when somebody else may have had the key: --compromised 2026-03-14T12:00:00+08:00\n',
	);
	return 2;
}

/** The running portal does it; a portal that is not running does it when it starts. */
async function ask(request: OperatorRequest): Promise<number> {
	const config = configuration();
	if (!config) return 1;
	const answer = await askPortal(config.dataDir, request);
	process.stdout.write(`${answers[answer]}\n`);
	return answer === 'refused' ? 1 : 0;
}

async function moveSubscriptions(args: readonly string[]): Promise<number> {
	const config = configuration();
	return config ? subscriptionFiles(config, args) : 1;
}

async function moveReports(args: readonly string[]): Promise<number> {
	const config = configuration();
	return config ? reportFiles(config, args) : 1;
}

async function readiness(args: readonly string[]): Promise<number> {
	const config = configuration();
	if (!config) return 1;
	return (await import('./readiness-command.ts')).readinessCommand(config, args);
}

async function bundle(): Promise<number> {
	const config = configuration();
	if (!config) return 1;
	await buildRenderer(process.cwd(), config.basePath, config.cms);
	return 0;
}

function configuration() {
	const read = readConfig(process.env);
	if ('config' in read) return read.config;
	for (const { variable, message } of read.problems)
		process.stderr.write(`${variable} ${message}\n`);
	return undefined;
}

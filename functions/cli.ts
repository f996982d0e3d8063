import { languages } from '../src/domain/languages.ts';
import { type Config, readConfig } from './config.ts';

interface Command {
	readonly usage: string;
	readonly run: (args: readonly string[]) => Promise<number>;
}

// Each command loads what it needs, and nothing else.
const commands: Readonly<Record<string, Command>> = {
	help: { usage: 'help                      list the commands', run: help },
	init: {
		usage: 'init NAME                 begin a real county: its settings, no outbreak',
		run: configured(async (...given) => (await import('./commands/init.ts')).init(...given)),
	},
	banner: {
		usage: `banner ${bannerTexts()} [--hours N]   put a plain text above every page, at once`,
		run: configured(async (...given) =>
			(await import('./commands/banner.ts')).putUpBanner(...given),
		),
	},
	'banner-off': {
		usage: 'banner-off                take the plain text down',
		run: configured(async (config) =>
			(await import('./commands/banner.ts')).takeDownBanner(config),
		),
	},
	rollback: {
		usage: 'rollback NUMBER           serve an earlier release until it is lifted',
		run: configured(async (...given) =>
			(await import('./commands/requests.ts')).rollBack(...given),
		),
	},
	resume: {
		usage: 'resume                    lift a rollback and release what is new',
		run: configured(async (config) =>
			(await import('./commands/requests.ts')).ask(config, { verb: 'resume' }),
		),
	},
	'rotate-signing-key': {
		usage:
			'rotate-signing-key [--compromised TIME]   sign with a new key; what the old one signed stays genuine, unless it was stolen',
		run: configured(async (...given) =>
			(await import('./commands/requests.ts')).rotateSigningKey(...given),
		),
	},
	'rotate-vapid-key': {
		usage:
			'rotate-vapid-key          identify to push services with a new key; browsers move to it when they come by',
		run: configured(async (config) =>
			(await import('./commands/requests.ts')).ask(config, { verb: 'rotate-vapid-key' }),
		),
	},
	subscriptions: {
		usage:
			'subscriptions export|import FILE   write all push subscriptions to a file, or take those of one; - is standard output or input',
		run: configured(async (...given) =>
			(await import('./subscription-files.ts')).subscriptionFiles(...given),
		),
	},
	match: {
		usage:
			'match --input FILE [--measure]   say of each report of a file, in order, which item the desk would offer; or how well it did',
		run: async (args) => (await import('./match-file.ts')).matchFile(args),
	},
	reports: {
		usage:
			'reports import FILE [--dry-run]   take reports out of a CSV or NDJSON file, or tell what would become of it',
		run: configured(async (...given) => (await import('./report-files.ts')).reportFiles(...given)),
	},
	backup: {
		usage:
			'backup FOLDER             copy what the portal keeps into an empty folder, while it runs',
		run: configured(async (...given) => (await import('./commands/backup.ts')).backUp(...given)),
	},
	restore: {
		usage: 'restore FOLDER            put a backup into an empty data folder; nobody is alerted',
		run: configured(async (...given) => (await import('./commands/backup.ts')).restore(...given)),
	},
	'migrate-db': {
		usage:
			'migrate-db                move what the portal keeps from the data folder to the PostgreSQL of DATABASE_URL',
		run: configured(async (config) =>
			(await import('./commands/migrate-db.ts')).migrateDatabase(config),
		),
	},
	readiness: {
		usage:
			'readiness [--strict]       say what is ready for each hazard, and what is overdue or missing; strictly, that is a fault',
		run: configured(async (...given) =>
			(await import('./commands/readiness.ts')).readinessCommand(...given),
		),
	},
	'archive-incident': {
		usage:
			'archive-incident REF FILE.zip   write everything published for an incident, with hashes and signatures',
		run: configured(async (...given) =>
			(await import('./commands/incidents.ts')).archive(...given),
		),
	},
	'purge-incident': {
		usage:
			'purge-incident REF [--confirm REF]   say what people left in an incident that is over; confirmed, delete it and print the protocol',
		run: configured(async (...given) => (await import('./commands/incidents.ts')).purge(...given)),
	},
	sbom: {
		usage:
			'sbom                      write what runs in production as CycloneDX to standard output',
		run: async () => (await import('./commands/sbom.ts')).softwareBillOfMaterials(),
	},
	'build-renderer': {
		usage: 'build-renderer            bundle the site’s code, if it changed',
		run: configured(async ({ basePath, cms }) => {
			const { buildRenderer } = await import('./release/renderer.ts');
			await buildRenderer(process.cwd(), basePath, cms);
			return 0;
		}),
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

/** A text in each language, in the order of the list: `TEXT [ENGLISH] [ITALIANO]`. */
function bannerTexts(): string {
	const [, ...others] = languages.map(({ name }) => `[${name.toUpperCase()}]`);
	return ['TEXT', ...others].join(' ');
}

/** A command that needs the configuration; where it cannot be used, every fault is said and nothing is done. */
function configured(run: (config: Config, args: readonly string[]) => Promise<number>) {
	return async (args: readonly string[]): Promise<number> => {
		const read = readConfig(process.env);
		if ('config' in read) return run(read.config, args);
		for (const { variable, message } of read.problems)
			process.stderr.write(`${variable} ${message}\n`);
		return 1;
	};
}

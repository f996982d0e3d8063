import { languages } from '../../src/domain/languages.ts';
import { codeFolder } from '../code-folder.ts';
import type { Config } from '../config.ts';

interface Described {
	/** Name, arguments and effect, for the list of commands. */
	readonly usage: string;
}

/**
 * What an operator may give, by what it needs: nothing; the configuration; a folder that can be written to, for a portal
 * that begins; or the folder of a portal that has run, and no other.
 */
export type Command = Described &
	(
		| {
				readonly needs: 'nothing';
				readonly run: (args: readonly string[]) => Promise<number>;
		  }
		| {
				readonly needs: 'configuration' | 'folder' | 'portal';
				readonly run: (config: Config, args: readonly string[]) => Promise<number>;
		  }
	);

// Each command loads what it needs, and nothing else.
export const commands: Readonly<Record<string, Command>> = {
	init: {
		usage: 'init NAME                 begin a real county: its settings, no outbreak',
		needs: 'folder',
		run: async (...given) => (await import('./init.ts')).init(...given),
	},
	banner: {
		usage: `banner ${bannerTexts()} [--hours N]   put a plain text above every page, at once`,
		needs: 'portal',
		run: async (...given) => (await import('./banner.ts')).putUpBanner(...given),
	},
	'banner-off': {
		usage: 'banner-off                take the plain text down',
		needs: 'portal',
		run: async (config) => (await import('./banner.ts')).takeDownBanner(config),
	},
	rollback: {
		usage: 'rollback NUMBER           serve an earlier release until it is lifted',
		needs: 'portal',
		run: async (...given) => (await import('./requests.ts')).rollBack(...given),
	},
	resume: {
		usage: 'resume                    lift a rollback and release what is new',
		needs: 'portal',
		run: async (config) => (await import('./requests.ts')).ask(config, { verb: 'resume' }),
	},
	'rotate-signing-key': {
		usage:
			'rotate-signing-key [--compromised TIME]   sign with a new key; what the old one signed stays genuine, unless it was stolen',
		needs: 'portal',
		run: async (...given) => (await import('./requests.ts')).rotateSigningKey(...given),
	},
	'rotate-vapid-key': {
		usage:
			'rotate-vapid-key          identify to push services with a new key; browsers move to it when they come by',
		needs: 'portal',
		run: async (config) =>
			(await import('./requests.ts')).ask(config, { verb: 'rotate-vapid-key' }),
	},
	subscriptions: {
		usage:
			'subscriptions export|import FILE   write all push subscriptions to a file, or take those of one; - is standard output or input',
		needs: 'portal',
		run: async (...given) => (await import('../subscription-files.ts')).subscriptionFiles(...given),
	},
	match: {
		usage:
			'match --input FILE [--measure]   say of each report of a file, in order, which item the desk would offer; or how well it did',
		needs: 'nothing',
		run: async (args) => (await import('../match-file.ts')).matchFile(args),
	},
	reports: {
		usage:
			'reports import FILE [--dry-run]   take reports out of a CSV or NDJSON file, or tell what would become of it',
		needs: 'portal',
		run: async (...given) => (await import('../report-files.ts')).reportFiles(...given),
	},
	backup: {
		usage:
			'backup FOLDER             copy what the portal keeps into an empty folder, while it runs',
		needs: 'portal',
		run: async (...given) => (await import('./backup.ts')).backUp(...given),
	},
	restore: {
		usage: 'restore FOLDER            put a backup into an empty data folder; nobody is alerted',
		needs: 'folder',
		run: async (...given) => (await import('./backup.ts')).restore(...given),
	},
	'migrate-db': {
		usage:
			'migrate-db                move what the portal keeps from the data folder to the PostgreSQL of DATABASE_URL',
		needs: 'configuration',
		run: async (config) => (await import('./migrate-db.ts')).migrateDatabase(config),
	},
	readiness: {
		usage:
			'readiness [--strict]       say what is ready for each hazard, and what is overdue or missing; strictly, that is a fault',
		needs: 'portal',
		run: async (...given) => (await import('./readiness.ts')).readinessCommand(...given),
	},
	'archive-incident': {
		usage:
			'archive-incident REF FILE.zip   write everything published for an incident, with hashes and signatures',
		needs: 'portal',
		run: async (...given) => (await import('./incidents.ts')).archive(...given),
	},
	'purge-incident': {
		usage:
			'purge-incident REF [--confirm REF]   say what people left in an incident that is over; confirmed, delete it and print the protocol',
		needs: 'portal',
		run: async (...given) => (await import('./incidents.ts')).purge(...given),
	},
	'reset-password': {
		usage:
			'reset-password EMAIL       print a link for a new password, where no administrator can make one',
		needs: 'portal',
		run: async (...given) => (await import('./staff.ts')).resetForgottenPassword(...given),
	},
	'reset-second-factor': {
		usage:
			'reset-second-factor EMAIL   take the second factor from an account whose phone is lost, where no administrator can',
		needs: 'portal',
		run: async (...given) => (await import('./staff.ts')).resetSecondFactor(...given),
	},
	sbom: {
		usage:
			'sbom                      write what runs in production as CycloneDX to standard output',
		needs: 'nothing',
		run: async () => (await import('./sbom.ts')).softwareBillOfMaterials(),
	},
	'build-renderer': {
		usage: 'build-renderer            bundle the site’s code, if it changed',
		needs: 'configuration',
		run: async ({ basePath, cms }) => {
			const { buildRenderer } = await import('../release/renderer.ts');
			await buildRenderer(codeFolder, basePath, cms);
			return 0;
		},
	},
};

/** A text in each language, in the order of the list: `TEXT [ENGLISH] [ITALIANO]`. */
function bannerTexts(): string {
	const [, ...others] = languages.map(({ name }) => `[${name.toUpperCase()}]`);
	return ['TEXT', ...others].join(' ');
}

import { backupFaults } from '../backup/check-backup.ts';
import { noteBackup } from '../backup/last-backup.ts';
import { makeBackup } from '../backup/make-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import type { Config } from '../config.ts';

/** `backup FOLDER`: copies what the portal keeps, beside it or without it, and looks whether the copy is whole. Gives the exit code. */
export async function backUp(config: Config, [folder]: readonly string[]): Promise<number> {
	if (!folder) return refuse('Say where to: npm run mingbai -- backup /backups/2026-03-14', 2);
	const now = new Date();
	const made = await makeBackup(config, folder, now);
	if (made.kind === 'not-empty') return refuse(`${folder} is not empty; nothing was written.`);
	if (made.kind === 'inside')
		return refuse(
			`${folder} lies in ${config.dataDir}, and would be lost with it; nothing was written.`,
		);
	if (made.kind === 'unusable') return refuse(`The folder of the backup ${made.reason}.`);
	if (made.kind === 'nothing-there')
		return refuse(`There is nothing to copy in ${config.dataDir}; nothing was written.`);
	if (made.kind === 'not-dumped')
		return refuse(`The database of DATABASE_URL could not be copied: ${made.reason}`);
	const faults = await backupFaults(folder);
	if (faults.length > 0) return refuse(faults.join('\n'));
	// A full disk makes no whole backup a failed one.
	await noteBackup(config.dataDir, now).catch(() => undefined);
	process.stdout.write(
		`${made.files} files are in ${folder}, and can be read again. They hold the keys of the portal: keep them as secret as the machine.\n`,
	);
	return 0;
}

/** `restore FOLDER`: puts a backup into an empty data folder. Gives the exit code. */
export async function restore(config: Config, [folder]: readonly string[]): Promise<number> {
	if (!folder) return refuse('Say from where: npm run mingbai -- restore /backups/2026-03-14', 2);
	const restored = await restoreBackup(config, folder, new Date());
	if (restored.kind === 'damaged')
		return refuse(['Nothing was restored:', ...restored.faults].join('\n'));
	if (restored.kind === 'occupied')
		return refuse(`${config.dataDir} is not empty: name an empty DATA_DIR; nothing was written.`);
	if (restored.kind === 'other-store')
		return refuse(
			restored.holds === 'database'
				? `${folder} holds a PostgreSQL database: name an empty one in DATABASE_URL; nothing was written.`
				: `${folder} holds a store in a file: restore it without DATABASE_URL, then run migrate-db; nothing was written.`,
		);
	if (restored.kind === 'database-refused')
		return refuse(
			`The database of DATABASE_URL did not take the backup, and is as it was; is it empty? ${restored.reason}`,
		);
	process.stdout.write(
		`${config.dataDir} is as it was. Start the portal: it renders the site anew, and alerts nobody unasked.\n`,
	);
	return 0;
}

function refuse(reason: string, code = 1): number {
	process.stderr.write(`${reason}\n`);
	return code;
}

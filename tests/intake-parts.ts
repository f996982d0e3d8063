import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll } from 'vitest';
import { createCapacity } from '../functions/intake/capacity.ts';
import { createCrowdCounter } from '../functions/intake/crowd.ts';
import { createProofs } from '../functions/intake/proof-of-work.ts';
import { openScreenshots } from '../functions/intake/screenshots.ts';
import type { ReportParts } from '../functions/routes/report-parts.ts';
import type { Database } from '../functions/store/database.ts';
import { incidentComments } from '../functions/store/incident-comments.ts';
import { makeRoom } from '../functions/store/make-room.ts';
import { storedReports } from '../functions/store/report-copies.ts';
import { reportImages } from '../functions/store/report-images.ts';
import { reportIntake } from '../functions/store/report-intake.ts';
import { reportLinks } from '../functions/store/report-links.ts';
import type { PublishedIncident } from '../src/domain/site.ts';

/** The real parts through which reports come in, on a store of a test. */
export function intakeParts(db: Kysely<Database>) {
	return {
		intake: reportIntake(db),
		images: reportImages(db),
		comments: incidentComments(db),
		incidents: async (): Promise<readonly PublishedIncident[]> => [],
		links: reportLinks(db),
		screenshots: openScreenshots(folderOfTest()),
		proofs: createProofs('the secret of a test'),
		crowd: createCrowdCounter(),
		capacity: createCapacity({
			stored: () => storedReports(db),
			makeRoom: (most) => makeRoom(db, most),
		}),
		trustedProxies: 1,
	} satisfies Partial<ReportParts>;
}

const folders: string[] = [];
afterAll(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderOfTest(): string {
	const folder = mkdtempSync(join(tmpdir(), 'mingbai-images-'));
	folders.push(folder);
	return folder;
}

import { readFileSync } from 'node:fs';
import { readConfig } from '../functions/config.ts';
import { closeOnSignal, listen } from '../functions/listen.ts';
import { jsonLogger } from '../functions/log.ts';
import { openPortal } from '../functions/portal.ts';

// The portal as `main.ts` starts it, with a clock that a test moves on: it is so many milliseconds ahead as the file in
// TEST_CLOCK says.

const file = process.env['TEST_CLOCK'] ?? '';
let ahead = 0;
setInterval(() => {
	ahead = Number(readFileSync(file, 'utf8')) || ahead;
}, 50).unref();
const now = () => new Date(Date.now() + ahead);

const read = readConfig(process.env);
if ('problems' in read) throw new Error(JSON.stringify(read.problems));
const { config } = read;
const portal = await openPortal({ config, root: process.cwd(), now, log: jsonLogger(now) });
const { server } = await listen(portal, config);
closeOnSignal(() => portal, server);
process.stdout.write(`Mingbai serves ${config.siteUrl}${config.basePath}/\n`);
process.stdout.write(`First administrator (works once): ${portal.firstAdministratorLink}\n`);
